package opencompact.run;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import opencompact.host.Wish;
import opencompact.rtm.Drive;
import opencompact.rtm.Signals;
import opencompact.sim.bench.Cars;
import opencompact.sim.bench.Cause;
import opencompact.sim.bench.Upset;

/**
 * How soon the RTM answers in real time: from a cause on the bench to the command that the RTM
 * gives to the power stage, in a whole station that charges a car; first with the process idle,
 * then with the rest of it under full load: pages over TLS, a flood of OCPP calls, journal writes,
 * garbage.
 *
 * <p>{@code bench/run reaction [reactions]}. The cause is a residual current of about 1 mA that
 * changes: too small to trip, so that thousands of reactions fit into one charge. The rules take no
 * longer over one that trips at once, which opens the contacts by the same command.
 */
final class ReactionTime {
  private static final long POLITE = 200_000L;
  private static final long PATIENCE = 60_000_000_000L;
  private static final int PAGES_AT_ONCE = 4;
  private static final int CALLS_AT_ONCE = 32;
  private static final int LIVE_CHUNKS = 512;
  private static final int CHUNK = 64 * 1024;

  private final Probe probe = new Probe();
  private final SplittableRandom chance = new SplittableRandom(42);
  private final AtomicLong pages = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong facts = new AtomicLong();
  private final AtomicLong garbageBytes = new AtomicLong();
  private volatile boolean loaded;
  private volatile boolean over;

  /** The terminals, with a clock at the RTM's side. */
  private static final class Probe extends Terminals {
    volatile long causeAt;
    volatile long reaction = -1;
    private double seen;
    private boolean changed;

    @Override
    public void measure(Signals into) {
      super.measure(into);
      if (into.residualDcMilliamperes != seen) {
        seen = into.residualDcMilliamperes;
        changed = true;
      }
    }

    @Override
    public void drive(Drive command) {
      super.drive(command);
      if (changed) {
        changed = false;
        reaction = System.nanoTime() - causeAt;
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    int reactions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3000;
    new ReactionTime().run(reactions);
    System.exit(0);
  }

  private void run(int reactions) throws Exception {
    Path data = Files.createTempDirectory("compact-reaction");
    Vertx vertx = Vertx.vertx();
    HttpServer backOffice = backOffice(vertx);
    Map<String, String> given = new LinkedHashMap<>();
    given.put("data", data.toString());
    given.put("port", "0");
    given.put("seed", "42");
    given.put("backend", "ws://127.0.0.1:" + backOffice.actualPort() + "/ocpp");
    Appliance appliance =
        Appliance.start(new Options(given, Map.of()).checked(), "bench", Supervision.NONE, probe);
    appliance.bench().does(() -> appliance.bench().bench().plugIn(Cars.SEDAN, 32));
    await(appliance, "Preparing");
    appliance.host().read("04A1B2C3");
    await(appliance, "Charging");
    flood(appliance, data);
    react(appliance, reactions / 10); // The first ones compile the code.
    System.out.printf(
        "%d reactions each; java %s, %s, %d processors, load average %.1f%n",
        reactions,
        Runtime.version(),
        java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().getFirst().getName(),
        Runtime.getRuntime().availableProcessors(),
        java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    System.out.println("| ms | p50 | p90 | p99 | p99.9 | max | late steps | left out |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    round("idle", appliance, reactions);
    loaded = true;
    react(appliance, reactions / 10);
    pages.set(0);
    calls.set(0);
    facts.set(0);
    garbageBytes.set(0);
    long began = System.nanoTime();
    long collections = collections();
    long collectingMillis = collectingMillis();
    round("full load", appliance, reactions);
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "load: %.0f pages/s over TLS, %.0f OCPP calls/s, %.0f facts/s on disk, %.0f MB/s garbage,"
            + " %d collections of %.1f ms on average%n",
        pages.get() / seconds,
        calls.get() / seconds,
        facts.get() / seconds,
        garbageBytes.get() / seconds / 1e6,
        collections() - collections,
        (collectingMillis() - collectingMillis)
            / (double) Math.max(1, collections() - collections));
    over = true;
    appliance.stop();
    vertx.close();
  }

  private static void await(Appliance appliance, String status) {
    long giveUp = System.nanoTime() + PATIENCE;
    while (!appliance.host().view().status().wire().equals(status)) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException(
            "The station does not get to %s but stays %s: %s"
                .formatted(
                    status,
                    appliance.host().view().status().wire(),
                    appliance.host().view().sentence()));
      }
      LockSupport.parkNanos(100_000_000L);
    }
  }

