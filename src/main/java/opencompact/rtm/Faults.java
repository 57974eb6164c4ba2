package opencompact.rtm;

import static opencompact.rtm.Span.SECOND;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Fault.Clearing;

/**
 * The fault register: the RTM error word, what was measured when each fault tripped, and who may
 * end it (charging-standards 4.1; {@link Fault#clears}). A fault is never cleared while its cause
 * stands. The residual current faults end by hand at the station only, or remotely once the plug is
 * out (IEC 61851-1 clause 14, FLT-02). Pilot, neutral and voltage faults recover by themselves
 * after 30 s without cause, 60 s the second time and 300 s from the third time in an hour, at most
 * six times a day (FLT-01).
 */
final class Faults {
  private static final Fault[] ALL = Fault.values();
  private static final int RESIDUAL = word(EnumSet.of(Fault.RCD, Fault.RCD_DC));
  private static final int BY_HAND = clearedBy(Clearing.BY_HAND);
  private static final int BY_UNPLUGGING = clearedBy(Clearing.BY_UNPLUGGING);
  private static final int STOPPING = stoppingWord();

  private static final int RECOVERING =
      word(EnumSet.of(Fault.NEUTRAL, Fault.CP_STATE, Fault.OVERVOLTAGE, Fault.UNDERVOLTAGE));

  /**
   * What ends the charge in order instead of at once: nothing about it endangers the six seconds.
   */
  private static final int ORDERLY =
      word(EnumSet.of(Fault.MISSING_HOST, Fault.TEMPERATURE, Fault.EXTERNAL_METER));

  private static final long FIRST_WAIT = 30 * SECOND;
  private static final long SECOND_WAIT = 60 * SECOND;
  private static final long LATER_WAIT = 300 * SECOND;
  private static final long HOUR = 3600 * SECOND;
  private static final long DAY = 24 * HOUR;
  private static final int MOST_RECOVERIES = 6;

  private int word;
  private int causes;
  private int seenPlugged;
  private final long[] since = new long[Integer.SIZE];
  private final double[] measured = new double[Integer.SIZE];
  private final double[] threshold = new double[Integer.SIZE];
  private final Span quiet = new Span();
  private final long[] recoveredAt = new long[MOST_RECOVERIES];
  private int recoveries;
  private boolean exhausted;
  private int latched;

  /** The RTM error word, with the flag of PRT-13. */
  int word() {
    return recovers() ? word | Fault.AUTO_RECOVERY.bit() : word;
  }

  boolean stopping() {
    return (word & STOPPING) != 0;
  }

  /** Whether a fault stands that opens at once, load or not (CT-03). */
  boolean emergency() {
    return (word & STOPPING & ~ORDERLY) != 0;
  }

  boolean has(Fault fault) {
    return fault.isIn(word);
  }

  /** A new step: all causes are judged again. */
  void begin() {
    causes = 0;
  }

  /** Sets the fault if it trips; it then stands until something ends it. */
  void judge(Fault fault, boolean trips, double value, double limit, long now) {
    judge(fault, trips, trips, value, limit, now);
  }

  /**
   * Sets the fault if it trips, and notes its cause.
   *
   * @param cause whether the fault must not end yet; may outlast the trip, where the way back is
   *     longer
   */
  void judge(Fault fault, boolean trips, boolean cause, double value, double limit, long now) {
    if (cause || trips) {
      causes |= fault.bit();
    }
    if (trips && !has(fault)) {
      raise(fault, value, limit, now);
    }
  }

  /** A fault that is as its cause is: set with it and gone with it. */
  void follow(Fault fault, boolean stands, double value, double limit, long now) {
    judge(fault, stands, value, limit, now);
    if (!stands) {
      word &= ~fault.bit();
    }
  }

  private void raise(Fault fault, double value, double limit, long now) {
    word |= fault.bit();
    int row = row(fault);
    since[row] = now;
    measured[row] = value;
    threshold[row] = limit;
  }

  /** Recovery by itself does not come, whatever the cause does (VOL-05). */
  void latch(Fault fault) {
    latched |= fault.bit();
  }

  /** What unplugging and time end. */
  void settle(boolean plugged, long now, Pace pace) {
    if (plugged) {
      seenPlugged |= word;
    } else {
      int ended = word & seenPlugged & BY_UNPLUGGING & ~causes;
      word &= ~ended;
      latched = 0;
    }
    seenPlugged &= word;
    boolean waiting = recovers();
    boolean calm = waiting && (causes & RECOVERING) == 0;
    if (!calm) {
      quiet.restart();
    } else if (quiet.over(calmBeforeRecovery(now), now, pace)) {
      recover(now);
    }
  }

  private boolean recovers() {
    return !exhausted && (word & RECOVERING) != 0 && (word & latched) == 0;
  }

  private void recover(long now) {
    word &= ~RECOVERING;
    quiet.restart();
    recoveredAt[recoveries % MOST_RECOVERIES] = now;
    recoveries++;
    boolean full = recoveries >= MOST_RECOVERIES;
    exhausted = full && now - recoveredAt[recoveries % MOST_RECOVERIES] < DAY;
  }

  private long calmBeforeRecovery(long now) {
    int recent = 0;
    for (int i = 0; i < Math.min(recoveries, MOST_RECOVERIES); i++) {
      if (now - recoveredAt[i] < HOUR) {
        recent++;
      }
    }
    return recent == 0 ? FIRST_WAIT : recent == 1 ? SECOND_WAIT : LATER_WAIT;
  }

  /** A person, or the back office, asks to clear. */
  void clear(boolean remotely, boolean plugged) {
    int may = BY_HAND & ~causes;
    if (remotely && plugged) {
      may &= ~RESIDUAL;
    }
    word &= ~may;
    exhausted = false;
    latched = 0;
  }

  /** The standing faults in words. */
  List<RtmReport.FaultRecord> records() {
    List<RtmReport.FaultRecord> records = new ArrayList<>();
    for (Fault fault : ALL) {
      if (has(fault)) {
        int row = row(fault);
        String sentence = FaultSentence.of(fault, measured[row], threshold[row]);
        records.add(new RtmReport.FaultRecord(fault, since[row], sentence));
      }
    }
    return List.copyOf(records);
  }

  private static int word(Set<Fault> faults) {
    int word = 0;
    for (Fault fault : faults) {
      word |= fault.bit();
    }
    return word;
  }

  /** Where a fault's measurements are kept: at the place of its bit. */
  private static int row(Fault fault) {
    return Integer.numberOfTrailingZeros(fault.bit());
  }

  private static int clearedBy(Clearing clearing) {
    int word = 0;
    for (Fault fault : ALL) {
      if (fault.clears(clearing)) {
        word |= fault.bit();
      }
    }
    return word;
  }

  private static int stoppingWord() {
    int word = 0;
    for (Fault fault : ALL) {
      if (fault.stopsCharging()) {
        word |= fault.bit();
      }
    }
    return word;
  }
}
