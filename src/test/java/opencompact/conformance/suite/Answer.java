package opencompact.conformance.suite;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The station's answer to something the tool asked. */
record Answer(Tool tool, String action, JsonNode frame, int at) {
  private static final int RESULT = 3;

  /** The status is one of these; the same answer. */
  Answer is(String... statuses) {
    String status = payload().path("status").asString("no status");
    if (!List.of(statuses).contains(status)) {
      throw tool.fails(
          at, action + " is to be answered " + String.join(" or ", statuses) + ", not " + status);
    }
    return this;
  }

  /** It is refused with one of these error codes. */
  void fails(String... codes) {
    String code = result() ? "a result" : frame.path(2).asString("");
    if (!List.of(codes).contains(code)) {
      throw tool.fails(
          at, action + " is to be refused with " + String.join(" or ", codes) + ", not " + code);
    }
  }

  JsonNode payload() {
    if (!result()) {
      throw tool.fails(at, action + " is to be answered, not refused");
    }
    return frame.path(2);
  }

  boolean result() {
    return frame.path(0).asInt() == RESULT;
  }
}