  private void round(String name, Appliance appliance, int reactions) {
    long late = appliance.punctuality().late();
    long leftOut = appliance.punctuality().leftOut();
    long[] took = react(appliance, reactions);
    Arrays.sort(took);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %d | %d |%n",
        name,
        at(took, 0.5),
        at(took, 0.9),
        at(took, 0.99),
        at(took, 0.999),
        at(took, 1),
        appliance.punctuality().late() - late,
        appliance.punctuality().leftOut() - leftOut);
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
  }

  /** So many causes, each at a moment that nobody expects, and how long each took. */
  private long[] react(Appliance appliance, int reactions) {
    long[] took = new long[reactions];
    for (int i = 0; i < reactions; i++) {
      double milliamperes = 1 + (i % 50) * 0.01;
      probe.reaction = -1;
      appliance
          .bench()
          .does(() -> {
            probe.causeAt = System.nanoTime();
            appliance.bench().bench().raise(new Upset(Cause.RCD_DC, milliamperes, null), null);
          });
      while (probe.reaction < 0) {
        LockSupport.parkNanos(POLITE);
      }
      took[i] = probe.reaction;
      LockSupport.parkNanos(chance.nextLong(5_000_000L, 25_000_000L));
    }
    return took;
  }

  // The load.

  private void flood(Appliance appliance, Path data) throws Exception {
    for (int i = 0; i < PAGES_AT_ONCE; i++) {
      HttpClient http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslContext(StationClient.trusting(List.of(data.resolve(DataDirectory.CERTIFICATE))))
              .build();
      HttpRequest status =
          HttpRequest.newBuilder(URI.create(appliance.url() + "/api/v1/status"))
              .timeout(Duration.ofSeconds(20))
              .build();
      background(
          "pages",
          () -> {
            http.send(status, HttpResponse.BodyHandlers.ofString());
            pages.incrementAndGet();
          });
    }
    background(
        "facts",
        () -> {
          appliance
              .host()
              .ask(new Wish.ChangeSetting("LightIntensity", "" + chanceOf(100)), "the benchmark")
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS);
          facts.incrementAndGet();
        });
    List<byte[]> live = new ArrayList<>();
    background(
        "garbage",
        () -> {
          byte[] chunk = new byte[CHUNK];
          garbageBytes.addAndGet(CHUNK);
          if (live.size() < LIVE_CHUNKS) {
            live.add(chunk);
          } else {
            live.set(chanceOf(LIVE_CHUNKS), chunk);
          }
        });
  }

  private int chanceOf(int bound) {
    synchronized (chance) {
      return chance.nextInt(bound);
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private void background(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              while (!over) {
                if (!loaded) {
                  LockSupport.parkNanos(50_000_000L);
                  continue;
                }
                try {
                  work.run();
                } catch (Exception e) {
                  if (!over) {
                    System.err.println(name + ": " + e);
                  }
                }
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Accepts everything; under load it keeps so many calls under way. */
  private HttpServer backOffice(Vertx vertx) throws Exception {
    HttpServer server =
        vertx.createHttpServer(
            new HttpServerOptions().addWebSocketSubProtocol("ocpp1.6").setPort(0));
    server.webSocketHandler(socket -> {
      long[] underWay = {0, 0};
      socket.textMessageHandler(text -> {
        JsonArray frame = new JsonArray(text);
        if (frame.getInteger(0) == 2) {
          JsonObject answer = answer(frame.getString(2));
          socket.writeTextMessage(
              new JsonArray().add(3).add(frame.getString(1)).add(answer).encode());
        } else {
          underWay[0]--;
          calls.incrementAndGet();
        }
      });
      vertx.setPeriodic(1, _ -> call(socket, underWay));
    });
    return server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get();
  }

  private void call(ServerWebSocket socket, long[] underWay) {
    while (loaded && !over && underWay[0] < CALLS_AT_ONCE && !socket.isClosed()) {
      underWay[0]++;
      socket.writeTextMessage("[2,\"" + underWay[1]++ + "\",\"GetConfiguration\",{}]");
    }
  }

  private static JsonObject answer(String action) {
    JsonObject accepted = new JsonObject().put("status", "Accepted");
    return switch (action) {
      case "BootNotification" ->
          new JsonObject()
              .put("status", "Accepted")
              .put("currentTime", Instant.now().toString())
              .put("interval", 60);
      case "Authorize" -> new JsonObject().put("idTagInfo", accepted);
      case "StartTransaction" ->
          new JsonObject().put("idTagInfo", accepted).put("transactionId", 7);
      case "Heartbeat" -> new JsonObject().put("currentTime", Instant.now().toString());
      default -> new JsonObject();
    };
  }

  private static long collections() {
    return java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(gc -> gc.getCollectionCount())
        .sum();
  }

  private static long collectingMillis() {
    return java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(gc -> gc.getCollectionTime())
        .sum();
  }
}
