package opencompact.host.uplink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import opencompact.ocpp.Request;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The back office's requests on this connection: one is carried out at a time, in the order of
 * arrival (OCPP-TR-18), and none twice (OCPP-TR-16).
 */
final class Inbox {
  private static final int MOST_ANSWERS = 32;
  private static final int MOST_WAITING = 32;

  /** A desk that said "later" and forgot must not stop the conversation. */
  private static final Duration LATEST_ANSWER = Duration.ofSeconds(30);

  /** A request as it came. */
  record Asked(String callId, String text, Request.ToChargePoint request) {}

  private record Given(String text, String answer) {}

  private @Nullable Asked current;
  private long answerDueNanos = Moment.NEVER;
  private final Deque<Asked> waiting = new ArrayDeque<>();
  private final Map<String, Given> answers = new LinkedHashMap<>();

  /** The connection is another one. */
  void clear() {
    current = null;
    answerDueNanos = Moment.NEVER;
    waiting.clear();
    answers.clear();
  }

  /** Whether a request of this id is being carried out or waits for that. */
  boolean busyWith(String callId) {
    return (current != null && current.callId().equals(callId))
        || waiting.stream().anyMatch(asked -> asked.callId().equals(callId));
  }

  /** What was answered to this very frame before; null if it is new. */
  @Nullable String given(String callId, String text) {
    Given given = answers.get(callId);
    return given != null && given.text().equals(text) ? given.answer() : null;
  }

  boolean full() {
    return waiting.size() >= MOST_WAITING;
  }

  void add(Asked asked) {
    waiting.add(asked);
  }

  /** Takes the next request up, unless one is being carried out; null if there is none. */
  @Nullable Asked take(Moment now) {
    if (current != null) {
      return null;
    }
    current = waiting.poll();
    answerDueNanos = current == null ? Moment.NEVER : now.in(LATEST_ANSWER);
    return current;
  }

  /** The request that is being carried out. */
  @Nullable Asked current() {
    return current;
  }

  /** The request being carried out has its answer. */
  void answered(String answer) {
    Asked asked = current;
    if (asked != null) {
      answers.remove(asked.callId());
      answers.put(asked.callId(), new Given(asked.text(), answer));
      if (answers.size() > MOST_ANSWERS) {
        answers.remove(answers.keySet().iterator().next());
      }
    }
    current = null;
    answerDueNanos = Moment.NEVER;
  }

  /** Whether the answer of the desk is overdue. */
  boolean overdue(Moment now) {
    return now.reached(answerDueNanos);
  }

  long deadline() {
    return answerDueNanos;
  }
}
