package opencompact.host;

import java.time.Duration;
import opencompact.catalogue.SecurityEvent;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Notes what strangers can cause as often as they like, without letting them push everything else
 * out of the log (SEC-1, DIA-2): the first few in full, then one line with their number at the end
 * of each period. A period that saw more lasts twice as long the next time, up to a day; one that
 * saw nothing ends the matter.
 */
public final class Restraint {
  private static final int IN_FULL = 5;
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private final String kind;
  private final @Nullable SecurityEvent event;
  private final String what;

  private Duration period = SHORTEST;
  private long until = Moment.NEVER;
  private int inFull;
  private long uncounted;

  private Restraint(String kind, @Nullable SecurityEvent event, String what) {
    this.kind = kind;
    this.event = event;
    this.what = what;
  }

  /**
   * Restrains lines of one kind.
   *
   * @param what what they are about, in the plural, for the line that counts them
   */
  public static Restraint of(String kind, String what) {
    return new Restraint(kind, null, what);
  }

  /** Restrains a security event. */
  public static Restraint of(SecurityEvent event, String what) {
    return new Restraint("security", event, what);
  }

  /** It has happened once more. */
  public void happened(String sentence, Turn turn) {
    if (until == Moment.NEVER) {
      until = turn.now().in(period);
    }
    if (inFull < IN_FULL) {
      inFull++;
      say(sentence, turn);
    } else {
      uncounted++;
    }
  }

  public void settle(Turn turn) {
    if (until == Moment.NEVER || !turn.now().reached(until)) {
      return;
    }
    if (uncounted == 0) {
      period = SHORTEST;
      until = Moment.NEVER;
      inFull = 0;
      return;
    }
    say(uncounted + " more " + what + ", counted over " + period.toHours() + " h.", turn);
    uncounted = 0;
    Duration next = period.multipliedBy(2);
    period = next.compareTo(LONGEST) < 0 ? next : LONGEST;
    until = turn.now().in(period);
  }

  /** When the next count is due. */
  public long deadline() {
    return until;
  }

  private void say(String sentence, Turn turn) {
    if (event == null) {
      turn.note(kind, sentence);
    } else {
      turn.alert(event, sentence);
    }
  }
}
