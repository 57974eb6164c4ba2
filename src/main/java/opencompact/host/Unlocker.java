package opencompact.host;

import opencompact.host.upkeep.Unlocking;
import opencompact.memory.OpenTransaction;
import opencompact.ocpp.Reason;
import opencompact.ocpp.UnlockConnector;
import opencompact.quantity.Moment;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/** Releases the plug on demand, and tells everybody who asked what came of it (OCPP-MS-29). */
final class Unlocker {
  private final Host host;
  private @Nullable Unlocking unlocking;

  Unlocker(Host host) {
    this.host = host;
  }

  /** Ends a charge and releases the plug; the outcome is told within five seconds. */
  void begin(Unlocking.Asker asker, Turn turn) {
    OpenTransaction open = turn.memory().open();
    switch (asker) {
      case Unlocking.Asker.BackOffice _ ->
          host.visit().stop(Reason.UNLOCK_COMMAND, null, host.site(turn.now()), turn);
      case Unlocking.Asker.Person _ ->
          host.visit()
              .stop(Reason.LOCAL, open == null ? null : open.tag(), host.site(turn.now()), turn);
    }
    host.visit().release();
    turn.tell(new Command.TellRtm(new RtmCommand.UnlockWanted()));
    Unlocking before = unlocking;
    unlocking = before == null ? Unlocking.begun(asker, turn.now()) : before.joinedBy(asker);
  }

  void settle(Turn turn) {
    Unlocking awaited = unlocking;
    RtmReport rtm = host.rtm();
    if (awaited == null) {
      return;
    }
    boolean free = rtm != null && !rtm.locked();
    if (free || turn.now().reached(awaited.until())) {
      unlocking = null;
      awaited.askers().forEach(asker -> tell(asker, free, turn));
    }
  }

  private void tell(Unlocking.Asker asker, boolean free, Turn turn) {
    switch (asker) {
      case Unlocking.Asker.BackOffice(String callId) ->
          host.backOffice()
              .reply(
                  callId,
                  new UnlockConnector.Response(
                      free
                          ? UnlockConnector.Status.UNLOCKED
                          : UnlockConnector.Status.UNLOCK_FAILED),
                  turn);
      case Unlocking.Asker.Person(long ticket) ->
          turn.tell(
              new Command.Answer(
                  ticket,
                  free
                      ? new Outcome.Done("The connector is unlocked.")
                      : new Outcome.Refused(
                          "The lock's feedback still says locked; the station keeps trying.")));
    }
  }

  long deadline() {
    Unlocking awaited = unlocking;
    return awaited == null ? Moment.NEVER : awaited.until();
  }
}
