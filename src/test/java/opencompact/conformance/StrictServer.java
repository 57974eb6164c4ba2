package opencompact.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A central system that shares no code with us, in a process of its own: npm's ocpp-rpc in strict
 * mode, which holds every frame in both directions against the official OCPP 1.6 schemas, or npm's
 * ocpp-ts, which holds every request of the station's against schemas of its own. It accepts
 * everybody and every card that does not begin with BAD, unless told otherwise.
 */
public final class StrictServer implements CentralSystem {
  private static final Path HOME = Path.of("src", "test", "node");
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final Writer commands;
  private final Witness<Event> witness = new Witness<>();
  private final AtomicInteger commandNumbers = new AtomicInteger();
  private final boolean secure;
  private final int port;

  /**
   * One line of the server's.
   *
   * @param name listening, connected, disconnected, refused, call, result, error, violation, answer
   * @param direction as the server sees it, "in" is from the station; empty where it makes no sense
   */
  public record Event(
      String name, String direction, String identity, String action, JsonNode json) {
    /** What a call or result carries. */
    public JsonNode payload() {
      return json.path("payload");
    }

    @Override
    public String toString() {
      return json.toString();
    }
  }

  /**
   * How the server is set up.
   *
   * @param script the program in src/test/node
   * @param tls over wss with this identity, or null for ws
   * @param password the Basic password that it wants, or null for none
   * @param intervalSeconds the heartbeat interval in its BootNotification.conf
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Setup(
      String script,
      Authority.@Nullable Identity tls,
      byte @Nullable [] password,
      int intervalSeconds) {
    public static Setup plain() {
      return new Setup("strict-server.mjs", null, null, 300);
    }

    /** By another library, which knows no passwords. */
    public static Setup byOcppTs() {
      return new Setup("ocpp-ts-server.mjs", null, null, 300);
    }

    public Setup tls(Authority.Identity identity) {
      return new Setup(script, identity, password, intervalSeconds);
    }

    public Setup password(byte[] wanted) {
      return new Setup(script, tls, wanted, intervalSeconds);
    }

