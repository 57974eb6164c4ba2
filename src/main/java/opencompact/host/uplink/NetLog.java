package opencompact.host.uplink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.host.uplink.Outstanding.Purpose;
import opencompact.host.uplink.Outstanding.Receipt;
import opencompact.memory.LogEntry;
import opencompact.ocpp.DataTransfer;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Sends what happens on the line to the back office as text, if {@code C_OCPPNetLog} says so: after
 * everything else, once a second at most, and not for a day where nobody wants it (OCPP-DX-03). It
 * is a help for finding faults, so what is too much is dropped, the oldest first, and a restart
 * forgets it.
 */
final class NetLog {
  static final String MESSAGE = "NetLog";

  /** Bytes of UTF-8 in one message. */
  private static final int MOST_BYTES = 4096;

  private static final int MOST_LINES = 200;
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Duration UNWANTED = Duration.ofDays(1);

  private final String vendor;
  private final Deque<String> lines = new ArrayDeque<>();
  private long notBefore;

  /** Nothing has happened yet. */
  NetLog(String vendor) {
    this.vendor = vendor;
  }

  /** Keeps what this turn has to say about the line. */
  void settle(Settings settings, Turn turn) {
    if (!settings.value(Keys.OCPP_NET_LOG)) {
      lines.clear();
      return;
    }
    for (LogEntry entry : turn.log()) {
      if (entry.kind().equals("line")) {
        lines.add(line(entry, turn));
      }
    }
    while (lines.size() > MOST_LINES) {
      lines.remove();
    }
  }

  private static String line(LogEntry entry, Turn turn) {
    String when = turn.now().wall() == null ? "" : turn.now().wall() + " ";
    // A sentence is shorter than a message by far; one that quotes a stranger may be longer.
    String text = when + entry.sentence();
    return text.length() > MOST_BYTES / 4 ? text.substring(0, MOST_BYTES / 4) : text;
  }

  /** What is to be told now; null for nothing. */
  @Nullable Purpose next(Moment now) {
    if (lines.isEmpty() || !now.reached(notBefore)) {
      return null;
    }
    StringBuilder text = new StringBuilder(lines.remove());
    int bytes = bytes(text);
    while (!lines.isEmpty() && bytes + 1 + bytes(lines.getFirst()) <= MOST_BYTES) {
      bytes += 1 + bytes(lines.getFirst());
      text.append('\n').append(lines.remove());
    }
    notBefore = now.in(PACE);
    return new Purpose.Asked(
        new DataTransfer.Request(vendor, MESSAGE, text.toString()), new Outcome(now));
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Hears every answer, for the one in which it is told that nobody wants this. */
  void answered(Request.ToCentralSystem request, Response response, Moment now) {
    if (request instanceof DataTransfer.Request(String _, String messageId, String _)
        && MESSAGE.equals(messageId)
        && response instanceof DataTransfer.Response(DataTransfer.Status status, String _)
        && status != DataTransfer.Status.ACCEPTED) {
      unwanted(now);
    }
  }

  private void unwanted(Moment now) {
    notBefore = now.in(UNWANTED);
    lines.clear();
  }

  /** When the next lines may be told; {@link Moment#NEVER} if there are none. */
  long deadline() {
    return lines.isEmpty() ? Moment.NEVER : notBefore;
  }

  /** A back office that answers with an error does not know the message. */
  private final class Outcome implements Receipt {
    private final Moment sent;

    Outcome(Moment sent) {
      this.sent = sent;
    }

    @Override
    public void refused(String code) {
      unwanted(sent);
    }

    @Override
    public void settled(boolean said) {}
  }
}
