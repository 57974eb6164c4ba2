package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import opencompact.host.uplink.BackOfficeLink;
import opencompact.host.uplink.BackOfficeLink.Down;
import opencompact.host.uplink.BackOfficeLink.Down.Kind;
import opencompact.host.uplink.Endpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The station's end of the WebSocket against a server that breaks every rule on demand. */
@Timeout(60)
class NettyLinkTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final UnrulyServer server = new UnrulyServer();
  private NettyLinks links = patient(LONG, LONG, LONG);
  private BackOfficeLink link = links.link();
  private final Ear ear = new Ear();

  @AfterEach
  void close() {
    server.close();
    link.close();
    links.close();
  }

  @Test
  void a_frame_goes_out_and_the_answer_comes_in_OCPP_TR_01() {
    UnrulyServer.Visitor visitor = open();
    link.send("[2,\"1\",\"Heartbeat\",{}]");
    assertThat(visitor.heard()).isEqualTo("text [2,\"1\",\"Heartbeat\",{}]");
    visitor.text("[3,\"1\",{}] ü€😀");
    ear.expect("frame [3,\"1\",{}] ü€😀");
  }

  @Test
  void the_handshake_offers_ocpp1_6_and_the_password_at_once_and_nothing_else_OCPP_TR_04_06_09() {
    byte[] password = {0, (byte) 0xff, 'a', ':'};
    link.connect(endpoint("RDAM 12/3", password), ear);
    UnrulyServer.Visitor visitor = server.visitor();

    assertThat(visitor.uri()).isEqualTo("/ocpp/RDAM%2012%2F3?site=1");
    assertThat(visitor.headers().getAll("Sec-WebSocket-Protocol")).containsExactly("ocpp1.6");
    assertThat(visitor.headers().get("Sec-WebSocket-Version")).isEqualTo("13");
    assertThat(visitor.headers().get("Host")).isEqualTo("127.0.0.1:" + server.port());
    assertThat(visitor.headers().contains("Sec-WebSocket-Extensions")).isFalse();
    assertThat(visitor.headers().contains("Origin")).isFalse();
    byte[] sent =
        Base64.getDecoder()
            .decode(visitor.headers().get("Authorization").substring("Basic ".length()));
    assertThat(sent).startsWith("RDAM 12/3:".getBytes(StandardCharsets.UTF_8)).endsWith(password);
  }

  @Test
  void no_password_is_sent_where_there_is_none_OCPP_TR_07() {
    link.connect(endpoint(), ear);
    assertThat(server.visitor().headers().contains("Authorization")).isFalse();
  }

  @Test
  void a_server_that_chooses_no_sub_protocol_is_closed_with_1002_OCPP_TR_04() {
    link.connect(endpoint(), ear);
    UnrulyServer.Visitor visitor = server.visitor().accept(null);

    Down down = ear.down();
    assertThat(down.kind()).isEqualTo(Kind.WRONG_PROTOCOL);
    assertThat(down.httpStatus()).isEqualTo(101);
    assertThat(down.sentence())
        .isEqualTo(
            where()
                + " chose no sub-protocol instead of ocpp1.6: check that the address leads to an"
                + " OCPP 1.6 JSON server.");
    assertThat(visitor.heard()).startsWith("close 1002");
    ear.expectNothingMore();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ocpp2.0.1", "OCPP1.6", "ocpp1.6, ocpp2.0"})
  void a_server_that_chooses_another_sub_protocol_is_closed_with_1002_OCPP_TR_04(String other) {
    link.connect(endpoint(), ear);
    UnrulyServer.Visitor visitor = server.visitor().accept(other);

    assertThat(ear.down().kind()).isEqualTo(Kind.WRONG_PROTOCOL);
    assertThat(visitor.heard()).startsWith("close 1002");
  }

  @Test
  void a_wrong_accept_key_is_no_handshake() {
    link.connect(endpoint(), ear);
    server.visitor().acceptWrongly();

    Down down = ear.down();
    assertThat(down.kind()).isEqualTo(Kind.WRONG_PROTOCOL);
    assertThat(down.sentence()).contains("answered the WebSocket handshake wrongly");
  }

  @Test
  void a_refused_password_says_so_OCPP_TR_05() {
    link.connect(endpoint("CP1", new byte[] {1}), ear);
    UnrulyServer.Visitor visitor = server.visitor();
    visitor.refuse(401, "WWW-Authenticate", "Basic");

    assertThat(ear.down())
        .isEqualTo(
            new Down(
                Kind.REFUSED,
                401,
                0,
                where()
                    + " did not accept the password of \"CP1\" (HTTP 401): check identity and"
                    + " password."));
    assertThat(visitor.heard()).isEqualTo("end");
  }

  @Test
  void a_missing_password_says_so_OCPP_TR_05() {
    link.connect(endpoint(), ear);
    server.visitor().refuse(401);
    assertThat(ear.down().sentence())
        .isEqualTo(where() + " asks \"CP1\" for a password (HTTP 401): set one.");
  }

  @Test
  void an_unknown_identity_says_so_OCPP_TR_05() {
    link.connect(endpoint(), ear);
    server.visitor().refuse(404);
    Down down = ear.down();
    assertThat(down.kind()).isEqualTo(Kind.REFUSED);
    assertThat(down.httpStatus()).isEqualTo(404);
    assertThat(down.sentence()).startsWith(where() + " does not know \"CP1\" at this address");
  }

  @Test
  void the_servers_wish_for_patience_is_passed_on_OCPP_TR_05() {
    link.connect(endpoint(), ear);
    server.visitor().refuse(503, "Retry-After", "120");
    assertThat(ear.down().retryAfterSeconds()).isEqualTo(120);

    link.connect(endpoint(), ear);
    server
        .visitor()
        .refuse(
            503,
            "Retry-After",
            "Wed, 21 Oct 2026 07:28:30 GMT",
            "Date",
            "Wed, 21 Oct 2026 07:28:00 GMT");
    assertThat(ear.down().retryAfterSeconds()).isEqualTo(30);

    link.connect(endpoint(), ear);
    server.visitor().refuse(503, "Retry-After", "soon");
    assertThat(ear.down().retryAfterSeconds()).isZero();
  }

  @Test
  void a_redirect_is_told_and_not_followed_OCPP_TR_05() {
    link.connect(endpoint(), ear);
    server.visitor().refuse(302, "Location", "ws://127.0.0.1:" + server.port() + "/elsewhere");

    Down down = ear.down();
    assertThat(down.httpStatus()).isEqualTo(302);
    assertThat(down.sentence()).contains("/elsewhere").contains("not followed");
  }

  @Test
  void a_message_in_fragments_is_put_together_with_pings_in_between_OCPP_TR_08_P_14() {
    UnrulyServer.Visitor visitor = open();
    byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
    visitor.say(
        new TextWebSocketFrame(false, 0, bytes("[3,\"1\",{\"a\":\"")),
        new PingWebSocketFrame(bytes("are you there")),
        // Even within one character.
        new ContinuationWebSocketFrame(false, 0, Unpooled.wrappedBuffer(euro, 0, 1)),
        new ContinuationWebSocketFrame(false, 0, Unpooled.wrappedBuffer(euro, 1, 2)),
        new ContinuationWebSocketFrame(true, 0, bytes("\"}]")));

    ear.expect("pong", "frame [3,\"1\",{\"a\":\"€\"}]");
    assertThat(visitor.heard()).isEqualTo("pong are you there");
  }

  @Test
  void binary_messages_are_ignored_whole_or_in_fragments_OCPP_TR_08() {
    UnrulyServer.Visitor visitor = open();
    visitor.binary(new byte[] {1, 2, 3});
    visitor.say(
        new BinaryWebSocketFrame(false, 0, bytes("x")),
        new ContinuationWebSocketFrame(true, 0, bytes("y")));
    visitor.text("[]");
    ear.expect("frame []");
  }

  @Test
  void the_largest_message_is_taken_OCPP_TR_08() {
    UnrulyServer.Visitor visitor = open();
    String largest = "x".repeat(Connection.LARGEST_MESSAGE);
    visitor.text(largest);
    ear.expect("frame " + largest);
  }

  @Test
  void a_larger_frame_is_closed_with_1009_OCPP_TR_08() {
    UnrulyServer.Visitor visitor = open();
    visitor.text("x".repeat(Connection.LARGEST_MESSAGE + 1));

    Down down = ear.down();
    assertThat(down.kind()).isEqualTo(Kind.ENDED);
    assertThat(down.sentence()).contains("256 KiB").contains("1009");
    assertThat(visitor.heard()).startsWith("close 1009");
    assertThat(visitor.heard()).isEqualTo("end");
    ear.expectNothingMore();
  }

  @Test
  void a_larger_message_of_small_fragments_is_closed_with_1009_OCPP_TR_08() {
    UnrulyServer.Visitor visitor = open();
    visitor.say(new TextWebSocketFrame(false, 0, bytes("x".repeat(200_000))));
    visitor.say(new ContinuationWebSocketFrame(false, 0, bytes("x".repeat(62_144))));
    visitor.say(new ContinuationWebSocketFrame(true, 0, bytes("x")));
    visitor.text("too late");

    assertThat(ear.down().kind()).isEqualTo(Kind.ENDED);
    assertThat(visitor.heard()).startsWith("close 1009");
    assertThat(visitor.heard()).isEqualTo("end");
    ear.expectNothingMore();
  }

  @Test
  void a_text_that_is_not_utf_8_is_closed_with_1007_OCPP_TR_10() {
    UnrulyServer.Visitor visitor = open();
    visitor.say(
        new TextWebSocketFrame(
            true, 0, Unpooled.wrappedBuffer(new byte[] {'[', (byte) 0xc3, ']'})));

    Down down = ear.down();
    assertThat(down.kind()).isEqualTo(Kind.ENDED);
    assertThat(down.sentence()).contains("not UTF-8").contains("1007");
    assertThat(visitor.heard()).startsWith("close 1007");
    ear.expectNothingMore();
  }

  @Test
  void a_frame_with_reserved_bits_is_closed_with_1002() {
    UnrulyServer.Visitor visitor = open();
    visitor.raw(new byte[] {(byte) 0xc1, 1, 'x'});

    Down down = ear.down();
    assertThat(down.kind()).isEqualTo(Kind.ENDED);
    assertThat(down.sentence()).contains("broke the rules of WebSocket").contains("1002");
    assertThat(visitor.heard()).startsWith("close 1002");
  }

  @Test
  void a_ping_of_ours_is_answered_OCPP_TR_38() {
    UnrulyServer.Visitor visitor = open();
    link.ping();
    assertThat(visitor.heard()).isEqualTo("ping");
    visitor.say(new PongWebSocketFrame());
    ear.expect("pong");
  }

  @Test
  void a_goodbye_of_the_servers_is_answered_and_told_OCPP_TR_45() {
    UnrulyServer.Visitor visitor = open();
    visitor.close(1001, "maintenance\nat night");

    Down down = ear.down();
    assertThat(down.kind()).isEqualTo(Kind.CLOSED);
    assertThat(down.sentence())
        .isEqualTo(where() + " closed the connection (code 1001: maintenance at night).");
    assertThat(visitor.heard()).isEqualTo("close 1001");
    assertThat(visitor.heard()).isEqualTo("end");
    ear.expectNothingMore();
  }

  @Test
  void a_cut_connection_is_told_OCPP_TR_45() {
    UnrulyServer.Visitor visitor = open();
    visitor.cut();
    assertThat(ear.down())
        .isEqualTo(
            new Down(Kind.CLOSED, 0, 0, where() + " cut the connection without saying goodbye."));
  }

  @Test
  void a_connection_cut_before_the_answer_is_told() {
    link.connect(endpoint(), ear);
    server.visitor().cut();
    Down down = ear.down();
    assertThat(down.kind()).isEqualTo(Kind.CLOSED);
    assertThat(down.sentence())
        .contains("cut the connection before it answered")
        .contains("wss://");
  }

  @Test
  void something_that_is_not_http_is_told() {
    link.connect(endpoint(), ear);
    server.visitor().raw("SSH-2.0-OpenSSH_9.2\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    Down down = ear.down();
    assertThat(down.kind()).isEqualTo(Kind.REFUSED);
    assertThat(down.sentence()).contains("something that is not HTTP");
  }

  @Test
  void a_server_that_never_answers_is_given_up() {
    hurry(LONG, SHORT, LONG);
    link.connect(endpoint(), ear);
    UnrulyServer.Visitor visitor = server.visitor();
    Down down = ear.down();
    assertThat(down.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(down.sentence()).contains("WebSocket handshake within 300 milliseconds");
    assertThat(visitor.heard()).isEqualTo("end");
  }

  @Test
  void a_port_where_nobody_listens_is_told() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    link.connect(Endpoint.of("ws://127.0.0.1:" + port, "CP1", null), ear);
    assertThat(ear.down())
        .isEqualTo(
            new Down(
                Kind.UNREACHABLE,
                0,
                0,
                "Nothing listens at 127.0.0.1:"
                    + port
                    + ": check host and port of the back-office address."));
  }

  @Test
  void a_name_that_does_not_exist_is_told() {
    link.connect(Endpoint.of("ws://no-such-host.invalid/ocpp", "CP1", null), ear);
    Down down = ear.down();
    assertThat(down.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(down.sentence()).startsWith("The name \"no-such-host.invalid\" cannot be resolved");
  }

  @Test
  void a_host_that_takes_no_connection_is_given_up() throws IOException {
    hurry(SHORT, LONG, LONG);
    // Linux drops what comes when the queue of a listener that accepts nothing is full.
    List<Socket> callers = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort());
      for (int i = 0; i < 4; i++) {
        SocketChannel caller = SocketChannel.open();
        caller.configureBlocking(false);
        caller.connect(address);
        callers.add(caller.socket());
      }
      link.connect(Endpoint.of("ws://127.0.0.1:" + address.getPort(), "CP1", null), ear);
      Down down = ear.down();
      assertThat(down.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(down.sentence()).contains("did not answer within 300 milliseconds");
    } finally {
      for (Socket caller : callers) {
        caller.close();
      }
    }
  }

  @Test
  void localhost_is_reached_whatever_address_it_has() {
    link.connect(Endpoint.of("ws://localhost:" + server.port() + "/ocpp", "CP1", null), ear);
    server.visitor().accept();
    ear.expect("up");
  }

  @Test
  void disconnecting_says_goodbye_and_tells_when_it_is_over_OCPP_TR_44() {
    UnrulyServer.Visitor visitor = open();
    link.disconnect(1000, "reset");
    link.send("too late");
    assertThat(visitor.heard()).isEqualTo("close 1000 reset");
    assertThat(visitor.heard()).isEqualTo("end");
    assertThat(ear.down())
        .isEqualTo(
            new Down(
                Kind.ENDED, 0, 0, "This station closed the connection to " + where() + ": reset"));
    link.disconnect(1000, "again");
    link.send("nobody hears");
    ear.expectNothingMore();
  }

  @Test
  void what_the_server_said_before_its_own_goodbye_is_still_heard_OCPP_TR_44() {
    UnrulyServer.Visitor visitor = open();
    visitor.deaf();
    link.disconnect(1001, "reboot");
    visitor.text("[3,\"7\",{}]");
    ear.expect("frame [3,\"7\",{}]");
    visitor.hearing();
    assertThat(ear.down().kind()).isEqualTo(Kind.ENDED);
  }

  @Test
  void a_server_that_ignores_the_goodbye_is_cut_OCPP_TR_44() {
    hurry(LONG, LONG, SHORT);
    UnrulyServer.Visitor visitor = open();
    visitor.deaf();
    link.disconnect(1000, "reset");
    assertThat(ear.down().kind()).isEqualTo(Kind.ENDED);
  }

  @Test
  void a_dead_server_with_a_backlog_is_cut_OCPP_TR_44() {
    hurry(LONG, LONG, SHORT);
    UnrulyServer.Visitor visitor = open();
    visitor.deaf();
    String frame = "x".repeat(60_000);
    for (int i = 0; i < 400; i++) {
      link.send(frame);
    }
    link.disconnect(1000, "reset");
    assertThat(ear.down().kind()).isEqualTo(Kind.ENDED);
  }

  @Test
  void a_large_backlog_arrives_before_the_goodbye_OCPP_TR_44() {
    UnrulyServer.Visitor visitor = open();
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
  void closing_everything_still_delivers_what_was_handed_over() {
    UnrulyServer.Visitor visitor = open();
    link.send("[3,\"9\",{\"status\":\"Accepted\"}]");
    link.close();
    links.close();
    assertThat(visitor.heard()).isEqualTo("text [3,\"9\",{\"status\":\"Accepted\"}]");
    assertThat(visitor.heard()).isEqualTo("close 1001 going away");
    assertThat(visitor.heard()).isEqualTo("end");
    ear.expectNothingMore();
    link.send("nobody hears");
    assertThatThrownBy(() -> link.connect(endpoint(), ear))
        .hasMessageContaining("links are closed");
  }

  @Test
  void connecting_anew_drops_the_old_connection_silently() {
    UnrulyServer.Visitor old = open();
    Ear second = new Ear();
    link.connect(endpoint(), second);
    UnrulyServer.Visitor fresh = server.visitor().accept();
    second.expect("up");
    old.text("from the past");
    assertThat(old.heard()).isEqualTo("close 1001 going away");
    assertThat(old.heard()).isEqualTo("end");
    link.send("[1]");
    assertThat(fresh.heard()).isEqualTo("text [1]");
    ear.expectNothingMore();
  }

  @Test
  void connecting_anew_drops_an_attempt_silently() {
    link.connect(endpoint(), ear);
    UnrulyServer.Visitor old = server.visitor();
    Ear second = new Ear();
    link.connect(endpoint(), second);
    server.visitor().accept();
    second.expect("up");
    assertThat(old.heard()).isEqualTo("end");
    ear.expectNothingMore();
  }

  @Test
  void a_listener_may_connect_again_from_within_down_OCPP_TR_45() {
    Ear second = new Ear();
    link.connect(
        endpoint(),
        new BackOfficeLink.Listener() {
          @Override
          public void up() {}

          @Override
          public void frame(String text) {}

          @Override
          public void pong() {}

          @Override
          public void down(Down why) {
            link.connect(endpoint(), second);
          }
        });
    server.visitor().refuse(500);
    server.visitor().accept();
    second.expect("up");
  }

  @Test
  void an_attempt_can_be_called_off() {
    link.connect(endpoint(), ear);
    UnrulyServer.Visitor visitor = server.visitor();
    link.disconnect(1000, "switched off");
    assertThat(ear.down().kind()).isEqualTo(Kind.ENDED);
    assertThat(visitor.heard()).isEqualTo("end");
  }

  @Test
  void without_a_connection_nothing_happens() {
    link.send("[]");
    link.ping();
    link.disconnect(1000, "");
    link.close();
    ear.expectNothingMore();
  }

  @Test
  void a_close_code_that_may_not_be_sent_is_refused() {
    assertThatThrownBy(() -> link.disconnect(1006, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("1006 is no WebSocket close code that may be sent");
  }

  @Test
  void a_long_reason_for_closing_is_cut_between_characters() {
    UnrulyServer.Visitor visitor = open();
    link.disconnect(1000, "😀".repeat(50));
    assertThat(visitor.heard()).isEqualTo("close 1000 " + "😀".repeat(30));
  }

  @Test
  void many_threads_may_send_at_once() throws InterruptedException {
    UnrulyServer.Visitor visitor = open();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = "sender " + i + " ";
      senders.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int n = 0; n < 50; n++) {
                  link.send(name + n);
                }
              }));
    }
    List<String> heard = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      heard.add(visitor.heard());
    }
    for (int i = 0; i < 8; i++) {
      String name = "text sender " + i + " ";
      List<String> own = heard.stream().filter(text -> text.startsWith(name)).toList();
      assertThat(own).hasSize(50);
      assertThat(own.getLast()).isEqualTo(name + 49);
    }
    for (Thread sender : senders) {
      sender.join();
    }
  }

  private UnrulyServer.Visitor open() {
    link.connect(endpoint(), ear);
    UnrulyServer.Visitor visitor = server.visitor().accept();
    ear.expect("up");
    return visitor;
  }

  private Endpoint endpoint() {
    return endpoint("CP1", null);
  }

  private Endpoint endpoint(String identity, byte[] password) {
    return Endpoint.of("ws://" + where() + "/ocpp?site=1", identity, password);
  }

  private String where() {
    return "127.0.0.1:" + server.port();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  private void hurry(Duration connect, Duration handshake, Duration close) {
    links.close();
    links = patient(connect, handshake, close);
    link = links.link();
  }

  private static NettyLinks patient(Duration connect, Duration handshake, Duration close) {
    return new NettyLinks(
        new Trust(null, null), new NettyLinks.Patience(connect, handshake, close), 1);
  }
}
