package opencompact.host;

import java.time.Duration;
import java.util.Locale;
import opencompact.catalogue.Fault;
import opencompact.catalogue.SecurityEvent;
import opencompact.host.lamp.Signs;
import opencompact.memory.Fact;
import opencompact.rtm.RtmReport;

/** Notes which faults come and go, and makes them heard (DIA-2, LGT-2, TMP-1). */
final class FaultWatch {
  private final Signs signs;
  private int word;

  /** The faults of which it is noted how soon the contacts were open. */
  private int opened;

  FaultWatch(Signs signs) {
    this.signs = signs;
  }

  /**
   * The RTM has reported.
   *
   * @param bornNanos the uptime at which this program started; what stood before is no news, for
   *     the RTM outlives a soft restart
   */
  void reported(RtmReport report, long bornNanos, Turn turn) {
    boolean lock = false;
    boolean stopping = false;
    for (RtmReport.FaultRecord record : report.faults()) {
      Fault fault = record.fault();
      if (!fault.isIn(word) && record.sinceNanos() >= bornNanos) {
        came(record, turn);
        lock |= fault == Fault.LOCK || fault == Fault.UNLOCK;
        stopping |= fault.stopsCharging();
      }
      if (record.opening() != null && !fault.isIn(opened)) {
        opened |= fault.bit();
        if (record.sinceNanos() >= bornNanos) {
          turn.note("fault", reaction(record, record.opening()));
        }
      }
    }
    opened &= report.faultWord();
    if (lock) {
      signs.lockFailed(turn);
    } else if (stopping) {
      signs.stopped(turn);
    }
    for (Fault gone : Fault.in(word & ~report.faultWord())) {
      turn.note("fault", gone.title() + " is over.");
    }
    word = report.faultWord();
  }

  private static void came(RtmReport.FaultRecord record, Turn turn) {
    Fault fault = record.fault();
    turn.note(
        "fault",
        String.format(
            Locale.ROOT,
            "%s (0x%X): %s %s",
            fault.title(),
            fault.bit(),
            record.sentence(),
            fault.advice()));
    if (fault == Fault.TAMPER || fault == Fault.TAMPER_SERVICE) {
      turn.remember(new Fact.Tampered(fault == Fault.TAMPER, turn.stamp()));
      turn.alert(SecurityEvent.TAMPER_DETECTION_ACTIVATED, record.sentence());
    }
  }

  /** How soon the station acted: from the first sight of the cause to contacts measured open. */
  private static String reaction(RtmReport.FaultRecord record, Duration opening) {
    Duration detection = record.detection();
    return String.format(
        Locale.ROOT,
        "%s: every pole was measured open %d ms after the trip, which came %d ms after its cause was"
            + " first seen: %d ms in all.",
        record.fault().title(),
        opening.toMillis(),
        detection.toMillis(),
        detection.plus(opening).toMillis());
  }
}
