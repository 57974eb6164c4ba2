package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.ResetReason;
import opencompact.conformance.Authority;
import opencompact.host.Command;
import opencompact.host.Event;
import opencompact.host.Host;
import opencompact.host.Plate;
import opencompact.host.Turn;
import opencompact.host.uplink.BackOfficeLink;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.quantity.Moment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole host with its real line and its real keys, against a real server whose certificates, TLS
 * and demands the test changes: profiles 2 and 3 end to end (OCPP-T-074, T-078, T-083, T-085 to
 * T-087). The sockets are real, the station's time is not: it passes while nothing arrives.
 */
@Timeout(120)
class SecureStationTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String KEY = "4f43415f4f4354545f61646d696e5f74657374";
  private static final long IDLE_MILLIS = 50;
  private static final long IDLE_NANOS = 1_000_000_000L;

  @TempDir Path data;

  private final Authority authority = new Authority("Test root");
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<String> log = new ArrayList<>();
  private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
  private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
  private final AtomicInteger handshakes = new AtomicInteger();
  private final Memory memory = new Memory();
  private volatile Supplier<SSLEngine> engines;
  private volatile SSLEngine last;
  private volatile UnrulyServer.Visitor visitor;
  private volatile boolean over;
  private UnrulyServer server;
  private FileKeySafe safe;
  private NettyLinks links;
  private BackOfficeLink link;
  private Host host;
  private long uptimeNanos;
  private int dials;
  private int calls;

  @BeforeEach
  void begin() {
    serves(authority.issue("localhost").serverContext(), _ -> {});
    server =
        new UnrulyServer(() -> {
          handshakes.incrementAndGet();
          last = engines.get();
          return last;
        });
    Thread desk = new Thread(this::answerAll, "central-system");
    desk.setDaemon(true);
    desk.start();
    Path known = authority.writeCertificate(data.resolve("known.pem"));
    safe = new FileKeySafe(data);
    links = NettyLinks.open(known, safe);
    link = links.link();
    Plate plate = new Plate("00000042", "1.0", new Delivery(Model.SLC, 3, Region.EU));
    set("BackendUrl", "wss://localhost:" + server.port() + "/ocpp");
    set("HeartbeatInterval", "0");
    host = new Host(plate, memory, new SplittableRandom(1));
    take(new Event.Booted(ResetReason.SOFTWARE));
  }

  @AfterEach
  void end() {
    over = true;
    server.close();
    links.close();
  }

  private void set(String key, String value) {
    memory.fold(new Fact.SettingChanged(key, value, "test"));
  }

  // The server.

  private void serves(SSLContext context, Consumer<SSLEngine> settings) {
    engines =
        () -> {
          SSLEngine engine = context.createSSLEngine();
          engine.setUseClientMode(false);
          settings.accept(engine);
          return engine;
        };
  }

  private void answerAll() {
    while (!over) {
      UnrulyServer.Visitor next;
      try {
        next = server.visitor();
      } catch (AssertionError nobodyCame) {
        continue;
      }
      visitor = next;
      next.accept();
      Thread reader = new Thread(() -> answer(next), "central-system-connection");
      reader.setDaemon(true);
      reader.start();
    }
  }

  private void answer(UnrulyServer.Visitor one) {
    JsonMapper json = new JsonMapper();
    while (!over) {
      String text;
      try {
        text = one.heard();
      } catch (AssertionError nothing) {
        continue;
      }
      if (!text.startsWith("text ")) {
        if (text.equals("end")) {
          return;
        }
        continue;
      }
      JsonNode frame = json.readTree(text.substring(5));
      if (frame.get(0).asInt() != 2) {
        answers.add(frame);
        continue;
      }
      heard.add(frame);
      String payload =
          switch (frame.get(2).asString()) {
            case "BootNotification" ->
                "{\"status\":\"Accepted\",\"currentTime\":\"" + NOON + "\",\"interval\":0}";
            case "SignCertificate" -> "{\"status\":\"Accepted\"}";
            default -> "{}";
          };
      one.text("[3,\"" + frame.get(1).asString() + "\"," + payload + "]");
    }
  }

  private List<String> told(String action) {
    return heard.stream()
        .filter(frame -> frame.get(2).asString().equals(action))
        .map(frame -> frame.get(3).toString())
        .toList();
  }

  /** What the station answers to a request, by its status. */
  private String asks(String action, String payload) {
    String id = "cs-" + ++calls;
    visitor.text("[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
    List<String> found = new ArrayList<>();
    until(() -> {
      for (JsonNode frame : answers) {
        if (frame.get(1).asString().equals(id)) {
          found.add(frame.get(2).path("status").asString("error " + frame));
        }
      }
      return !found.isEmpty();
    });
    return found.getFirst();
  }

  private String configures(String key, String value) {
    return asks("ChangeConfiguration", "{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}");
  }

  private static String quoted(String pem) {
    return "\"" + pem.replace("\n", "\\n") + "\"";
  }

  // The station.

  private Moment now() {
    return new Moment(uptimeNanos, NOON.plusNanos(uptimeNanos));
  }

  private void take(Event event) {
    Turn turn = host.take(event, now());
    turn.log().forEach(entry -> log.add(entry.sentence()));
    for (Command command : turn.commands()) {
      switch (command) {
        case Command.Connect(var endpoint) -> {
          dials++;
          link.connect(endpoint, new Ear());
        }
        case Command.Disconnect(int code, String why) -> link.disconnect(code, why);
        case Command.SendFrame(String text) -> link.send(text);
        case Command.SendPing() -> link.ping();
        case Command.MakeKey(String commonName, String organization) ->
            safe.make(commonName, organization, told -> events.add(new Event.KeyMade(told)));
        case Command.KeepKeys(var names) -> safe.keepOnly(names);
        default -> {}
      }
    }
  }

  private final class Ear implements BackOfficeLink.Listener {
    private volatile String anchor;

    @Override
    public void anchored(String fingerprint) {
      anchor = fingerprint;
    }

    @Override
    public void up() {
      events.add(new Event.LinkUp(anchor));
    }

    @Override
    public void frame(String text) {
      events.add(new Event.FrameArrived(text));
    }

    @Override
    public void pong() {
      events.add(new Event.PongSeen());
    }

    @Override
    public void down(BackOfficeLink.Down why) {
      events.add(new Event.LinkDown(why));
    }
  }

  /** Lets the station live until something is so. */
  private void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      try {
        Event event = events.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        uptimeNanos += event == null ? IDLE_NANOS : 1;
        take(event == null ? new Event.TimePassed() : event);
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted", e);
      }
    }
  }

  private boolean online() {
    return host.view().line().state().equals("online");
  }

  private void untilOnline() {
    until(this::online);
  }

  /** Until the station has lost its connection and has another. */
  private void untilReconnected() {
    int before = dials;
    until(() -> dials > before);
    untilOnline();
  }

  private void untilLogged(String words) {
    until(() -> log.stream().anyMatch(sentence -> sentence.startsWith(words)));
  }

  private void secured2() {
    untilOnline();
    assertThat(configures("SecurityProfile", "2")).isEqualTo("Rejected");
    assertThat(configures("AuthorizationKey", KEY)).isEqualTo("Accepted");
    assertThat(configures("SecurityProfile", "2")).isEqualTo("Rejected");
    assertThat(
            asks(
                "InstallCertificate",
                "{\"certificateType\":\"CentralSystemRootCertificate\",\"certificate\":"
                    + quoted(authority.pem())
                    + "}"))
        .isEqualTo("Accepted");
    assertThat(configures("SecurityProfile", "2")).isEqualTo("Accepted");
    untilReconnected();
  }

  @Test
  void from_profile_0_to_2_to_3_with_a_certificate_of_the_tests_authority_T_074_T_083_T_087()
      throws Exception {
    secured2();
    String basic = visitor.headers().get("Authorization").substring(6);
    assertThat(new String(Base64.getDecoder().decode(basic), StandardCharsets.US_ASCII))
        .isEqualTo("00000042:OCA_OCTT_admin_test");
    assertThat(last.getSession().getProtocol()).isEqualTo("TLSv1.3");
    assertThat(configures("SecurityProfile", "3")).isEqualTo("Rejected");
    assertThat(configures("SecurityProfile", "1")).isEqualTo("Rejected");

    assertThat(configures("CpoName", "Test Operator")).isEqualTo("Accepted");
    assertThat(
            asks("ExtendedTriggerMessage", "{\"requestedMessage\":\"SignChargePointCertificate\"}"))
        .isEqualTo("Accepted");
    until(() -> !told("SignCertificate").isEmpty());
    String request =
        new JsonMapper().readTree(told("SignCertificate").getLast()).get("csr").asString();
    String chain = Authority.pem(authority.sign(request)) + authority.pem();
    assertThat(asks("CertificateSigned", "{\"certificateChain\":" + quoted(chain) + "}"))
        .isEqualTo("Accepted");

    SSLContext strict = authority.issue("localhost").serverContext("TLS", authority);
    serves(strict, engine -> engine.setNeedClientAuth(true));
    assertThat(configures("SecurityProfile", "3")).isEqualTo("Accepted");
    untilReconnected();
    assertThat(peer()).contains("CN=00000042").contains("O=Test Operator");
    assertThat(visitor.headers().get("Authorization")).isNull();

    // The root that vouches for this very connection is not deleted; another one is.
    String ids = hashes();
    assertThat(asks("DeleteCertificate", "{\"certificateHashData\":" + ids + "}"))
        .isEqualTo("Failed");

    // Private keys: readable by their owner alone, and nowhere else.
    try (var files = Files.list(data.resolve("keys"))) {
      List<Path> keys = files.toList();
      assertThat(keys).hasSize(1);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.getFirst())))
          .isEqualTo("rw-------");
    }
    assertThat(log).noneMatch(line -> line.contains("PRIVATE") || line.contains(KEY));

    // In TLS 1.2 as well.
    serves(
        strict,
        engine -> {
          engine.setNeedClientAuth(true);
          engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        });
    visitor.cut();
    untilReconnected();
    assertThat(last.getSession().getProtocol()).isEqualTo("TLSv1.2");
    assertThat(last.getSession().getCipherSuite()).contains("ECDHE_ECDSA").contains("GCM");
  }

  private String peer() throws SSLPeerUnverifiedException {
    return last.getSession().getPeerPrincipal().getName();
  }

  private String hashes() {
    String id = "ids-" + ++calls;
    visitor.text(
        "[2,\""
            + id
            + "\",\"GetInstalledCertificateIds\","
            + "{\"certificateType\":\"CentralSystemRootCertificate\"}]");
    List<String> found = new ArrayList<>();
    until(() -> {
      for (JsonNode frame : answers) {
        if (frame.get(1).asString().equals(id)) {
          found.add(frame.get(2).get("certificateHashData").get(0).toString());
        }
      }
      return !found.isEmpty();
    });
    return found.getFirst();
  }

  @Test
  void each_bad_server_is_refused_with_its_event_and_the_good_one_is_found_again_T_078_SE_07() {
    secured2();
    until(() -> told("SecurityEventNotification").size() >= 1);
    heard.clear();

    serves(authority.issueExpired("localhost").serverContext(), _ -> {});
    visitor.cut();
    untilLogged("InvalidCentralSystemCertificate: The TLS certificate of localhost");
    int before = dials;
    long began = uptimeNanos;
    until(() -> dials >= before + 4);
    assertThat(uptimeNanos - began).as("no busy redial").isGreaterThan(4_000_000_000L);

    serves(new Authority("Else").issue("localhost").serverContext(), _ -> {});
    untilTried();
    serves(authority.issue("elsewhere.example").serverContext(), _ -> {});
    untilTried();
    assertThat(log.stream().filter(one -> one.startsWith("InvalidCentralSystemCertificate")))
        .hasSize(1);

    serves(
        authority.issue("localhost").serverContext(),
        engine -> {
          engine.setEnabledProtocols(new String[] {"TLSv1.2"});
          engine.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
        });
    untilLogged("InvalidTLSCipherSuite: ");
    assertThat(heard).isEmpty();

    serves(authority.issue("localhost").serverContext(), _ -> {});
    untilOnline();
    until(() -> !told("SecurityEventNotification").isEmpty());
    assertThat(told("SecurityEventNotification").getFirst())
        .contains("InvalidCentralSystemCertificate");
  }

  private void untilTried() {
    int before = dials;
    until(() -> dials >= before + 2);
    assertThat(online()).isFalse();
  }

  @Test
  void a_server_that_wants_a_certificate_is_told_in_words_and_reached_when_it_no_longer_does() {
    secured2();
    SSLContext strict = authority.issue("localhost").serverContext("TLS", authority);
    serves(strict, engine -> engine.setNeedClientAuth(true));
    visitor.cut();
    untilLogged("FailedToAuthenticateAtCentralSystem: ");
    assertThat(log.getLast() + log).contains("asks for a client certificate");
    serves(authority.issue("localhost").serverContext(), _ -> {});
    untilOnline();
  }

  @Test
  void a_profile_that_the_server_does_not_serve_is_taken_back_and_the_station_is_not_lost_SE_04() {
    secured2();
    assertThat(configures("CpoName", "Test Operator")).isEqualTo("Accepted");
    assertThat(
            asks("ExtendedTriggerMessage", "{\"requestedMessage\":\"SignChargePointCertificate\"}"))
        .isEqualTo("Accepted");
    until(() -> !told("SignCertificate").isEmpty());
    String request =
        new JsonMapper().readTree(told("SignCertificate").getLast()).get("csr").asString();
    assertThat(
            asks(
                "CertificateSigned",
                "{\"certificateChain\":" + quoted(Authority.pem(authority.sign(request))) + "}"))
        .isEqualTo("Accepted");
    // This server believes certificates of somebody else only, or a password.
    SSLContext picky =
        authority.issue("localhost").serverContext("TLS", new Authority("Somebody else"));
    serves(picky, engine -> engine.setWantClientAuth(true));
    assertThat(configures("SecurityProfile", "3")).isEqualTo("Accepted");
    untilLogged("FailedToAuthenticateAtCentralSystem: ");
    untilOnline();
    assertThat(memory.settings().get("SecurityProfile")).isEqualTo("2");
    assertThat(visitor.headers().get("Authorization")).startsWith("Basic ");
  }
}
