package opencompact.host;

import java.time.Duration;
import java.time.Instant;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.SecurityEvent;
import opencompact.host.access.CardUid;
import opencompact.host.charge.Visit;
import opencompact.host.lamp.Signs;
import opencompact.host.upkeep.Unlocking;
import opencompact.host.uplink.Configuration;
import opencompact.memory.Fact;
import opencompact.memory.OpenTransaction;
import opencompact.ocpp.Reason;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import opencompact.rtm.RtmCommand;
import org.jspecify.annotations.Nullable;

/** What people ask of the station, by page, API or command line, and what becomes of it. */
final class ServiceDesk {

  /** The next card is learnt within this time (AUT-2). */
  private static final Duration LEARNING = Duration.ofSeconds(60);

  private final Host host;
  private final Signs signs;
  private long learningUntil = Moment.NEVER;

  private final Restraint guesses = Restraint.of("security", "wrong admin passwords");

  ServiceDesk(Host host, Signs signs) {
    this.host = host;
    this.signs = signs;
  }

  /** Fulfils a wish; the answer is told at once, or later where something has to move first. */
  void asked(long ticket, Wish wish, String by, Turn turn) {
    Outcome outcome = outcome(ticket, wish, by, turn);
    if (outcome != null) {
      turn.tell(new Command.Answer(ticket, outcome));
    }
  }

  private @Nullable Outcome outcome(long ticket, Wish wish, String by, Turn turn) {
    return switch (wish) {
      case Wish.ClearFaults() -> clearFaults(by, turn);
      case Wish.UnlockConnector() -> unlock(ticket, turn);
      case Wish.ClearReservation() -> host.reservations().clear(by, turn);
      case Wish.SetAvailable(boolean operative) -> setAvailable(operative, turn);
      case Wish.StartCharging(IdTag tag) -> start(tag, turn);
      case Wish.StopCharging() -> stop(turn);
      case Wish.ChargeNow() -> chargeNow(by, turn);
      case Wish.ChangeSetting(String key, String value) -> change(key, value, by, turn);
      case Wish.AddCard(IdTag tag, Instant bestBy) -> addCard(asRead(tag), bestBy, by, turn);
      case Wish.LearnCard() -> learn(turn);
      case Wish.RemoveCard(IdTag tag) -> removeCard(tag, by, turn);
      case Wish.SetClock(Instant wall) -> setClock(wall, by, turn);
      case Wish.Commission() -> commission(by, turn);
      case Wish.Restart() -> restart(by, turn);
      case Wish.FactoryReset(Integer forget) -> host.factoryReset().asked(forget, by, turn);
      case Wish.WrongPassword() -> {
        guesses.happened("A wrong admin password was given by " + by + ".", turn);
        yield new Outcome.Done("It is remembered.");
      }
      case Wish.ChangeSecret(String name, String value) -> changeSecret(name, value, by, turn);
    };
  }

  private static Outcome clearFaults(String by, Turn turn) {
    turn.tell(new Command.TellRtm(new RtmCommand.FaultsCleared(false)));
    turn.note("fault", by + " asked to clear faults.");
    return new Outcome.Done("Faults whose cause is gone are cleared; others come back.");
  }

  /** Null: the answer follows when the lock has moved. */
  private @Nullable Outcome unlock(long ticket, Turn turn) {
    if (!host.rtmHeard()) {
      return new Outcome.Refused("The real-time module does not answer, so nothing can be moved.");
    }
    if (!host.site(turn.now()).lockWorks()) {
      return new Outcome.Refused("This station has no active lock.");
    }
    host.unlocker().begin(new Unlocking.Asker.Person(ticket), turn);
    return null;
  }

  private Outcome setAvailable(boolean operative, Turn turn) {
    Availability.Changed changed = host.availability().change(0, operative, turn);
    if (operative) {
      host.availability().change(1, true, turn);
    }
    return new Outcome.Done(changed.sentence());
  }

  private Outcome start(@Nullable IdTag tag, Turn turn) {
    return host.rtm() == null
        ? new Outcome.Refused("The station is still starting.")
        : outcome(host.visit().startLocally(tag, host.site(turn.now()), turn));
  }

  private Outcome stop(Turn turn) {
    if (host.rtm() == null) {
      return new Outcome.Refused("The station is still starting.");
    }
    OpenTransaction open = turn.memory().open();
    IdTag by = open == null ? null : open.tag();
    return outcome(host.visit().stop(Reason.LOCAL, by, host.site(turn.now()), turn));
  }

  private Outcome chargeNow(String by, Turn turn) {
    String what = host.permission().override(by, turn);
    return what == null
        ? new Outcome.Refused("No charge waits for a charge-off period or a random delay.")
        : new Outcome.Done(what);
  }

