package opencompact.host.uplink;

import java.time.Duration;
import java.time.Instant;
import opencompact.catalogue.SecurityEvent;
import opencompact.host.Command;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.memory.Fact.SecurityEventHappened;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.memory.Stamp;
import opencompact.quantity.Moment;

/**
 * The time of day: set when the back office tells another one, and made known to what was stamped
 * without it. Makes remembered stamps datable: of this start as soon as the time of day is known,
 * and of earlier starts that ended without ever knowing it, which nothing can tell exactly any more
 * (OCPP-BT-15).
 */
final class Clocks {
  /** No charger that runs this program stands outside of these years. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final Duration TOLERANCE = Duration.ofSeconds(1);
  private static final Duration BIG_STEP = Duration.ofMinutes(1);

  private Clocks() {}

  /**
   * The back office told the time of day; whether it can be that. Only steps that matter are made;
   * intervals run on the uptime anyway (OCPP-BT-14). Backwards it goes only between transactions
   * (OFF-5): what is told again at the next heartbeat can wait, and no charge ends before it began.
   */
  static boolean told(Instant told, Turn turn) {
    Instant wall = turn.now().wall();
    if (!believes(told, turn)) {
      return false;
    }
    if (wall == null) {
      turn.tell(new Command.SetClock(told));
      turn.alert(
          SecurityEvent.SETTING_SYSTEM_TIME, "The back office told the time of day, " + told + ".");
      return true;
    }
    Duration step = Duration.between(wall, told).abs();
    if (step.compareTo(TOLERANCE) >= 0) {
      if (told.isBefore(wall) && turn.memory().open() != null) {
        turn.note(
            "line",
            "The back office says that it is "
                + told
                + "; the clock goes back to that once the charge is over.");
        return true;
      }
      turn.tell(new Command.SetClock(told));
      String sentence = "The back office set the clock from " + wall + " to " + told + ".";
      if (step.compareTo(BIG_STEP) >= 0) {
        turn.alert(SecurityEvent.SETTING_SYSTEM_TIME, sentence);
      } else {
        turn.note("line", sentence);
      }
    }
    return true;
  }

  /**
   * Whether the back office can mean that time of day. A clock in another age would make every
   * expiry date, reservation and schedule wrong, and stamps that no back office can read.
   */
  private static boolean believes(Instant told, Turn turn) {
    boolean possible = !told.isBefore(EARLIEST) && told.isBefore(LATEST);
    if (!possible) {
      turn.note(
          "line", "Ignored the time of day that the back office told: it cannot be " + told + ".");
    }
    return possible;
  }

  static void settle(Turn turn) {
    Moment now = turn.now();
    Memory memory = turn.memory();
    Instant wall = now.wall();
    if (wall == null) {
      return;
    }
    if (!known(memory.boot(), memory)) {
      long zero = wall.toEpochMilli() - now.uptimeNanos() / 1_000_000;
      turn.remember(new Fact.ClockKnown(memory.boot(), zero));
    }
    Owed oldest = memory.oldestOwed();
    SecurityEventHappened event = memory.oldestSecurityEvent();
    if ((oldest != null && !OwedMessage.datable(oldest, memory))
        || (event != null && memory.wallMillis(event.at()) < 0)) {
      estimateEarlierStarts(turn);
    }
  }

  private static boolean known(int boot, Memory memory) {
    return memory.wallMillis(new Stamp(boot, 0, -1)) >= 0;
  }

  /**
   * A start without a clock is dated as if its last owed event had happened when the next start
   * began: order and distances stay right, and nothing lies in the future. Otherwise the queue
   * would stand still for ever.
   */
  private static void estimateEarlierStarts(Turn turn) {
    Memory memory = turn.memory();
    for (int boot = memory.boot() - 1; boot > 0; boot--) {
      long last = known(boot, memory) ? -1 : lastUptimeMillis(boot, memory);
      if (last >= 0) {
        long next = memory.wallMillis(new Stamp(knownAfter(boot, memory), 0, -1));
        turn.remember(new Fact.ClockKnown(boot, next - last));
        turn.note(
            "line",
            "The time of day was never known during start "
                + boot
                + "; what was recorded then is dated just before the next start.");
      }
    }
  }

  private static int knownAfter(int boot, Memory memory) {
    int later = boot + 1;
    while (!known(later, memory)) {
      later++;
    }
    return later;
  }

  /** The uptime of the last owed event of that start that has no wall time; -1 if there is none. */
  private static long lastUptimeMillis(int boot, Memory memory) {
    long last = -1;
    for (Owed owed : memory.outbox()) {
      last =
          switch (owed) {
            case Owed.Start start -> later(last, boot, start.at());
            case Owed.Values values -> later(last, boot, values.at());
            case Owed.Stop stop -> {
              long latest = later(last, boot, stop.at());
              for (Owed.Kept kept : stop.kept()) {
                latest = later(latest, boot, kept.at());
              }
              yield latest;
            }
          };
    }
    for (SecurityEventHappened event : memory.securityEvents()) {
      last = later(last, boot, event.at());
    }
    return last;
  }

  private static long later(long last, int boot, Stamp at) {
    return at.boot() == boot && at.wallMillis() < 0 ? Math.max(last, at.uptimeMillis()) : last;
  }
}
