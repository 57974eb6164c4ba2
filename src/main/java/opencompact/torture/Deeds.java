package opencompact.torture;

import java.util.ArrayList;
import java.util.List;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.RemoteStopTransaction;
import opencompact.ocpp.Request;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.ocpp.UnlockConnector;
import opencompact.quantity.IdTag;

/** What people did at the station and what orders reached it: why a charge may begin or end. */
final class Deeds {

  enum Kind {
    CARD,
    REMOTE_START,
    REMOTE_STOP,
    SOFT_RESET,
    HARD_RESET,
    UNLOCK,
    BUTTON
  }

  private record Deed(long at, Kind kind, String tag) {}

  private final List<Deed> deeds = new ArrayList<>();

  /** A card was held at the reader while there was power. */
  void shown(long now, IdTag tag) {
    deeds.add(new Deed(now, Kind.CARD, tag.key()));
  }

  /** Somebody pressed stop on the station's page. */
  void pressed(long now) {
    deeds.add(new Deed(now, Kind.BUTTON, ""));
  }

  /** An order of the back office has reached the station. */
  void ordered(long now, Request request) {
    switch (request) {
      case RemoteStartTransaction.Request start ->
          deeds.add(new Deed(now, Kind.REMOTE_START, start.idTag().key()));
      case RemoteStopTransaction.Request _ -> deeds.add(new Deed(now, Kind.REMOTE_STOP, ""));
      case Reset.Request reset ->
          deeds.add(
              new Deed(
                  now, reset.type() == ResetType.SOFT ? Kind.SOFT_RESET : Kind.HARD_RESET, ""));
      case UnlockConnector.Request _ -> deeds.add(new Deed(now, Kind.UNLOCK, ""));
      default -> {}
    }
  }

  /** Whether that was done at that instant, give or take. */
  boolean done(Kind kind, long then, long slackNanos) {
    return deeds.stream()
        .anyMatch(deed -> deed.kind() == kind && Math.abs(deed.at() - then) <= slackNanos);
  }

  /** Whether that card was shown, or a start ordered for it, in that time. */
  boolean wanted(IdTag tag, long from, long to) {
    return deeds.stream()
        .anyMatch(deed ->
            deed.tag().equals(tag.key())
                && deed.at() >= from
                && deed.at() <= to
                && (deed.kind() == Kind.CARD || deed.kind() == Kind.REMOTE_START));
  }
}
