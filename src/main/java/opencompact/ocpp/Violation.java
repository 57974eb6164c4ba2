package opencompact.ocpp;

/**
 * A peer's payload breaks the rules of OCPP 1.6. It never leaves this room: {@link Frames} turns it
 * into a CALLERROR or an unusable result.
 */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final CallErrorCode code;

  Violation(CallErrorCode code, String sentence) {
    // Refusing is ordinary traffic; a stack trace would only tell us our own parser.
    super(sentence, null, false, false);
    this.code = code;
  }

  CallErrorCode code() {
    return code;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
