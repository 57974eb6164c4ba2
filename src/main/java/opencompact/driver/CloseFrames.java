package opencompact.driver;

import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.charset.StandardCharsets;

/**
 * Close frames as RFC 6455 (5.5.1, 7.4) lets them leave: a code that may be sent, a short reason.
 */
final class CloseFrames {
  /** A control frame carries 125 bytes; two of them are the code. */
  private static final int LONGEST_REASON = 123;

  private CloseFrames() {}

  static void check(int code) {
    if (!WebSocketCloseStatus.isValidStatusCode(code)) {
      throw new IllegalArgumentException(
          code + " is no WebSocket close code that may be sent: use 1000 to 1003 or 1007 to 1014");
    }
  }

  static CloseWebSocketFrame of(int code, String reason) {
    return new CloseWebSocketFrame(code, shortened(reason));
  }

  /** What answers the other side's close frame: its own code, or none where it gave none. */
  static CloseWebSocketFrame answerTo(CloseWebSocketFrame theirs) {
    return theirs.statusCode() < 0
        ? new CloseWebSocketFrame()
        : new CloseWebSocketFrame(theirs.statusCode(), "");
  }

  private static String shortened(String reason) {
    String kept = reason;
    while (kept.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
      kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
    }
    return kept;
  }
}
