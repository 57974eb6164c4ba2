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
    /** An answer arrived in the very turn in which the program ended: both is right. */
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

  private int life;
  private int refusals;
  private int failures;

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

  /**
   * An attempt has failed.
   *
   * @param certainly with an error; an answer that only stayed away counts where the line lived
   */
  void failed(int inLife, boolean certainly) {
    if (life != inLife) {
      life = inLife;
      refusals = 0;
      failures = 0;
    }
    failures++;
    refusals += certainly ? 1 : 0;
  }

  /** How often at least it has failed since the program started last. */
  int leastFailures(int inLife) {
    return life == inLife ? refusals : 0;
  }

  /** How often at most it has failed since the program started last. */
  int mostFailures(int inLife) {
    return life == inLife ? failures : 0;
  }

  /** The message in a few words. */
  String title() {
    String shown = content.length() > 150 ? content.substring(0, 150) + "…" : content;
    return shown.replaceFirst("^,", "");
  }
}
