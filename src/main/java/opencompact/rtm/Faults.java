package opencompact.rtm;

import static opencompact.rtm.Span.SECOND;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.AutoRecovery;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Fault.Clearing;
import opencompact.quantity.Moment;

/**
 * The fault register: the RTM error word, what was measured when each fault tripped, how long it
 * took until the contacts were open, and who may end it (charging-standards 4.1; {@link
 * Fault#clears}). A fault is never cleared while its cause stands. The residual current faults end
 * by hand at the station only, or remotely once the plug is out (IEC 61851-1 clause 14, FLT-02).
 * Faults that recover do so after {@link AutoRecovery}'s calm.
 */
final class Faults {
  private static final Fault[] ALL = Fault.values();
  private static final int RESIDUAL = Fault.word(Fault.RCD, Fault.RCD_DC);
  private static final int BY_HAND = Fault.wordOf(f -> f.clears(Clearing.BY_HAND));
  private static final int BY_UNPLUGGING = Fault.wordOf(f -> f.clears(Clearing.BY_UNPLUGGING));
  private static final int BY_ITSELF = Fault.wordOf(f -> f.clears(Clearing.BY_ITSELF));
  private static final int STOPPING = Fault.wordOf(Fault::stopsCharging);
  private static final int RECOVERING =
      Fault.wordOf(f -> f.recovery() == Fault.Recovery.AFTER_CALM);
  private static final int ORDERLY = Fault.wordOf(f -> f.opening() == Fault.Opening.IN_ORDER);

  private static final long HOUR = AutoRecovery.HOUR_SECONDS * SECOND;
  private static final long DAY = AutoRecovery.DAY_SECONDS * SECOND;
  private static final int MOST_RECOVERIES = AutoRecovery.MOST_PER_DAY;

  private int word;
  private int causes;
  private int seenPlugged;

  // What was found when each fault tripped, at the place of its bit.
  private final long[] seenAt = new long[Integer.SIZE];
  private final long[] trippedAt = new long[Integer.SIZE];
  private final long[] openedAt = new long[Integer.SIZE];
  private final double[] measured = new double[Integer.SIZE];
  private final double[] threshold = new double[Integer.SIZE];
  private final int[] places = new int[Integer.SIZE];
  private final Finding[] findings = new Finding[Integer.SIZE];

  /** Faults that tripped with closed contacts, which have not been seen open since. */
  private int opening;

  private boolean closed;
  private final Span quiet = new Span();
  private final long[] recoveredAt = new long[MOST_RECOVERIES];
  private int recoveries;
  private boolean exhausted;
  private int latched;
  private int latchedForGood;

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

  /**
   * A new step: all causes are judged again.
   *
   * @param commandedClosed whether the contacts are told to be closed
   * @param measuredClosed whether any pole is measured closed
   */
  void begin(boolean commandedClosed, boolean measuredClosed, long now) {
    causes = 0;
    closed = commandedClosed || measuredClosed;
    if (!measuredClosed) {
      for (int rest = opening; rest != 0; rest &= rest - 1) {
        openedAt[Integer.numberOfTrailingZeros(rest)] = now;
      }
      opening = 0;
    }
  }

  /** Sets the fault if it trips; it then stands until something ends it. */
  void judge(Fault fault, boolean trips, Evidence evidence, long now) {
    judge(fault, trips, trips, evidence, now);
  }

  /**
   * Sets the fault if it trips, and notes its cause.
   *
   * @param cause whether the fault must not end yet; may outlast the trip, where the way back is
   *     longer
   */
  void judge(Fault fault, boolean trips, boolean cause, Evidence evidence, long now) {
    if (cause || trips) {
      causes |= fault.bit();
    }
    if (!trips) {
      return;
    }
    if (has(fault)) {
      places[row(fault)] |= evidence.places;
    } else {
      raise(fault, evidence, now);
    }
  }

  /** A fault that is as its cause is: set with it and gone with it. */
  void follow(Fault fault, boolean stands, Evidence evidence, long now) {
    judge(fault, stands, evidence, now);
    if (!stands) {
      word &= ~fault.bit();
    }
  }

  private void raise(Fault fault, Evidence evidence, long now) {
    word |= fault.bit();
    int row = row(fault);
    seenAt[row] = Math.min(evidence.seenAt, now);
    trippedAt[row] = now;
    measured[row] = evidence.measured;
    threshold[row] = evidence.threshold;
    places[row] = evidence.places;
    findings[row] = evidence.finding;
    openedAt[row] = Moment.NEVER;
    opening |= closed && fault.stopsCharging() ? fault.bit() : 0;
  }

