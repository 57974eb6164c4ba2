package opencompact.host;

import java.time.Duration;
import java.util.List;
import opencompact.host.charge.Charge;
import opencompact.host.charge.Site;
import opencompact.host.lamp.Signs;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The factory reset (RST-4): by the recessed button, held for ten seconds, or by the owner. Only a
 * station at rest forgets what it was told; what it has measured and what it owes the back office
 * it keeps, unless the owner says by number that those transactions are to be erased.
 */
final class FactoryReset {
  static final Duration HOLD = Duration.ofSeconds(10);

  private final Host host;
  private final Signs signs;

  /** Since when the button is held down; never: it is not, or has done what it does. */
  private long pressed = Moment.NEVER;

  FactoryReset(Host host, Signs signs) {
    this.host = host;
    this.signs = signs;
  }

  // ---------------------------------------------------------------- the button

  void button(boolean down, Turn turn) {
    if (down) {
      pressed = turn.now().uptimeNanos();
    } else if (pressed != Moment.NEVER) {
      if (!turn.now().reached(deadline())) {
        turn.note(
            "station",
            "The reset button was pressed for "
                + turn.now().since(pressed) / 1_000_000_000L
                + " s and nothing was done: a factory reset takes "
                + HOLD.toSeconds()
                + " s.");
        pressed = Moment.NEVER;
      }
    }
  }

  void settle(Turn turn) {
    if (!turn.now().reached(deadline())) {
      return;
    }
    pressed = Moment.NEVER;
    String refusal = refusal(turn);
    if (refusal == null) {
      signs.accepted(turn);
      reset("the reset button", turn);
    } else {
      signs.refused(turn);
      turn.note("station", "The reset button was held, but nothing was reset: " + refusal);
    }
  }

  long deadline() {
    return pressed == Moment.NEVER ? Moment.NEVER : pressed + HOLD.toNanos();
  }

  // ---------------------------------------------------------------- the owner

  Outcome asked(@Nullable Integer forget, String by, Turn turn) {
    String refusal = refusal(turn);
    if (refusal != null) {
      return new Outcome.Refused(refusal);
    }
    Memory memory = turn.memory();
    int owed = owed(memory);
    if (forget != null && forget != owed) {
      return new Outcome.Wrong(
          undelivered(owed)
              + ", not "
              + forget
              + ", so nothing was done: whoever has them forgotten says their number.");
    }
    String fate = "";
    if (forget != null && memory.owed() > 0) {
      Owed oldest;
      while ((oldest = memory.oldestOwed()) != null) {
        turn.remember(new Fact.Dropped(oldest.sequence(), "forgotten by order of " + by));
      }
      fate = " " + undelivered(owed) + "; they are forgotten, as was asked.";
      turn.note("line", by + " has the station forget what it owes. " + undelivered(owed) + ".");
    } else if (owed > 0) {
      fate = " " + undelivered(owed) + "; they stay and go to the next one it is connected to.";
    }
    reset(by, turn);
    return new Outcome.Done(
        "The station is as delivered and restarts; it has to be commissioned again, the limit of its"
            + " circuit first."
            + fate);
  }

  // ---------------------------------------------------------------- both

  /** Why not now, in a sentence; null if nothing forbids it. */
  private @Nullable String refusal(Turn turn) {
    Memory memory = turn.memory();
    if (memory.open() != null) {
      return "A charge runs; a factory reset waits until it is over and the car is unplugged.";
    }
    if (!turn.records()) {
      return "The disk takes no records, so the station could not keep what it does.";
    }
    if (host.restarter().ordered()) {
      return "The station restarts already; try again in a minute.";
    }
    if (!host.rtmHeard()) {
      return "The real-time module does not answer, so nobody knows whether a car is plugged in.";
    }
    Site site = host.site(turn.now());
    if (site.plugged() || site.carConnected()) {
      return "A car or a cable is plugged in; a factory reset is done with nothing plugged in.";
    }
    if (!(host.visit().charge() instanceof Charge.Vacant)) {
      return "Somebody with a card is about to charge; a factory reset waits until nobody is.";
    }
    if (host.errands().holds(turn.now())) {
      return "New firmware is being installed; a factory reset waits until that is over.";
    }
    return null;
  }

  /** One fact; the keys go when it is on disk, and with the next start all else that it ends. */
  private void reset(String by, Turn turn) {
    int owed = owed(turn.memory());
    turn.remember(new Fact.FactoryReset(by));
    turn.note(
        "station",
        "Factory reset by "
            + by
            + ": settings, passwords, certificates, cards and profiles are as delivered."
            + (owed == 0
                ? ""
                : " " + undelivered(owed) + "; they stay for the next one it is connected to."));
    turn.tell(new Command.KeepKeys(List.of()));
    host.restarter().orderNow("FactoryReset", turn);
  }

  /** How many transactions the back office does not know, or not to their end. */
  private static int owed(Memory memory) {
    int transactions = 0;
    int last = 0;
    for (Owed owed : memory.outbox()) {
      if (owed.number() > last) {
        last = owed.number();
        transactions++;
      }
    }
    return transactions;
  }

  private static String undelivered(int owed) {
    return switch (owed) {
      case 0 -> "No transaction waits to be delivered to the back office";
      case 1 -> "1 transaction is not delivered to the back office yet";
      default -> owed + " transactions are not delivered to the back office yet";
    };
  }
}
