package opencompact.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import opencompact.memory.LogEntry;
import opencompact.memory.Stamp;
import opencompact.sim.SimDisk;
import org.jspecify.annotations.Nullable;

/** A web server on a free port, with a fake station behind it and a clock that is moved by hand. */
final class Served implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef0123456789abcdef";
  static final String PASSWORD = "correct horse";
  private static final SecureRandom CHANCE = new SecureRandom();
  static final Certificate CERTIFICATE =
      Certificate.make("COMPACT-00000042", List.of("garage.lan"), FakeStation.START, CHANCE);
  private static final String HASH = AdminPassword.hash(PASSWORD, CHANCE);

  final SimDisk history = new SimDisk();
  final FakeFrames frames = new FakeFrames();
  final FakeStation station = new FakeStation();
  final @Nullable FakeBench bench;
  volatile @Nullable String hash = HASH;
  final AtomicLong uptimeNanos = new AtomicLong();
  final WebServer server;
  final Client client;

  Served(boolean withBench) {
    this.bench = withBench ? new FakeBench() : null;
    history.append(
        List.of(),
        List.of(
            new LogEntry(new Stamp(1, 1000, -1), "station", "The station started."),
            new LogEntry(new Stamp(1, 5000, 1_772_352_000_000L), "charge", "A charge began.")));
    Doors doors =
        new Doors(
            station,
            bench,
            history,
            frames,
            dossier -> dossier.pages().toString().getBytes(StandardCharsets.UTF_8),
            () -> hash,
            TOKEN,
            () -> "compact_up 1\n",
            uptimeNanos::get,
            CHANCE);
    try {
      this.server = WebServer.open("127.0.0.1", 0, CERTIFICATE, doors);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    this.client = new Client(server.port(), CERTIFICATE);
  }

  void later(Duration time) {
    uptimeNanos.addAndGet(time.toNanos());
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
