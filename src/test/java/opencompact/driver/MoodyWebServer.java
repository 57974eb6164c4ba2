package opencompact.driver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A real web server for files, the JDK's own, that can do what bad ones do. */
final class MoodyWebServer implements AutoCloseable {

  /** One request as it came. */
  record Seen(
      String method, String path, @Nullable String range, @Nullable String login, byte[] body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final SortedMap<String, byte[]> stored = new ConcurrentSkipListMap<>();
  private final AtomicLong bytesSent = new AtomicLong();
  private volatile LongFunction<InputStream> file = from -> new ByteArrayInputStream(new byte[0]);
  private volatile long length;
  private volatile String tag = "\"v1\"";
  private volatile long cutAfter = -1;
  private volatile long hangAfter = -1;
  private volatile boolean ranges = true;
  private volatile boolean takesPut = true;
  private volatile int status;
  private volatile String login = "";
  private volatile String redirect = "";

  MoodyWebServer(@Nullable SSLContext tls) {
    try {
      InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      if (tls == null) {
        server = HttpServer.create(here, 0);
      } else {
        HttpsServer https = HttpsServer.create(here, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        server = https;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  // ---------------------------------------------------------------- what it does

  void offers(byte[] bytes) {
    offers(
        bytes.length,
        from -> {
          ByteArrayInputStream all = new ByteArrayInputStream(bytes);
          all.skip(from);
          return all;
        });
  }

  /** A file that need not fit into memory. */
  void offers(long bytes, LongFunction<InputStream> fromThere) {
    length = bytes;
    file = fromThere;
  }

  /** The version of the file. */
  void tag(String etag) {
    tag = etag;
  }

  /** Breaks off after so many bytes of an answer; -1 for never. */
  void cutsAfter(long bytes) {
    cutAfter = bytes;
  }

  /** Says nothing more after so many bytes of an answer; -1 for never. */
  void hangsAfter(long bytes) {
    hangAfter = bytes;
  }

  void knowsNoRanges() {
    ranges = false;
  }

  void takesNoPut() {
    takesPut = false;
  }

  /** Answers everything with this status; 0 to answer properly. */
  void answers(int always) {
    status = always;
  }

  /** Wants this login, as name:password. */
  void wants(String namePassword) {
    login = namePassword;
  }

  /** Sends whoever comes to any path but /there to this address. */
  void sendsTo(String address) {
    redirect = address;
  }

  List<Seen> seen() {
    return seen;
  }

  /** What was put, by path. */
  SortedMap<String, byte[]> stored() {
    return stored;
  }

  /** Bytes of the file that were given to the wire. */
  long bytesSent() {
    return bytesSent.get();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().toString();
      String range = exchange.getRequestHeaders().getFirst("Range");
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      seen.add(new Seen(exchange.getRequestMethod(), path, range, shown, body));
      if (status != 0) {
        exchange.sendResponseHeaders(status, -1);
      } else if (!redirect.isEmpty() && !path.startsWith("/there")) {
        exchange.getResponseHeaders().set("Location", redirect);
        exchange.sendResponseHeaders(307, -1);
      } else if (!login.isEmpty() && !expected().equals(shown)) {
        exchange.sendResponseHeaders(401, -1);
      } else {
        switch (exchange.getRequestMethod()) {
          case "GET" -> give(exchange, range);
          case "PUT" -> {
            if (takesPut) {
              stored.put(path, body);
            }
            exchange.sendResponseHeaders(takesPut ? 201 : 405, -1);
          }
          default -> {
            stored.put(path, body);
            exchange.sendResponseHeaders(200, -1);
          }
        }
      }
    }
  }

  private String expected() {
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  private void give(HttpExchange exchange, @Nullable String range) throws IOException {
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    boolean part = ranges && range != null && (condition == null || condition.equals(tag));
    long from = part ? Long.parseLong(range.replaceAll("\\D", "")) : 0;
    if (!tag.isEmpty()) {
      exchange.getResponseHeaders().set("ETag", tag);
    }
    if (part && from >= length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    if (part) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (length - 1) + "/" + length);
    }
    exchange.sendResponseHeaders(part ? 206 : 200, length - from);
    try (InputStream bytes = file.apply(from)) {
      copy(bytes, exchange.getResponseBody());
    }
  }

  private void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[8192];
    long sent = 0;
    for (int come = from.read(buffer); come >= 0; come = from.read(buffer)) {
      if (cutAfter >= 0 && sent + come > cutAfter) {
        to.write(buffer, 0, Math.toIntExact(cutAfter - sent));
        bytesSent.addAndGet(cutAfter - sent);
        to.flush();
        throw new IOException("cut");
      }
      to.write(buffer, 0, come);
      sent += come;
      bytesSent.addAndGet(come);
      if (hangAfter >= 0 && sent >= hangAfter) {
        to.flush();
        hang();
      }
    }
    to.close();
  }

  private void hang() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
