package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import opencompact.ocpp.FrameJudge;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The station as its owner has it: a process of its own, spoken to over its HTTPS interface, killed
 * and stopped.
 */
public final class StationProcess implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final Process process;
  private final boolean inConversation;
  private final Path data;
  private final String url;
  private final String token;
  private final HttpClient http;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable JsonNode newest;

  private StationProcess(Process process, Path data, boolean inConversation) throws IOException {
    this.inConversation = inConversation;
    this.process = process;
    this.data = data;
    awaitWelcome(process);
    JsonNode note = JSON.readTree(Files.readString(data.resolve("station.json")));
    this.url = note.path("url").asString();
    this.token = note.path("token").asString();
    this.http =
        HttpClient.newBuilder()
            .sslContext(trusting(Path.of(note.path("certificate").asString())))
            .build();
    Thread.ofPlatform().daemon().name("station-views").start(this::listen);
  }

  /**
   * Starts a station over a data directory and returns once it can be spoken to.
   *
   * @param more options that come instead of or beside a free port and a seed of the tests' own
   */
  public static StationProcess start(Path data, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--data",
                data.toString()));
    command.addAll(List.of(more));
    usually(command, "--port", "0");
    usually(command, "--seed", "7");
    Process process = null;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      StationProcess station = new StationProcess(process, data, command.contains("--backend"));
      process = null;
      return station;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private static void usually(List<String> command, String option, String value) {
    if (!command.contains(option)) {
      command.addAll(List.of(option, value));
    }
  }

  /** Where its pages are. */
  public String url() {
    return url;
  }

  public int port() {
    return URI.create(url).getPort();
  }

  private static void awaitWelcome(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); ; line = out.readLine()) {
      assertThat(line).as("the station's words of welcome").isNotNull();
      if (line.contains("Certificate")) {
        return;
      }
    }
  }

  public JsonNode get(String path) {
    return ask("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  public JsonNode post(String path, String json) {
    return ask("POST", path, HttpRequest.BodyPublishers.ofString(json));
  }

  /** Changes a setting, as the owner does on the pages. */
  public void set(String key, String value) {
    ask(
        "PUT",
        "/api/v1/settings/" + key,
        HttpRequest.BodyPublishers.ofString(
            JSON.createObjectNode().put("value", value).toString()));
  }

  public void plugIn() {
    post("/api/v1/bench/plugin", "{}");
  }

  public void unplug() {
    post("/api/v1/bench/plugout", "{}");
  }

  public void card(String uid) {
    post("/api/v1/bench/card", JSON.createObjectNode().put("uid", uid).toString());
  }

  /** Waits until the station's picture is as wanted. */
  public JsonNode until(Predicate<JsonNode> wanted, String what) {
    lock.lock();
    try {
      long leftNanos = BOUND.toNanos();
      while (newest == null || !wanted.test(newest)) {
        if (leftNanos <= 0) {
          throw new AssertionError("waited in vain for " + what + "; the station shows " + newest);
        }
        leftNanos = changed.awaitNanos(leftNanos);
      }
      return newest;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  /** SIGKILL: the station learns nothing of it. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, as an operating system asks for an end. */
  public void stop() {
    process.destroy();
    awaitEnd();
    assertThat(process.exitValue()).as("the exit code of an orderly end").isZero();
    long judged = FrameJudge.judge(data);
    if (inConversation) {
      assertThat(judged).as("frames that were kept and judged").isPositive();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.shutdownNow();
  }

  private void awaitEnd() {
    try {
      assertThat(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private JsonNode ask(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(BOUND)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode())
          .as(method + " " + path + ": " + response.body())
          .isEqualTo(200);
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void listen() {
    HttpRequest events = HttpRequest.newBuilder(URI.create(url + "/api/v1/events")).build();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                http.send(events, HttpResponse.BodyHandlers.ofInputStream()).body(),
                StandardCharsets.UTF_8))) {
      boolean view = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          view = line.equals("event: view");
        } else if (view && line.startsWith("data: ")) {
          show(JSON.readTree(line.substring("data: ".length())));
        }
      }
    } catch (IOException ended) {
      // The station is gone; whoever waits for its picture says so.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(JsonNode view) {
    lock.lock();
    try {
      newest = view;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static SSLContext trusting(Path certificate) throws IOException {
    try (InputStream pem = Files.newInputStream(certificate)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "station", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("no trust in the station's certificate", e);
    }
  }
}
