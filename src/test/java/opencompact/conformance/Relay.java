package opencompact.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The network between a station and its back office, which can be cut and mended, and takes its
 * time like any network: one test server loses a request that arrives together with the end of the
 * TLS handshake, which happens on the loopback only.
 */
final class Relay implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final long latencyNanos;
  private final List<Socket> ends = new ArrayList<>();
  private boolean cut;

  /**
   * A network to a port of this machine.
   *
   * @param target the back office's port
   * @param latency what each piece of data takes on its way
   */
  Relay(int target, Duration latency) {
    this.target = target;
    this.latencyNanos = latency.toNanos();
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("relay").start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Ends every connection without a word, and every further one at once. */
  synchronized void cut() {
    cut = true;
    ends.forEach(Relay::close);
    ends.clear();
  }

  synchronized void mend() {
    cut = false;
  }

  @Override
  public void close() {
    cut();
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        join(door.accept());
      } catch (IOException closedOrRefused) {
        // The loop's condition tells which; a refused connection is the station's to try again.
      }
    }
  }

  private synchronized void join(Socket station) throws IOException {
    if (cut) {
      close(station);
      return;
    }
    Socket office;
    try {
      office = new Socket(InetAddress.getLoopbackAddress(), target);
    } catch (IOException refused) {
      close(station);
      throw refused;
    }
    ends.add(station);
    ends.add(office);
    Thread.ofVirtual().start(() -> pump(station, office));
    Thread.ofVirtual().start(() -> pump(office, station));
  }

  private void pump(Socket from, Socket to) {
    byte[] chunk = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        LockSupport.parkNanos(latencyNanos);
        out.write(chunk, 0, length);
      }
    } catch (IOException cut) {
      // Both ends are closed below.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
