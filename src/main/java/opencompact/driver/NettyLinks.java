package opencompact.driver;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import opencompact.host.uplink.BackOfficeLink;
import org.jspecify.annotations.Nullable;

/**
 * What the links of all stations in this process share: a few event-loop threads, a few threads
 * that look up names, and the certificate authorities they trust (OCPP-SE-05). Ten thousand open
 * links cost a few kilobytes each and no thread of their own.
 */
public final class NettyLinks implements AutoCloseable {
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(3));

  /**
   * Looking up a name blocks a thread in the operating system, so it must not be an event loop's.
   */
  private static final int LOOKUPS_AT_ONCE = 4;

  private final MultiThreadIoEventLoopGroup loops;
  private final ThreadPoolExecutor lookups;
  private final Trust trust;
  private final Patience patience;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * How long a link waits for the world.
   *
   * @param connect for a name and, anew, for each of its addresses
   * @param handshake for TLS and the WebSocket handshake together
   * @param close for the other side's close frame (OCPP-TR-44)
   */
  record Patience(Duration connect, Duration handshake, Duration close) {}

  NettyLinks(Trust trust, Patience patience, int threads) {
    this.trust = trust;
    this.patience = patience;
    this.loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("link", true), NioIoHandler.newFactory());
    this.lookups =
        new ThreadPoolExecutor(
            LOOKUPS_AT_ONCE,
            LOOKUPS_AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("link-names", true));
    lookups.allowCoreThreadTimeOut(true);
  }

  /** The same for stations that have no certificates of their own. */
  public static NettyLinks open(@Nullable Path extraAuthorities) {
    return open(extraAuthorities, null);
  }

  /**
   * Starts without any connection.
   *
   * @param extraAuthorities a PEM file of certificate authorities to trust besides the JDK's, or
   *     null
   * @param safe where the stations' own private keys are, null for stations that have none
   * @throws IllegalArgumentException if that file cannot be read or holds no certificate
   */
  public static NettyLinks open(@Nullable Path extraAuthorities, @Nullable FileKeySafe safe) {
    int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
    return new NettyLinks(new Trust(extraAuthorities, safe), PATIENCE, threads);
  }

  /** A link for one station. */
  public BackOfficeLink link() {
    return new NettyLink(this);
  }

  /** Lets every connection say goodbye, for as long as a close handshake may take, and ends. */
  @Override
  public void close() {
    closed = true;
    connections.forEach(Connection::drop);
    boolean patient = true;
    for (Connection connection : connections) {
      patient = connection.awaitEnd(patient ? patience.close().plusSeconds(1) : Duration.ZERO);
    }
    lookups.shutdownNow();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  /**
   * One entry for each event loop: how to have something done on it, for whoever watches whether it
   * comes round (RST-5).
   */
  public List<Consumer<Runnable>> pulses() {
    List<Consumer<Runnable>> pulses = new ArrayList<>();
    for (EventExecutor loop : loops) {
      pulses.add(loop::execute);
    }
    return pulses;
  }

  /** Registers a connection that is about to be made. */
  void begun(Connection connection) {
    if (closed) {
      throw new IllegalStateException("the links are closed: open new ones to connect");
    }
    connections.add(connection);
  }

  void ended(Connection connection) {
    connections.remove(connection);
  }

  EventLoop nextLoop() {
    return loops.next();
  }

  void lookUp(Runnable question) {
    lookups.execute(question);
  }

  Trust trust() {
    return trust;
  }

  Patience patience() {
    return patience;
  }
}
