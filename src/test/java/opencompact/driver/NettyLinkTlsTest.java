package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import opencompact.conformance.Authority;
import opencompact.host.uplink.BackOfficeLink;
import opencompact.host.uplink.BackOfficeLink.Down;
import opencompact.host.uplink.BackOfficeLink.Down.Kind;
import opencompact.host.uplink.Endpoint;
import opencompact.host.uplink.Tls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * TLS to the back office: who is believed, who is not, and what a person reads then (OCPP-SE-05).
 */
@Timeout(60)
class NettyLinkTlsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Authority authority = new Authority("Tests of the link");
  private final Ear ear = new Ear();
  private Path authorities;
  private NettyLinks links;
  private BackOfficeLink link;
  private UnrulyServer server;

  @BeforeEach
  void open(@TempDir Path directory) {
    authorities = authority.writeCertificate(directory.resolve("authorities.pem"));
    links = links(authorities, LONG);
    link = links.link();
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
    links.close();
  }

  @Test
  void a_server_with_a_good_certificate_is_believed_OCPP_SE_05() {
    serve(authority.issue("localhost", "127.0.0.1"));
    connect("localhost");
    UnrulyServer.Visitor visitor = server.visitor().accept();
    ear.expect("up");
    link.send("[1]");
    assertThat(visitor.heard()).isEqualTo("text [1]");
    visitor.text("[2]");
    ear.expect("frame [2]");
    link.disconnect(1000, "done");
    assertThat(visitor.heard()).isEqualTo("close 1000 done");
    assertThat(ear.down().kind()).isEqualTo(Kind.ENDED);
  }

  @Test
  void a_certificate_for_the_address_is_believed_OCPP_SE_05() {
    serve(authority.issue("back-office.example", "127.0.0.1"));
    connect("127.0.0.1");
    server.visitor().accept();
    ear.expect("up");
  }

  @Test
  void a_large_backlog_arrives_over_tls_before_the_goodbye_OCPP_TR_44() {
    serve(authority.issue("localhost"));
    connect("localhost");
    UnrulyServer.Visitor visitor = server.visitor().accept();
    ear.expect("up");
    visitor.deaf();
    String frame = "x".repeat(60_000);
    for (int i = 0; i < 200; i++) {
      link.send(i + frame);
    }
    link.disconnect(1000, "reset");
    visitor.hearing();
    for (int i = 0; i < 200; i++) {
      assertThat(visitor.heard()).isEqualTo("text " + i + frame);
    }
    assertThat(visitor.heard()).isEqualTo("close 1000 reset");
    assertThat(ear.down().kind()).isEqualTo(Kind.ENDED);
  }

  @Test
  void an_unknown_authority_is_not_believed_OCPP_SE_07() {
    serve(new Authority("Somebody else").issue("localhost"));
    connect("localhost");
    expectTls(Kind.UNTRUSTED, "is not signed by an authority that this station trusts");
  }

  @Test
  void without_extra_authorities_only_the_jdks_are_believed_OCPP_SE_05() {
    links.close();
    links = links(null, LONG);
    link = links.link();
    serve(authority.issue("localhost"));
    connect("localhost");
    expectTls(Kind.UNTRUSTED, "is not signed by an authority that this station trusts");
  }

  @Test
  void a_certificate_for_another_name_is_not_believed_OCPP_SE_05() {
    serve(authority.issue("elsewhere.example"));
    connect("localhost");
    expectTls(Kind.UNTRUSTED, "is for another name than \"localhost\"");
  }

  @Test
  void a_certificate_for_another_address_is_not_believed_OCPP_SE_05() {
    serve(authority.issue("localhost"));
    connect("127.0.0.1");
    expectTls(Kind.UNTRUSTED, "is for another name than \"127.0.0.1\"");
  }

  @Test
  void an_expired_certificate_is_not_believed_OCPP_SE_07() {
    serve(authority.issueExpired("localhost"));
    connect("localhost");
    expectTls(Kind.UNTRUSTED, "has expired");
  }

  @Test
  void a_certificate_of_the_future_is_not_believed_OCPP_SE_07() {
    serve(authority.issueNotYetValid("localhost"));
    connect("localhost");
    expectTls(Kind.UNTRUSTED, "is not valid yet");
  }

  @Test
  void a_server_that_shares_no_cipher_suite_is_told_OCPP_SE_07() {
    serve(
        authority.issue("localhost"),
        engine -> {
          engine.setEnabledProtocols(new String[] {"TLSv1.2"});
          // For a key that this server does not have.
          engine.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
        });
    connect("localhost");
    expectTls(Kind.WEAK_TLS, "shares no cipher suite");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384"
      })
  void each_suite_that_keeps_its_secrets_is_spoken_OCPP_SE_06(String suite) {
    serve(
        suite.contains("ECDHE_RSA")
            ? authority.issueRsa("localhost")
            : authority.issue("localhost"),
        engine -> engine.setEnabledCipherSuites(new String[] {suite}));
    connect("localhost");
    server.visitor().accept();
    ear.expect("up");
  }

  @Test
  void no_suite_but_the_white_papers_and_those_of_tls_1_3_is_offered_OCPP_SE_06() throws Exception {
    List<String> offered = new Trust(authorities, null).context(Tls.OPEN, null).cipherSuites();
    assertThat(offered)
        .contains(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")
        .allMatch(suite -> suite.matches("TLS_(ECDHE_(ECDSA|RSA)_WITH_)?AES_\\d+_GCM_SHA\\d+"));
  }

  @Test
  void a_server_that_speaks_tls_1_2_is_believed_OCPP_SE_05() {
    serve(
        authority.issue("localhost"),
        engine -> engine.setEnabledProtocols(new String[] {"TLSv1.2"}));
    connect("localhost");
    server.visitor().accept();
    ear.expect("up");
  }

  @Test
  void a_server_with_only_an_old_tls_is_told_OCPP_SE_07() throws IOException {
    // The JDK no longer speaks TLS 1.0, so this is a server's answer to our hello, byte for byte:
    // the
    // alert protocol_version.
    byte[] alert = {0x15, 0x03, 0x01, 0, 2, 2, 70};
    expectAfterHello(alert, Kind.OLD_TLS, "offers no TLS 1.2 or 1.3");
  }

  @Test
  void a_server_without_tls_is_told() throws IOException {
    byte[] http = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    expectAfterHello(http, Kind.TLS, "does not speak TLS");
  }

  @Test
  void a_connection_cut_during_the_tls_handshake_proves_nothing_about_tls() throws IOException {
    expectAfterHello(new byte[0], Kind.CLOSED, "cut the connection during the TLS handshake");
  }

  @Test
  void a_server_that_never_answers_the_tls_handshake_is_given_up() throws IOException {
    links.close();
    links = links(authorities, Duration.ofMillis(300));
    link = links.link();
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      connect("127.0.0.1", silent.getLocalPort());
      Down down = ear.down();
      assertThat(down.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(down.sentence()).contains("did not finish the TLS handshake");
    }
  }

  @Test
  void a_file_of_authorities_that_holds_none_is_refused(@TempDir Path directory)
      throws IOException {
    Path empty = Files.writeString(directory.resolve("empty.pem"), "");
    Path garbage = Files.writeString(directory.resolve("garbage.pem"), "what is this");
    assertThatThrownBy(() -> NettyLinks.open(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no certificate authority: it must be a PEM file");
    assertThatThrownBy(() -> NettyLinks.open(garbage))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no certificate authority: it must be a PEM file");
    assertThatThrownBy(() -> NettyLinks.open(directory.resolve("missing.pem")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read");
  }

  private void expectTls(Kind kind, String sentence) {
    Down down = ear.down();
    assertThat(down.sentence()).contains(sentence);
    assertThat(down.kind()).isEqualTo(kind);
    ear.expectNothingMore();
  }

  /** A server that reads our hello, answers with these bytes and hangs up. */
  private void expectAfterHello(byte[] answer, Kind kind, String sentence) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      connect("127.0.0.1", listener.getLocalPort());
      try (Socket accepted = listener.accept()) {
        byte[] head = accepted.getInputStream().readNBytes(5);
        accepted.getInputStream().readNBytes(((head[3] & 0xff) << 8) | (head[4] & 0xff));
        accepted.getOutputStream().write(answer);
      }
      Down down = ear.down();
      assertThat(down.sentence()).contains(sentence);
      assertThat(down.kind()).isEqualTo(kind);
    }
  }

  private void connect(String host) {
    connect(host, server.port());
  }

  private void connect(String host, int port) {
    link.connect(Endpoint.of("wss://" + host + ":" + port + "/ocpp", "CP1", null), ear);
  }

  private void serve(Authority.Identity identity) {
    serve(identity, _ -> {});
  }

  private void serve(Authority.Identity identity, Consumer<SSLEngine> settings) {
    SSLContext context = identity.serverContext();
    Supplier<SSLEngine> engines =
        () -> {
          SSLEngine engine = context.createSSLEngine();
          engine.setUseClientMode(false);
          settings.accept(engine);
          return engine;
        };
    server = new UnrulyServer(engines);
  }

  private static NettyLinks links(Path authorities, Duration handshake) {
    return new NettyLinks(
        new Trust(authorities, null), new NettyLinks.Patience(LONG, handshake, LONG), 1);
  }
}
