package opencompact.driver;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import opencompact.host.uplink.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The opening handshake as OCPP-J wants it: exactly the sub-protocol ocpp1.6 (OCPP-TR-04), the
 * password at once (OCPP-TR-06), no extensions (OCPP-TR-09), and no Origin, which is for browsers.
 */
final class Handshaker extends WebSocketClientHandshaker13 {
  static final String SUB_PROTOCOL = "ocpp1.6";

  Handshaker(Endpoint endpoint, int largestFrame) {
    super(
        endpoint.url(),
        WebSocketVersion.V13,
        SUB_PROTOCOL,
        false,
        headers(endpoint.authorization()),
        largestFrame);
  }

  private static HttpHeaders headers(@Nullable String authorization) {
    HttpHeaders headers = new DefaultHttpHeaders();
    return authorization == null
        ? headers
        : headers.set(HttpHeaderNames.AUTHORIZATION, authorization);
  }

  @Override
  protected FullHttpRequest newHandshakeRequest() {
    FullHttpRequest request = super.newHandshakeRequest();
    request.headers().remove(HttpHeaderNames.ORIGIN);
    return request;
  }

  /**
   * Leaves it to the connection to close on a violation, which must first be told with its code.
   */
  @Override
  protected WebSocketFrameDecoder newWebsocketDecoder() {
    return new WebSocket13FrameDecoder(
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(false)
            .allowMaskMismatch(false)
            .allowExtensions(false)
            .maxFramePayloadLength(maxFramePayloadLength())
            .closeOnProtocolViolation(false)
            .build());
  }
}
