package opencompact.host.uplink;

import opencompact.catalogue.SecurityEvent;
import opencompact.host.Restraint;
import opencompact.host.Turn;
import opencompact.ocpp.CallErrorCode;

/**
 * What the log says of messages of the back office that are not as they should be, restrained, so
 * that a hostile one cannot push everything else out of it (SEC-1).
 */
final class Oddities {
  private final Restraint invalid =
      Restraint.of(
          SecurityEvent.INVALID_MESSAGES, "messages of the back office that cannot be used");
  private final Restraint odd =
      Restraint.of("line", "messages of the back office that are odd or not supported");

  /** It can be used, but there is something to say about it. */
  void odd(String why, Turn turn) {
    odd.happened(LineView.ended(why), turn);
  }

  /** It cannot be used. */
  void invalid(String why, Turn turn) {
    invalid.happened(LineView.ended(why), turn);
  }

  /** A call that was answered with that error. */
  void refused(CallErrorCode code, String why, Turn turn) {
    String sentence = "Refused a call of the back office. " + why;
    switch (code) {
      // A message that is right and only not for us is no attack.
      case NOT_IMPLEMENTED, NOT_SUPPORTED -> odd(sentence, turn);
      default -> invalid(sentence, turn);
    }
  }

  /** Something that nobody asked for, or that is no message at all. */
  void ignored(boolean unasked, String why, Turn turn) {
    String sentence = "Ignored a message of the back office. " + why;
    if (unasked) {
      odd(sentence, turn);
    } else {
      invalid(sentence, turn);
    }
  }

  void settle(Turn turn) {
    invalid.settle(turn);
    odd.settle(turn);
  }

  long deadline() {
    return Math.min(invalid.deadline(), odd.deadline());
  }
}
