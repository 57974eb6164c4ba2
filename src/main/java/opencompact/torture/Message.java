package opencompact.torture;

import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.Request;
import org.jspecify.annotations.Nullable;

/**
 * A message about a transaction as the station has said it, once or again, and what became of it.
 */
final class Message {

  /** What the station may know of its fate. */
  enum Fate {
    /** Not answered: it must be said again. */
    OPEN,
    /**
     * An answer arrived in the very turn in which the program ended, or on an ill disk: both is
     * right.
     */
    UNSURE,
    ANSWERED,
    /** Said as often as is allowed. */
    GIVEN_UP
  }

  final String content;
  final Request.ToCentralSystem request;

  /** The transaction's StartTransaction; null for one itself, and for values outside of any. */
  final @Nullable Message start;

  final long firstSaid;
  Fate fate = Fate.OPEN;
  int said;

  /** Attempts that failed with an error, so that the station must have counted them. */
  int refusals;

  /** Attempts that failed, be it that only no answer came while the line may have lived. */
  int failures;

  long failedAt = -1;

  /** When the answer came that settled it. */
  long answeredAt;

  /** What a StartTransaction's answer said. */
  @Nullable Integer transactionId;

  @Nullable AuthorizationStatus status;

  Message(String content, Request.ToCentralSystem request, @Nullable Message start, long now) {
    this.content = content;
    this.request = request;
    this.start = start;
    this.firstSaid = now;
  }

  /** The message in a few words. */
  String title() {
    String shown = content.length() > 150 ? content.substring(0, 150) + "…" : content;
    return shown.replaceFirst("^,", "");
  }
}
