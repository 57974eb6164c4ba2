package opencompact.host.charge;

import java.time.Duration;
import java.util.stream.Collectors;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.host.access.Access;
import opencompact.host.lamp.Signs;
import opencompact.memory.Fact;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Reservation;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.Reason;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * Moves a {@link Charge} from state to state. What a person or the back office wants comes in by
 * the methods named after it; {@link #settle} draws what follows from the present state of the
 * world, whatever event brought us here.
 */
public final class Visit {

  /**
   * Whom to ask about a card; the answer comes back as {@link #answered} or {@link #unanswered}.
   */
  public interface Asker {
    void authorize(IdTag tag, Turn turn);
  }

  /** What is said to one who wanted something: whether it was granted, and why not. */
  public record Reply(boolean granted, String sentence) {}

  /** Told the moment before a transaction is closed, so that last readings can be taken. */
  public interface Closing {
    void closing(OpenTransaction open, Turn turn);
  }

  private static final String KIND = "charge";

  private static final String RESERVED = "the connector is reserved for another card";

  /** A refused driver wants to know why for about as long. */
  private static final Duration REFUSAL_MATTERS = Duration.ofMinutes(1);

  /** What was said to the last card that was refused. */
  private record Refusal(String sentence, long until) {}

  private final Asker asker;
  private final Closing closing;
  private final Signs signs;
  private Charge charge = new Charge.Vacant();
  private @Nullable Refusal refusal;

  public Visit(Asker asker, Closing closing, Signs signs) {
    this.asker = asker;
    this.closing = closing;
    this.signs = signs;
  }

  public Charge charge() {
    return charge;
  }

  /** Why the last card was refused, while that is news; null if none was. */
  public @Nullable String refusal(Moment now) {
    Refusal told = refusal;
    return told == null || now.reached(told.until()) ? null : told.sentence();
  }

  /** Until when that is news, an uptime; never where it is not. */
  public long refusedUntil(Moment now) {
    Refusal told = refusal;
    return told == null || now.reached(told.until()) ? Moment.NEVER : told.until();
  }

  /** A transaction of an earlier boot was closed and its cable is still in; it is never resumed. */
  public void foundEnded() {
    charge = new Charge.Ended(null, null, null);
  }

  // ---------------------------------------------------------------- a card is shown

  /** A card was shown to the reader, or its holder pressed start (OCPP-AU-01 to OCPP-AU-16). */
  public Reply shown(IdTag tag, Site site, Turn turn) {
    signs.cardRead(turn);
    return switch (charge) {
      case Charge.Running running -> shownWhileRunning(running, tag, site, turn);
      case Charge.Admitted(IdTag waiting, _, _, _, _) when waiting.equals(tag) -> {
        charge = new Charge.Vacant();
        yield accepted(tag, "was shown again, so its authorisation is dropped", turn);
      }
      case Charge.Admitted _ -> refused(tag, "another card waits for its plug here", turn);
      case Charge.Asking _ -> refused(tag, "another card is being checked", turn);
      case Charge.Ended ended when holds(ended, tag, site, turn) -> {
        charge = ended.released();
        yield accepted(tag, "releases the cable", turn);
      }
      case Charge.Ended _, Charge.Vacant _ -> wantsToStart(tag, false, site, turn);
    };
  }

  private static boolean holds(Charge.Ended ended, IdTag tag, Site site, Turn turn) {
    IdTag holder = ended.holder();
    return holder != null
        && (holder.equals(tag) || sameGroup(tag, ended.holderParent(), site, turn));
  }

  private Reply shownWhileRunning(Charge.Running running, IdTag tag, Site site, Turn turn) {
    OpenTransaction open = open(turn);
    if (open.tag().equals(tag)) {
      stop(Reason.LOCAL, tag, site, turn);
      return accepted(tag, "stops its charge", turn);
    }
    IdTag group = group(open, site, turn);
    if (sameGroup(tag, group, site, turn)) {
      stop(Reason.LOCAL, tag, site, turn);
      return accepted(tag, "is of the same group and stops the charge", turn);
    }
    if (group == null || !site.online() || running.asked() != null) {
      return refused(tag, "the charge belongs to another card", turn);
    }
    charge = new Charge.Running(running.number(), tag);
    asker.authorize(tag, turn);
    return new Reply(true, "The back office is asked whether " + tag + " may stop this charge.");
  }

  private Reply wantsToStart(IdTag tag, boolean remote, Site site, Turn turn) {
    Settings settings = site.settings();
    String closed = site.whyClosed();
    if (closed != null) {
      return refused(tag, closed, turn);
    }
    if (!settings.value(Keys.AUTHORIZATION_ENABLED) && !remote && site.reservation() == null) {
      return refused(tag, "no card is needed while AuthorizationEnabled is off", turn);
    }
    Claim claim = claim(tag, site, turn);
    if (claim == Claim.NONE || (claim == Claim.UNKNOWN && !site.online())) {
      return refused(tag, RESERVED, turn);
    }
    if (claim == Claim.UNKNOWN) {
      return ask(tag, remote, turn);
    }
    return switch (Access.decide(tag, site.online(), settings, turn.memory(), turn.now())) {
      case Access.Decision.Admit(IdTag parent, String because) -> {
        admit(tag, parent, false, remote, site, turn);
        yield accepted(tag, "may charge: " + because, turn);
      }
      case Access.Decision.Refuse(String because) -> refused(tag, because, turn);
      case Access.Decision.Ask _ -> ask(tag, remote, turn);
    };
  }

  private Reply ask(IdTag tag, boolean remote, Turn turn) {
    charge = new Charge.Asking(tag, remote, charge);
    asker.authorize(tag, turn);
    return new Reply(true, "The back office is asked about " + tag + ".");
  }

  /** What a card may claim of a connector that is reserved, or is not (OCPP-AU-03). */
  private enum Claim {
    GOOD,
    /** Its group is to be asked for. */
    UNKNOWN,
    NONE
  }

  private static Claim claim(IdTag tag, Site site, Turn turn) {
    Reservation reservation = site.reservation();
    IdTag group = Access.parent(tag, site.settings(), turn.memory(), turn.now());
    if (reservation == null || reservation.admits(tag, group)) {
      return Claim.GOOD;
    }
    return reservation.parent() == null || group != null ? Claim.NONE : Claim.UNKNOWN;
  }

  private static boolean admits(Site site, IdTag tag, @Nullable IdTag group) {
    Reservation reservation = site.reservation();
    return reservation == null || reservation.admits(tag, group);
  }

  // ---------------------------------------------------------------- the back office answers

  /** The answer to Authorize for a card. */
  public void answered(IdTag tag, IdTagInfo info, Site site, Turn turn) {
    switch (charge) {
      case Charge.Asking(IdTag asked, boolean remote, Charge before) when asked.equals(tag) -> {
        charge = before;
        if (!admits(site, tag, info.parentIdTag())) {
          refused(tag, RESERVED, turn);
        } else if (info.status() == AuthorizationStatus.ACCEPTED) {
          admit(tag, info.parentIdTag(), false, remote, site, turn);
          accepted(tag, "was accepted by the back office", turn);
        } else {
          refused(tag, "the back office says " + info.status().wire(), turn);
        }
      }
      case Charge.Running(int number, IdTag asked) when tag.equals(asked) -> {
        charge = new Charge.Running(number, null);
        IdTag group = group(open(turn), site, turn);
        boolean good =
            info.status() == AuthorizationStatus.ACCEPTED
                || info.status() == AuthorizationStatus.CONCURRENT_TX;
        if (good && group != null && group.equals(info.parentIdTag())) {
          stop(Reason.LOCAL, tag, site, turn);
          accepted(tag, "is of the same group and stops the charge", turn);
        } else {
          refused(tag, "the charge belongs to another card", turn);
        }
      }
      default -> turn.note(KIND, "The answer about card " + tag + " came too late to matter.");
    }
  }

  /** The back office did not answer; the card is judged as offline (OCPP-AU-07). */
  public void unanswered(IdTag tag, String why, Site site, Turn turn) {
    switch (charge) {
      case Charge.Asking(IdTag asked, boolean remote, Charge before) when asked.equals(tag) -> {
        charge = before;
        switch (Access.offline(tag, site.settings(), turn.memory(), turn.now())) {
          case Access.Decision.Admit(IdTag parent, String _) when !admits(site, tag, parent) ->
              refused(tag, RESERVED, turn);
          case Access.Decision.Admit(IdTag parent, String because) -> {
            admit(tag, parent, false, remote, site, turn);
            accepted(tag, "may charge: the back office gave no answer and " + because, turn);
          }
          case Access.Decision.Refuse(String because) -> refused(tag, because, turn);
          case Access.Decision.Ask _ -> throw new AssertionError("offline rules never ask");
        }
      }
      case Charge.Running(int number, IdTag asked) when tag.equals(asked) -> {
        charge = new Charge.Running(number, null);
        refused(tag, "the back office did not say whether it may stop this charge: " + why, turn);
      }
      default -> {}
    }
  }

  // ---------------------------------------------------------------- start and stop from afar

  /** RemoteStartTransaction, already checked by the desk (OCPP-MS-26). */
  public void startRemotely(IdTag tag, Site site, Turn turn) {
    if (charge instanceof Charge.Admitted(_, IdTag parent, _, _, _)) {
      admit(tag, parent, false, true, site, turn);
      turn.note(KIND, "The back office starts a charge for " + tag + ", which may charge already.");
    } else if (!site.settings().value(Keys.AUTHORIZE_REMOTE_TX_REQUESTS)
        && claim(tag, site, turn) == Claim.GOOD) {
      IdTag group = Access.parent(tag, site.settings(), turn.memory(), turn.now());
      admit(tag, group, false, true, site, turn);
      turn.note(KIND, "The back office starts a charge for " + tag + ".");
    } else if (!(charge instanceof Charge.Asking)) {
      wantsToStart(tag, true, site, turn);
    }
  }

  /** Why a remote start cannot be taken now, or null if it can (OCPP-MS-26). */
  public @Nullable String whyNoRemoteStart(IdTag tag, Site site, Turn turn) {
    String closed = site.whyClosed();
    if (closed != null) {
      return closed;
    }
    if (claim(tag, site, turn) == Claim.NONE) {
      return RESERVED;
    }
    return switch (charge) {
      case Charge.Running _ -> "a transaction is running";
      case Charge.Admitted admitted when !admitted.tag().equals(tag) ->
          "another card waits for its plug";
      case Charge.Asking asking when !asking.tag().equals(tag) -> "another card is being checked";
      default -> null;
    };
  }

  /** Somebody presses start at the station itself. */
  public Reply startLocally(@Nullable IdTag tag, Site site, Turn turn) {
    IdTag wanted = tag == null ? site.settings().value(Keys.FREE_VEND_ID_TAG) : tag;
    String why = whyNoRemoteStart(wanted, site, turn);
    if (why != null) {
      return new Reply(false, "Not started: " + why + ".");
    }
    if (charge instanceof Charge.Admitted || charge instanceof Charge.Asking) {
      return new Reply(false, "Not started: this card waits here already.");
    }
    if (tag != null) {
      return wantsToStart(tag, false, site, turn);
    }
    if (!site.free()) {
      return new Reply(false, "Not started: this station wants a card. Tap one, or give its id.");
    }
    admit(wanted, null, true, false, site, turn);
    return new Reply(true, "Started; plug in a car if none is.");
  }

  /** What lies behind a reason that is another, so that the log names the cause (DIA-2). */
  private static String because(Reason reason, Site site) {
    String faults =
        Fault.in(site.rtm().faultWord()).stream()
            .filter(Fault::stopsCharging)
            .map(Fault::title)
            .collect(Collectors.joining(", "));
    return reason != Reason.OTHER || faults.isEmpty() ? "" : ": " + faults;
  }

  /** Ends what is under way, if anything is; the reason is OCPP's (OCPP-TX-18). */
  public Reply stop(Reason reason, @Nullable IdTag by, Site site, Turn turn) {
    return switch (charge) {
      case Charge.Running _ -> {
        OpenTransaction open = open(turn);
        closing.closing(open, turn);
        turn.remember(
            new Fact.TransactionStopped(
                open.number(),
                reason.wire(),
                by,
                turn.stamp(),
                site.register().max(open.lastSeen())));
        charge = afterStop(reason, open, site);
        turn.note(
            KIND,
            "Charge "
                + open.number()
                + " of "
                + open.tag()
                + " ended ("
                + reason.wire()
                + because(reason, site)
                + ") with "
                + site.register().since(open.start().register())
                + ".");
        yield new Reply(true, "The charge is ended.");
      }
      case Charge.Admitted _, Charge.Asking _ -> {
        charge = charge instanceof Charge.Asking asking ? asking.before() : new Charge.Vacant();
        yield new Reply(true, "The authorisation is dropped.");
      }
      case Charge.Vacant _, Charge.Ended _ -> new Reply(false, "No charge is running.");
    };
  }

  private static Charge afterStop(Reason reason, OpenTransaction open, Site site) {
    boolean held =
        site.lockWorks()
            && (reason == Reason.DE_AUTHORIZED
                || (reason == Reason.EV_DISCONNECTED
                    && !site.settings().value(Keys.UNLOCK_CONNECTOR_ON_EV_SIDE_DISCONNECT)));
    return held
        ? new Charge.Ended(reason, open.tag(), open.start().parent())
        : new Charge.Ended(reason, null, null);
  }

  /** The cable is to be released whatever card holds it (UnlockConnector, web UNLOCK). */
  public void release() {
    if (charge instanceof Charge.Ended ended) {
      charge = ended.released();
    }
  }

  // ---------------------------------------------------------------- what follows by itself

  /** One step of what follows from the present state; called until nothing changes any more. */
  public boolean settle(Site site, Turn turn) {
    Charge before = charge;
    charge = next(site, turn);
    return !charge.equals(before);
  }

  private Charge next(Site site, Turn turn) {
    return switch (charge) {
      case Charge.Vacant _ when site.free() && site.startable() -> {
        admit(site.settings().value(Keys.FREE_VEND_ID_TAG), null, true, false, site, turn);
        turn.note(KIND, "A car is plugged in and nobody need be asked: charging is free now.");
        yield charge;
      }
      case Charge.Asking asking when !site.operative() -> {
        turn.note(KIND, "Out of service: card " + asking.tag() + " is not waited for any more.");
        yield asking.before();
      }
      case Charge.Admitted admitted -> admitted(admitted, site, turn);
      case Charge.Running _ -> running(site, turn);
      case Charge.Ended _ when !site.plugged() -> new Charge.Vacant();
      default -> charge;
    };
  }

  private Charge admitted(Charge.Admitted admitted, Site site, Turn turn) {
    String drop = whyDropped(admitted, site, turn.now());
    if (site.startable() && admits(site, admitted.tag(), admitted.parent())) {
      // Whoever has plugged in waits for the lock, not for the time-out (OCPP-TX-03).
      return site.secured() ? started(admitted, site, turn) : admitted.waitingUntil(Moment.NEVER);
    }
    if (drop != null) {
      turn.note(KIND, drop + ": the authorisation of " + admitted.tag() + " is dropped.");
      return new Charge.Vacant();
    }
    return admitted.until() == Moment.NEVER ? admitted.waitingUntil(timeOut(site, turn)) : admitted;
  }

  private static @Nullable String whyDropped(Charge.Admitted admitted, Site site, Moment now) {
    if (!site.operative()) {
      return "Out of service";
    }
    if (site.faulted()) {
      return "A fault";
    }
    if (!admits(site, admitted.tag(), admitted.parent())) {
      return "The connector was reserved for another card";
    }
    return now.reached(admitted.until()) ? "No car was plugged in within ConnectionTimeOut" : null;
  }

  private Charge started(Charge.Admitted admitted, Site site, Turn turn) {
    int number = turn.memory().lastTransaction() + 1;
    Reservation used = site.reservation();
    turn.remember(
        new Fact.TransactionStarted(
            number,
            admitted.tag(),
            admitted.parent(),
            admitted.free(),
            admitted.remote(),
            used == null ? null : used.id(),
            turn.stamp(),
            site.register()));
    turn.note(KIND, "Charge " + number + " of " + admitted.tag() + " began.");
    return new Charge.Running(number, null);
  }

  /** What ends a transaction by itself, in the order of the reason table (OCPP-TX-18). */
  private Charge running(Site site, Turn turn) {
    if (refusedForGood(open(turn), site)) {
      stop(Reason.DE_AUTHORIZED, null, site, turn);
    } else if (site.rtmOnline()
        && site.carGone()
        && site.settings().value(Keys.STOP_TRANSACTION_ON_EV_SIDE_DISCONNECT)) {
      stop(Reason.EV_DISCONNECTED, null, site, turn);
    } else if (site.rtmOnline()
        && site.rtm().faults().stream().anyMatch(f -> ends(f.fault(), site.rtm()))) {
      stop(Reason.OTHER, null, site, turn);
    }
    return charge;
  }

  /**
   * Whether a fault ends the transaction; one that the station recovers from by itself does not. A
   * phase that was lost may come back, a wiring error stays (PRT-19).
   */
  private static boolean ends(Fault fault, RtmReport rtm) {
    boolean miswired = fault == Fault.PHASES && !rtm.has(Fault.AUTO_RECOVERY);
    return fault.stopsCharging()
        && (fault == Fault.LOCK || miswired || !fault.clears(Fault.Clearing.BY_ITSELF));
  }

  private static boolean refusedForGood(OpenTransaction open, Site site) {
    return open.refused() != null
        && !open.start().free()
        && site.settings().value(Keys.STOP_TRANSACTION_ON_INVALID_ID);
  }

  /** When something here must be looked at again, an uptime; never if nothing waits. */
  public long deadline() {
    return charge instanceof Charge.Admitted admitted ? admitted.until() : Moment.NEVER;
  }

  // ---------------------------------------------------------------- small parts

  private void admit(
      IdTag tag, @Nullable IdTag parent, boolean free, boolean remote, Site site, Turn turn) {
    refusal = null;
    charge = new Charge.Admitted(tag, parent, free, remote, timeOut(site, turn));
  }

  private static long timeOut(Site site, Turn turn) {
    int seconds = site.settings().value(Keys.CONNECTION_TIME_OUT);
    return seconds == 0 ? Moment.NEVER : turn.now().in(Duration.ofSeconds(seconds));
  }

  /** The group that may stop a transaction: as known when it began, or told since (OCPP-AU-02). */
  private static @Nullable IdTag group(OpenTransaction open, Site site, Turn turn) {
    IdTag known = open.start().parent();
    return known == null
        ? Access.parent(open.tag(), site.settings(), turn.memory(), turn.now())
        : known;
  }

  private static boolean sameGroup(IdTag tag, @Nullable IdTag group, Site site, Turn turn) {
    return group != null
        && group.equals(Access.parent(tag, site.settings(), turn.memory(), turn.now()));
  }

  private Reply accepted(IdTag tag, String what, Turn turn) {
    signs.accepted(turn);
    refusal = null;
    turn.note(KIND, "Card " + tag + " " + what + ".");
    return new Reply(true, "Card " + tag + " " + what + ".");
  }

  private Reply refused(IdTag tag, String why, Turn turn) {
    String sentence = "Card " + tag + " is refused: " + why + ".";
    signs.refused(turn);
    turn.note(KIND, sentence);
    refusal = new Refusal(sentence, turn.now().in(REFUSAL_MATTERS));
    return new Reply(false, sentence);
  }

  private static OpenTransaction open(Turn turn) {
    OpenTransaction open = turn.memory().open();
    if (open == null) {
      throw new IllegalStateException("a charge runs that is not in memory");
    }
    return open;
  }
}