  private static Outcome outcome(Visit.Reply reply) {
    return reply.granted()
        ? new Outcome.Done(reply.sentence())
        : new Outcome.Refused(reply.sentence());
  }

  private Outcome change(String name, String value, String by, Turn turn) {
    Key<?> key = Keys.named(name);
    if (key == null) {
      return new Outcome.Wrong(
          "There is no setting \"" + name + "\"; GET /api/v1/settings lists them all.");
    }
    Configuration.Change change =
        Configuration.change(key, value, by, host.settings(), turn.memory(), turn.now());
    change.facts().forEach(turn::remember);
    if (!change.facts().isEmpty()) {
      turn.note("setting", change.sentence());
    }
    if (!change.facts().isEmpty() && !turn.memory().commissioned()) {
      // Who has saved a configuration has commissioned the station (RST-1).
      commission(by, turn);
    }
    return change.accepted()
        ? new Outcome.Done(change.sentence())
        : new Outcome.Wrong(change.sentence());
  }

  // ---------------------------------------------------------------- cards

  /** As the reader would read it, so that a number typed from the card's print fits (AUT-1). */
  private IdTag asRead(IdTag typed) {
    IdTag read = CardUid.tag(typed.value(), host.settings());
    return read == null ? typed : read;
  }

  private static Outcome addCard(IdTag tag, @Nullable Instant bestBy, String by, Turn turn) {
    Instant wall = turn.now().wall();
    turn.remember(new Fact.CardAdded(tag, "Main", wall == null ? -1 : wall.toEpochMilli(), bestBy));
    turn.note("setting", "Card " + tag + " was added to the station's list by " + by + ".");
    return new Outcome.Done("Card " + tag + " is in the station's list.");
  }

  private Outcome learn(Turn turn) {
    learningUntil = turn.now().in(LEARNING);
    signs.learning(true);
    return new Outcome.Done("Hold the card to the reader within 60 seconds.");
  }

  /** Whether the next card is stored in the list instead of starting or stopping anything. */
  boolean learning() {
    return learningUntil != Moment.NEVER;
  }

  /** The card that was waited for. */
  void learnt(IdTag tag, Turn turn) {
    endLearning();
    addCard(tag, null, "card reader", turn);
    signs.accepted(turn);
  }

  private void endLearning() {
    learningUntil = Moment.NEVER;
    signs.learning(false);
  }

  private Outcome removeCard(IdTag given, String by, Turn turn) {
    IdTag tag = turn.memory().listed(given) == null ? asRead(given) : given;
    if (turn.memory().listed(tag) == null) {
      return new Outcome.Wrong("Card " + given + " is not in the station's list.");
    }
    turn.remember(new Fact.CardRemoved(tag));
    turn.note("setting", "Card " + tag + " was removed from the station's list by " + by + ".");
    return new Outcome.Done("Card " + tag + " is removed.");
  }

  // ---------------------------------------------------------------- the station itself

  private Outcome setClock(Instant wall, String by, Turn turn) {
    if (host.backOffice().online()) {
      return new Outcome.Refused("The back office sets the clock while the station is online.");
    }
    if (turn.memory().open() != null) {
      return new Outcome.Refused("The clock is not moved while a charge runs; stop it first.");
    }
    turn.tell(new Command.SetClock(wall));
    turn.alert(SecurityEvent.SETTING_SYSTEM_TIME, by + " set the clock to " + wall + ".");
    return new Outcome.Done("The clock is set to " + wall + ".");
  }

  private static Outcome commission(String by, Turn turn) {
    turn.remember(new Fact.Commissioned(by));
    turn.note("setting", by + " declared the commissioning done.");
    return new Outcome.Done("The station is commissioned.");
  }

  private Outcome restart(String by, Turn turn) {
    host.restarter().order("Reboot", Reason.REBOOT, false, turn);
    turn.note("station", by + " asked for a restart.");
    return new Outcome.Done("The station restarts.");
  }

  private static Outcome changeSecret(String name, String value, String by, Turn turn) {
    turn.remember(new Fact.SecretChanged(name, value));
    turn.note("setting", by + " changed the secret \"" + name + "\".");
    return new Outcome.Done("It is changed.");
  }

  void settle(Turn turn) {
    if (turn.now().reached(learningUntil)) {
      endLearning();
      turn.note("setting", "No card was held to the reader within 60 seconds, so none is learnt.");
    }
    guesses.settle(turn);
  }

  long deadline() {
    return Math.min(learningUntil, guesses.deadline());
  }
}