  /** Recovery by itself does not come, whatever the cause does, until the plug is out (VOL-05). */
  void latch(Fault fault) {
    latched |= fault.bit();
  }

  /** It stands until the station is switched off (PRT-19). */
  void latchForGood(Fault fault) {
    latchedForGood |= fault.bit();
  }

  /** What unplugging and time end. */
  void settle(boolean plugged, long now, Pace pace) {
    if (plugged) {
      seenPlugged |= word;
    } else {
      word &= ~(seenPlugged & BY_UNPLUGGING & ~causes);
      latched = 0;
    }
    seenPlugged &= word;
    boolean calm = recoverable() != 0 && (causes & RECOVERING) == 0;
    if (!calm) {
      quiet.restart();
    } else if (quiet.over(calmBeforeRecovery(now, pace), now, pace)) {
      recover(now);
    }
  }

  /** The standing faults that calm will end. */
  private int recoverable() {
    return exhausted ? 0 : word & RECOVERING & ~latched & ~latchedForGood;
  }

  /** Whether all that stops the charge ends by itself, and something only after a calm (PRT-13). */
  private boolean recovers() {
    int recoverable = recoverable();
    int others = word & STOPPING & ~recoverable;
    return recoverable != 0 && (others & ~(BY_ITSELF & ~RECOVERING)) == 0;
  }

  private void recover(long now) {
    word &= ~recoverable();
    quiet.restart();
    recoveredAt[recoveries % MOST_RECOVERIES] = now;
    recoveries++;
    boolean full = recoveries >= MOST_RECOVERIES;
    exhausted = full && now - recoveredAt[recoveries % MOST_RECOVERIES] < DAY;
  }

  private long calmBeforeRecovery(long now, Pace pace) {
    int recent = 0;
    for (int i = 0; i < Math.min(recoveries, MOST_RECOVERIES); i++) {
      if (now - recoveredAt[i] < HOUR) {
        recent++;
        // After that hour the wait is shorter.
        pace.by(recoveredAt[i] + HOUR);
      }
    }
    return AutoRecovery.calmSeconds(recent) * SECOND;
  }

  /** A person, or the back office, asks to clear. */
  void clear(boolean remotely, boolean plugged) {
    int may = BY_HAND & ~causes;
    if (remotely && plugged) {
      may &= ~RESIDUAL;
    }
    word &= ~may;
    latched = 0;
    if (exhausted) {
      // Somebody has looked: the day's recoveries are counted anew (FLT-01).
      exhausted = false;
      recoveries = 0;
    }
  }

  /**
   * Takes over what a restart of the RTM must not end: a residual current that tripped while a plug
   * was in, for a restart can be asked for from afar (FLT-02).
   */
  void inherit(Faults before, boolean plugged) {
    int kept = plugged ? before.word & RESIDUAL : 0;
    word |= kept;
    for (int rest = kept; rest != 0; rest &= rest - 1) {
      int row = Integer.numberOfTrailingZeros(rest);
      measured[row] = before.measured[row];
      threshold[row] = before.threshold[row];
      places[row] = before.places[row];
      findings[row] = before.findings[row];
      seenAt[row] = before.seenAt[row] - before.trippedAt[row];
      openedAt[row] = Moment.NEVER;
    }
  }

  /** The standing faults in words. */
  List<RtmReport.FaultRecord> records() {
    if (word == 0) {
      return List.of();
    }
    List<RtmReport.FaultRecord> records = new ArrayList<>();
    for (Fault fault : ALL) {
      if (has(fault)) {
        records.add(record(fault, row(fault)));
      }
    }
    return List.copyOf(records);
  }

  private RtmReport.FaultRecord record(Fault fault, int row) {
    String where = Places.words(places[row]);
    boolean opened = openedAt[row] != Moment.NEVER;
    return new RtmReport.FaultRecord(
        fault,
        trippedAt[row],
        measured[row],
        threshold[row],
        where,
        Duration.ofNanos(trippedAt[row] - seenAt[row]),
        opened ? Duration.ofNanos(openedAt[row] - trippedAt[row]) : null,
        FaultSentence.of(fault, findings[row], where, measured[row], threshold[row]));
  }

  /** Where a fault's measurements are kept: at the place of its bit. */
  private static int row(Fault fault) {
    return Integer.numberOfTrailingZeros(fault.bit());
  }
}
