package opencompact.driver;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import opencompact.host.security.Certificates;
import opencompact.host.uplink.BackOfficeLink.Down;
import opencompact.host.uplink.BackOfficeLink.Listener;
import opencompact.host.uplink.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection, from looking up the name to the last byte; it happens once. Its state
 * belongs to one event loop, and whoever calls from elsewhere leaves a message there. The one
 * exception is what the listener has been told: that is locked, so that nothing is told after a
 * drop has returned.
 */
// A write or close of Netty's that fails ends the channel, and that is heard as the channel's end.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ChannelInboundHandlerAdapter {
  /** The largest text message taken from the back office, re-assembled (OCPP-TR-08). */
  static final int LARGEST_MESSAGE = 256 * 1024;

  private static final int MOST_ADDRESSES = 4;
  private static final int LONGEST_STATUS_LINE = 4 * 1024;
  private static final int MOST_HEADERS = 16 * 1024;

  /**
   * SslHandler would wait three more seconds for its own goodbye, after ours has been waited for.
   */
  private static final long TLS_GOODBYE_MILLIS = 100;

  /** The life of a connection, in the order in which it happens. */
  private enum Stage {
    LOOKING_UP,
    CONNECTING,
    SECURING,
    SHAKING_HANDS,
    OPEN,
    /** A close frame has been handed over; the other side may still talk. */
    CLOSING,
    GONE
  }

  private final NettyLinks links;
  private final Endpoint endpoint;
  private final Listener listener;
  private final EventLoop loop;
  private final boolean secure;
  private final String host;
  private final int port;
  private final String where;
  private final Handshaker handshaker;
  private final Promise<Void> end;

  private Stage stage = Stage.LOOKING_UP;
  private @Nullable Channel channel;
  private @Nullable ClientKey own;
  private @Nullable Future<?> deadline;

  /** What is told when the closing handshake is over. */
  private Down farewell;

  /** A text message of several frames, as far as it has arrived. */
  private @Nullable ByteArrayOutputStream partial;

  /** Whether the listener hears no more; guarded by this. */
  private boolean silent;

  Connection(NettyLinks links, Endpoint endpoint, Listener listener) {
    URI url = endpoint.url();
    this.links = links;
    this.endpoint = endpoint;
    this.listener = listener;
    this.loop = links.nextLoop();
    this.secure = url.getScheme().toLowerCase(Locale.ROOT).equals("wss");
    this.host = url.getHost().replaceAll("[\\[\\]]", "");
    this.port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    this.where = url.getHost() + ":" + port;
    this.handshaker = new Handshaker(endpoint, LARGEST_MESSAGE);
    this.end = loop.newPromise();
    this.farewell = Reasons.cut(where);
  }

  void begin() {
    loop(() -> {
      if (stage != Stage.LOOKING_UP) {
        return;
      }
      Duration patience = links.patience().connect();
      within(patience, () -> gone(Reasons.lateName(host, patience)));
      links.lookUp(this::lookUp);
    });
  }

  void send(String text) {
    loop(() -> say(new TextWebSocketFrame(text)));
  }

  void ping() {
    loop(() -> say(new PingWebSocketFrame()));
  }

  void disconnect(int code, String reason) {
    loop(() -> {
      switch (stage) {
        case LOOKING_UP, CONNECTING, SECURING, SHAKING_HANDS ->
            gone(Reasons.disconnected(where, reason));
        case OPEN -> {
          farewell = Reasons.disconnected(where, reason);
          sayGoodbye(CloseFrames.of(code, reason));
        }
        case CLOSING, GONE -> {}
      }
    });
  }

  /** Ends without a word to the listener; a goodbye to the other side, and what is owed to it. */
  void drop() {
    silence();
    loop(() -> {
      switch (stage) {
        case LOOKING_UP, CONNECTING, SECURING, SHAKING_HANDS -> gone(farewell);
        case OPEN ->
            sayGoodbye(
                CloseFrames.of(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE.code(), "going away"));
        case CLOSING, GONE -> {}
      }
    });
  }

  /** Whether the last byte has gone within that time. */
  boolean awaitEnd(Duration patience) {
    return end.awaitUninterruptibly(patience.toMillis());
  }

  // Before the connection is open.

  /** Runs on a thread that may block. */
  private void lookUp() {
    try {
      List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
      loop(() -> connect(addresses.stream().limit(MOST_ADDRESSES).toList(), 0));
    } catch (UnknownHostException e) {
      loop(() -> gone(Reasons.unknownName(host)));
    }
  }

  /** Tries one address after the other: a name often has one that leads nowhere from here. */
  private void connect(List<InetAddress> addresses, int index) {
    if (stage == Stage.GONE) {
      return;
    }
    stopWaiting();
    stage = Stage.CONNECTING;
    Duration patience = links.patience().connect();
    ChannelFuture attempt =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(patience.toMillis()))
            .handler(new ChannelHandlerAdapter() {})
            .connect(new InetSocketAddress(addresses.get(index), port));
    channel = attempt.channel();
    attempt.addListener(done -> {
      Throwable cause = done.cause();
      if (cause == null) {
        connected(attempt.channel());
      } else if (index + 1 < addresses.size()) {
        connect(addresses, index + 1);
      } else {
        gone(Reasons.notConnected(where, cause, patience));
      }
    });
  }

  private void connected(Channel made) {
    if (stage == Stage.GONE) {
      made.close();
      return;
    }
    Duration patience = links.patience().handshake();
    within(patience, () -> gone(Reasons.lateHandshake(where, stage == Stage.SECURING, patience)));
    if (!secure) {
      shakeHands(made);
      return;
    }
    stage = Stage.SECURING;
    SslHandler tls;
    try {
      own = links.trust().own(endpoint.tls());
      tls = links.trust().context(endpoint.tls(), own).newHandler(made.alloc(), host, port);
    } catch (IOException e) {
      gone(Reasons.notSecured(where, e));
      return;
    }
    tls.setHandshakeTimeoutMillis(0);
    tls.setCloseNotifyFlushTimeoutMillis(TLS_GOODBYE_MILLIS);
    made.pipeline().addLast(tls);
    tls.handshakeFuture()
        .addListener(done -> {
          Throwable cause = done.cause();
          if (cause != null) {
            gone(Reasons.tls(host, where, own, cause));
          } else if (stage != Stage.GONE) {
            anchored(tls.engine().getSession());
            shakeHands(made);
          }
        });
  }

  /** Tells which installed root vouches for the server, so that it is not deleted meanwhile. */
  private void anchored(SSLSession session) {
    try {
      for (String pem : endpoint.tls().anchors()) {
        for (X509Certificate root : Certificates.parse(pem)) {
          for (Certificate link : session.getPeerCertificates()) {
            if (link.equals(root)
                || (link instanceof X509Certificate x509 && Certificates.signed(x509, root))) {
              String fingerprint = Certificates.fingerprint(root);
              tell(hears -> hears.anchored(fingerprint));
              return;
            }
          }
        }
      }
    } catch (SSLPeerUnverifiedException nobody) {
      // The handshake would not have succeeded.
    }
  }

  private void shakeHands(Channel made) {
    stage = Stage.SHAKING_HANDS;
    made.pipeline()
        .addLast(new HttpClientCodec(LONGEST_STATUS_LINE, MOST_HEADERS, MOST_HEADERS), this);
    handshaker.handshake(made);
  }

  private void answered(Channel made, HttpResponse response) {
    int status = response.status().code();
    if (response.decoderResult().isFailure()) {
      gone(Reasons.notHttp(where));
    } else if (status != 101) {
      if (response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
        gone(
            Reasons.refused(
                where, endpoint, status, response.status().reasonPhrase(), response.headers()));
      }
    } else {
      upgraded(made, response);
    }
  }

  private void upgraded(Channel made, HttpResponse response) {
    String chosen = response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
    boolean right = chosen != null && chosen.strip().equals(Handshaker.SUB_PROTOCOL);
    DefaultFullHttpResponse answer =
        new DefaultFullHttpResponse(
            response.protocolVersion(),
            response.status(),
            Unpooled.EMPTY_BUFFER,
            response.headers().copy(),
            EmptyHttpHeaders.INSTANCE);
    // The handshaker would throw on another sub-protocol and leave no way to say why in a close
    // frame.
    answer.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, Handshaker.SUB_PROTOCOL);
    try {
      handshaker.finishHandshake(made, answer);
    } catch (WebSocketHandshakeException e) {
      gone(Reasons.brokenUpgrade(where, e));
      return;
    }
    stopWaiting();
    stage = Stage.OPEN;
    if (right) {
      tell(Listener::up);
    } else {
      breakOff(
          WebSocketCloseStatus.PROTOCOL_ERROR.code(),
          "ocpp1.6 was not chosen",
          Reasons.wrongProtocol(where, chosen));
    }
  }

  // While it is open.

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      switch (message) {
        case HttpResponse response when stage == Stage.SHAKING_HANDS ->
            answered(context.channel(), response);
        case WebSocketFrame frame when stage == Stage.OPEN || stage == Stage.CLOSING ->
            heard(context.channel(), frame);
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void heard(Channel open, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text when text.isFinalFragment() -> take(text.content());
      case TextWebSocketFrame text -> {
        partial = new ByteArrayOutputStream();
        append(partial, text);
      }
      case ContinuationWebSocketFrame more when partial != null -> append(partial, more);
      case PingWebSocketFrame ping -> {
        say(new PongWebSocketFrame(ping.content().retain()));
        tell(Listener::pong);
      }
      case PongWebSocketFrame _ -> tell(Listener::pong);
      case CloseWebSocketFrame _ when stage == Stage.CLOSING -> open.close();
      case CloseWebSocketFrame close -> {
        sayGoodbye(CloseFrames.answerTo(close)).addListener(_ -> open.close());
        told(Reasons.closed(where, close));
      }
      // Binary messages and their continuations carry nothing for OCPP-J (OCPP-TR-08).
      default -> {}
    }
  }

  private void append(ByteArrayOutputStream message, WebSocketFrame frame) {
    ByteBuf content = frame.content();
    if (message.size() + content.readableBytes() > LARGEST_MESSAGE) {
      breakOff(
          WebSocketCloseStatus.MESSAGE_TOO_BIG.code(),
          "at most " + LARGEST_MESSAGE + " bytes",
          Reasons.tooLarge(where, LARGEST_MESSAGE));
      return;
    }
    try {
      content.getBytes(content.readerIndex(), message, content.readableBytes());
    } catch (IOException e) {
      throw new AssertionError("writing to memory failed", e);
    }
    if (frame.isFinalFragment()) {
      partial = null;
      take(Unpooled.wrappedBuffer(message.toByteArray()));
    }
  }

  private void take(ByteBuf bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.nioBuffer()).toString();
      tell(hears -> hears.frame(text));
    } catch (CharacterCodingException e) {
      breakOff(
          WebSocketCloseStatus.INVALID_PAYLOAD_DATA.code(), "not UTF-8", Reasons.notUtf8(where));
    }
  }

  private void say(WebSocketFrame frame) {
    if (stage == Stage.OPEN && channel != null) {
      channel.writeAndFlush(frame);
    } else {
      frame.release();
    }
  }

  // The end.

  /**
   * The other side broke a rule: tells the listener at once, since nothing more can be believed.
   */
  private void breakOff(int code, String reason, Down why) {
    partial = null;
    if (stage == Stage.OPEN) {
      sayGoodbye(CloseFrames.of(code, reason));
    }
    told(why);
  }

  /** Sends a close frame behind everything that waits to be sent, and makes sure of the end. */
  private ChannelFuture sayGoodbye(CloseWebSocketFrame frame) {
    stage = Stage.CLOSING;
    Channel open = Objects.requireNonNull(channel);
    ChannelFuture said = open.writeAndFlush(frame);
    cutUnlessMoving(said, owed(open));
    said.addListener(_ -> cutUnlessMoving(said, 0));
    return said;
  }

  /**
   * Cuts the connection when the time for closing has passed since the close frame left, or since
   * the last byte left in front of it: a slow network gets its time, a dead one does not.
   */
  private void cutUnlessMoving(ChannelFuture said, long owedBefore) {
    if (stage != Stage.CLOSING) {
      return;
    }
    within(
        links.patience().close(),
        () -> {
          long owed = owed(said.channel());
          if (!said.isDone() && owed < owedBefore) {
            cutUnlessMoving(said, owed);
          } else {
            gone(farewell);
          }
        });
  }

  private static long owed(Channel open) {
    ChannelOutboundBuffer waiting = open.unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes() - waiting.currentProgress();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    gone(
        switch (stage) {
          case SHAKING_HANDS -> Reasons.cutBeforeAnswer(where);
          case OPEN -> Reasons.cut(where);
          default -> farewell;
        });
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
    Throwable cause =
        thrown instanceof DecoderException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    switch (cause) {
      case CorruptedWebSocketFrameException broken -> {
        int code = broken.closeStatus().code();
        breakOff(
            code,
            broken.closeStatus().reasonText(),
            code == WebSocketCloseStatus.MESSAGE_TOO_BIG.code()
                ? Reasons.tooLarge(where, LARGEST_MESSAGE)
                : Reasons.rulesBroken(where, code, broken));
      }
      case SSLException tls when stage == Stage.SHAKING_HANDS ->
          gone(Reasons.tls(host, where, own, tls));
      case IOException broken -> gone(Reasons.broken(where, broken));
      default -> gone(Reasons.failed(where, cause));
    }
  }

  /** The end, told unless it has been: no more waiting, no more bytes. */
  private void gone(Down why) {
    if (stage == Stage.GONE) {
      return;
    }
    stage = Stage.GONE;
    partial = null;
    stopWaiting();
    told(why);
    if (channel == null) {
      ended();
    } else {
      channel.closeFuture().addListener(_ -> ended());
      channel.close();
    }
  }

  private void ended() {
    end.trySuccess(null);
    links.ended(this);
  }

  private synchronized void told(Down why) {
    tell(hears -> hears.down(why));
    silent = true;
  }

  private synchronized void tell(Consumer<Listener> what) {
    if (!silent) {
      what.accept(listener);
    }
  }

  private synchronized void silence() {
    silent = true;
  }

  private void within(Duration patience, Runnable otherwise) {
    stopWaiting();
    deadline = loop.schedule(otherwise, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void stopWaiting() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private void loop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      // The links have been closed, and with them every connection: there is nobody left to tell.
      silence();
    }
  }
}
