package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A real WebSocket server that does nothing by itself: the test says, step by step, what it
 * answers, and can let it break every rule.
 */
final class UnrulyServer implements AutoCloseable {
  private static final long BOUND_SECONDS = 20;

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("unruly", true), NioIoHandler.newFactory());
  private final BlockingQueue<Visitor> visitors = new LinkedBlockingQueue<>();
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel door;

  UnrulyServer() {
    this(null);
  }

  /** Over TLS where there is an engine. */
  UnrulyServer(@Nullable Supplier<SSLEngine> tls) {
    door =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel made) {
                    open.add(made);
                    if (tls != null) {
                      made.pipeline().addLast(new SslHandler(tls.get()));
                    }
                    made.pipeline()
                        .addLast(
                            new HttpServerCodec(), new HttpObjectAggregator(65_536), new Visitor());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) door.localAddress()).getPort();
  }

  /** The next one who came with a handshake request. */
  Visitor visitor() {
    return taken(visitors, "a handshake request");
  }

  @Override
  public void close() {
    // One by one first: a loop that ends at once may leave sockets open without anybody behind
    // them.
    door.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    open.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }

  private static <T> T taken(BlockingQueue<T> queue, String what) {
    try {
      T taken = queue.poll(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(taken).as(what).isNotNull();
      return taken;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** One client's connection, as the server sees it. */
  @SuppressWarnings("FutureReturnValueIgnored")
  final class Visitor extends ChannelInboundHandlerAdapter {
    /** What arrived: {@code text ...}, {@code ping ...}, {@code close 1000 ...}, {@code end}. */
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private volatile @Nullable Channel channel;
    private volatile @Nullable HttpHeaders headers;
    private volatile @Nullable String uri;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      try {
        switch (message) {
          case FullHttpRequest request -> {
            channel = context.channel();
            headers = request.headers().copy();
            uri = request.uri();
            visitors.add(this);
          }
          case TextWebSocketFrame text -> heard.add("text " + text.text());
          case PingWebSocketFrame ping -> heard.add(("ping " + words(ping)).strip());
          case PongWebSocketFrame pong -> heard.add("pong " + words(pong));
          case CloseWebSocketFrame close -> {
            heard.add(("close " + close.statusCode() + " " + close.reasonText()).strip());
            // As RFC 6455 wants it, this rule is kept: the answer, then the end by the server.
            channel
                .writeAndFlush(new CloseWebSocketFrame(close.statusCode(), ""))
                .addListener(_ -> channel.close());
          }
          default -> heard.add("unexpected " + message);
        }
      } finally {
        ReferenceCountUtil.release(message);
      }
    }

    private static String words(WebSocketFrame frame) {
      return frame.content().toString(StandardCharsets.UTF_8);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      heard.add("end");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }

    HttpHeaders headers() {
      return headers;
    }

    String uri() {
      return uri;
    }

    String heard() {
      return taken(heard, "something from the station");
    }

    Visitor accept() {
      return accept("ocpp1.6");
    }

    /** Answers 101 with that sub-protocol, or with none. */
    Visitor accept(@Nullable String protocol) {
      return upgrade(acceptKey(), protocol);
    }

    Visitor acceptWrongly() {
      return upgrade("bm90IHRoZSByaWdodCBrZXk=", "ocpp1.6");
    }

    private Visitor upgrade(String key, @Nullable String protocol) {
      DefaultFullHttpResponse answer =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
      answer.headers().set("Upgrade", "websocket").set("Connection", "Upgrade");
      answer.headers().set("Sec-WebSocket-Accept", key);
      if (protocol != null) {
        answer.headers().set("Sec-WebSocket-Protocol", protocol);
      }
      channel
          .eventLoop()
          .submit(() -> {
            channel.writeAndFlush(answer);
            channel.pipeline().remove(HttpObjectAggregator.class);
            channel
                .pipeline()
                .addBefore(
                    channel.pipeline().context(this).name(),
                    "frames",
                    new WebSocket13FrameDecoder(
                        WebSocketDecoderConfig.newBuilder()
                            .maxFramePayloadLength(16 * 1024 * 1024)
                            .build()));
            channel.pipeline().addBefore("frames", "to-frames", new WebSocket13FrameEncoder(false));
            channel.pipeline().remove(HttpServerCodec.class);
          })
          .syncUninterruptibly();
      return this;
    }

    private String acceptKey() {
      try {
        String key = headers.get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        byte[] hash =
            MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(hash);
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }

    /** Answers with a status and headers in pairs. */
    void refuse(int status, String... namesAndValues) {
      DefaultFullHttpResponse answer =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.valueOf(status),
              Unpooled.copiedBuffer("no", StandardCharsets.UTF_8));
      answer.headers().set("Content-Length", 2);
      for (int i = 0; i < namesAndValues.length; i += 2) {
        answer.headers().set(namesAndValues[i], namesAndValues[i + 1]);
      }
      channel.writeAndFlush(answer);
    }

    void say(WebSocketFrame... frames) {
      for (WebSocketFrame frame : frames) {
        channel.writeAndFlush(frame);
      }
    }

    void text(String text) {
      say(new TextWebSocketFrame(text));
    }

    void binary(byte[] bytes) {
      say(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
    }

    /** Bytes as they are, past every encoder. */
    void raw(byte[] bytes) {
      channel.pipeline().firstContext().writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    void close(int code, String reason) {
      say(new CloseWebSocketFrame(code, reason));
    }

    /** Is there, but neither reads nor answers. */
    void deaf() {
      // On its loop, after which nothing that is already on its way is read any more.
      channel.eventLoop().submit(() -> channel.config().setAutoRead(false)).syncUninterruptibly();
    }

    void hearing() {
      channel.config().setAutoRead(true);
    }

    /** Takes the cable out, as far as TCP allows. */
    void cut() {
      channel.close();
    }
  }
}
