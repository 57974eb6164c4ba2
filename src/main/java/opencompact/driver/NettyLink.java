package opencompact.driver;

import java.util.concurrent.atomic.AtomicReference;
import opencompact.host.uplink.BackOfficeLink;
import opencompact.host.uplink.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * One station's WebSocket to its back office (OCPP-TR-01), over the network of this machine. It
 * only remembers which connection is the present one; everything else is that connection's.
 */
final class NettyLink implements BackOfficeLink {
  private final NettyLinks links;
  private final AtomicReference<@Nullable Connection> current = new AtomicReference<>();

  NettyLink(NettyLinks links) {
    this.links = links;
  }

  @Override
  public void connect(Endpoint endpoint, Listener listener) {
    Connection next = new Connection(links, endpoint, listener);
    links.begun(next);
    Connection former = current.getAndSet(next);
    if (former != null) {
      former.drop();
    }
    next.begin();
  }

  @Override
  public void send(String text) {
    Connection connection = current.get();
    if (connection != null) {
      connection.send(text);
    }
  }

  @Override
  public void ping() {
    Connection connection = current.get();
    if (connection != null) {
      connection.ping();
    }
  }

  @Override
  public void disconnect(int code, String reason) {
    CloseFrames.check(code);
    Connection connection = current.get();
    if (connection != null) {
      connection.disconnect(code, reason);
    }
  }

  /** Drops the connection silently; what was handed over before is still flushed. */
  @Override
  public void close() {
    Connection connection = current.getAndSet(null);
    if (connection != null) {
      connection.drop();
    }
  }
}