    public Setup intervalSeconds(int seconds) {
      return new Setup(script, tls, password, seconds);
    }
  }

  private StrictServer(Process process, boolean secure) {
    this.process = process;
    this.secure = secure;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name("strict-server").start(this::read);
    this.port =
        witness
            .take(
                event -> event.name().equals("listening") || event.name().equals("ended"),
                "the strict server to listen (target/strict-server.log says why not)")
            .json()
            .path("port")
            .asInt(-1);
    assertThat(port).as("the strict server ended; see target/strict-server.log").isPositive();
  }

  public static StrictServer start() {
    return start(Setup.plain());
  }

  public static StrictServer start(Setup setup) {
    requireInstalled();
    List<String> command = new ArrayList<>(List.of("node", setup.script()));
    command.addAll(List.of("--interval", Integer.toString(setup.intervalSeconds())));
    if (setup.password() != null) {
      command.addAll(List.of("--password-hex", HexFormat.of().formatHex(setup.password())));
    }
    List<Path> secrets = new ArrayList<>();
    try {
      if (setup.tls() != null) {
        Path key = Files.createTempFile("strict-server", ".key");
        Path certificate = Files.createTempFile("strict-server", ".pem");
        secrets.addAll(List.of(key, certificate));
        setup.tls().writeKey(key);
        setup.tls().writeCertificate(certificate);
        command.addAll(List.of("--key", key.toString(), "--cert", certificate.toString()));
      }
      File log = Path.of("target", "strict-server.log").toAbsolutePath().toFile();
      Process process =
          new ProcessBuilder(command)
              .directory(HOME.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(log))
              .start();
      return new StrictServer(process, setup.tls() != null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      for (Path secret : secrets) {
        secret.toFile().delete();
      }
    }
  }

  /** A build server must never skip; a developer without npm is told what to do. */
  private static void requireInstalled() {
    boolean installed =
        Stream.of("ocpp-rpc", "ocpp-ts")
                .allMatch(name -> Files.isDirectory(HOME.resolve("node_modules").resolve(name)))
            && Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "node")));
    String advice = "the strict OCPP server is not installed: ./compact test installs it";
    if (System.getProperty("peers") != null || System.getenv("CI") != null) {
      assertThat(installed).as(advice).isTrue();
    }
    Assumptions.assumeTrue(installed, advice);
  }

  @Override
  public int port() {
    return port;
  }

  /** The address to configure in a station, without its identity. */
  @Override
  public String url() {
    return (secure ? "wss" : "ws") + "://localhost:" + port + "/ocpp";
  }

  /** Waits until a station has connected; its identity. */
  @Override
  public String awaitConnected() {
    return witness.take(event -> event.name().equals("connected"), "a station").identity();
  }

  public void awaitDisconnected() {
    witness.take(event -> event.name().equals("disconnected"), "the end of a connection");
  }

  /** Waits for a station that is turned away. */
  public Event awaitRefused() {
    return witness.take(event -> event.name().equals("refused"), "a refused station");
  }

  /** Waits for the station's next call of that action; its payload. */
  public JsonNode await(String action) {
    return witness
        .take(
            event ->
                event.name().equals("call")
                    && event.direction().equals("in")
                    && event.action().equals(action),
            "a call " + action)
        .payload();
  }

  @Override
  public JsonNode next(String action, Predicate<JsonNode> fits) {
    Predicate<Event> kind =
        event ->
            event.name().equals("call")
                && event.direction().equals("in")
                && event.action().equals(action);
    return witness
        .take(kind, kind.and(event -> fits.test(event.payload())), "a fitting call " + action)
        .payload();
  }

  @Override
  public List<Call> heard() {
    return witness.all().stream()
        .filter(event -> event.name().equals("call") && event.direction().equals("in"))
        .map(event -> new Call(event.action(), event.payload()))
        .toList();
  }

  /** Sends a call to the station that connected last; the payload of its result. */
  @Override
  public JsonNode call(String action, String payload) {
    JsonNode answer = obey(object().put("action", action).set("payload", JSON.readTree(payload)));
    assertThat(answer.has("error")).as(action + " answered " + answer).isFalse();
    return answer.path("result");
  }

  /** Sends a call and waits until it is answered in whatever way. */
  public void ask(String action, String payload) {
    obey(object().put("action", action).set("payload", JSON.readTree(payload)));
  }

  /** Sends a call that the station is expected to answer with a CALLERROR, told as "Code: text". */
  public String callExpectingError(String action, String payload) {
    JsonNode answer = obey(object().put("action", action).set("payload", JSON.readTree(payload)));
    assertThat(answer.has("error")).as(action + " answered " + answer).isTrue();
    return answer.path("error").asString();
  }

  /** From now on this card has that AuthorizationStatus. */
  public void card(String idTag, String status) {
    obey(object().set("tags", object().put(idTag, status)));
  }

  /** Says goodbye to every station. */
  public void disconnectAll() {
    obey(object().put("close", true));
  }

  /** The actions that the station has called so far, in order. */
  public List<String> calls() {
    return witness.all().stream()
        .filter(event -> event.name().equals("call") && event.direction().equals("in"))
        .map(Event::action)
        .toList();
  }

  /** Waits for another event beyond so many, at most that long; how long it took. */
  public Duration awaitMore(int than, Duration most) {
    return Duration.ofNanos(witness.more(than, most.toNanos()));
  }

  public List<Event> events() {
    return witness.all();
  }

  /** Every breach of OCPP so far, in whole sentences; includes all that the server has received. */
  @Override
  public List<String> violations() {
    obey(object().set("tags", object())); // its answer comes behind whatever was told before
    return witness.all().stream()
        .filter(event -> event.name().equals("violation"))
        .map(event ->
            (event.direction().equals("in") ? "the station: " : "the central system: ")
                + event.action()
                + " "
                + event.json().path("what").asString())
        .toList();
  }

  @Override
  public void close() {
    try {
      commands.close(); // which ends the process
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode obey(JsonNode command) {
    int number = commandNumbers.incrementAndGet();
    ((ObjectNode) command).put("command", number);
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return witness
        .take(
            event ->
                event.name().equals("answer") && event.json().path("command").asInt() == number,
            "the answer to " + command)
        .json();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode json = JSON.readTree(line);
        witness.add(
            new Event(
                json.path("event").asString(""),
                json.path("direction").asString(""),
                json.path("identity").asString(""),
                json.path("action").asString(""),
                json));
      }
    } catch (IOException e) {
      // The process has gone; told below.
    }
    witness.add(new Event("ended", "", "", "", object()));
  }

  private static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
