package opencompact.host.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.ocpp.Authorize;
import opencompact.ocpp.CallErrorCode;
import opencompact.ocpp.ClearCache;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.GetConfiguration;
import opencompact.ocpp.UnlockConnector;
import opencompact.quantity.IdTag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final String GET = "[2,\"7\",\"GetConfiguration\",{}]";

  private final Line line = new Line();

  @BeforeEach
  void online() {
    line.online().fresh();
  }

  @Test
  void a_call_is_answered_while_ours_is_open_OCPP_TR_17_X_02() {
    line.ask(new Authorize.Request(new IdTag("A"))).says(GET);
    assertThat(line.answers).containsExactly("[3,\"7\",{\"unknownKey\":[\"x\"]}]");
    assertThat(line.view().outstanding()).isTrue();
  }

  @Test
  void the_answer_leaves_before_what_it_causes_OCPP_MS_37() {
    line.meanwhile = () -> line.backOffice.ask(new Authorize.Request(new IdTag("A")), line.turn);
    line.says(GET);
    List<String> frames =
        line.turn.commands().stream().map(Object::toString).map(c -> c.substring(0, 22)).toList();
    assertThat(frames).containsExactly("SendFrame[text=[3,\"7\",", "SendFrame[text=[2,\"" + id());
  }

  @Test
  void an_answer_that_takes_its_time_still_leaves_before_what_the_request_causes_OCPP_MS_37() {
    line.says = new Desk.Answer.Later();
    line.start(1).settle().answer(Line.polite(line.last(), 5, line.time())).fresh();
    line.says("[2,\"1\",\"UnlockConnector\",{\"connectorId\":1}]").stop(1).settle().later(4);
    assertThat(line.names()).isEmpty();
    line.turn(() ->
        line.backOffice.reply(
            "1", new UnlockConnector.Response(UnlockConnector.Status.UNLOCKED), line.turn));
    assertThat(line.answers).hasSize(1);
    assertThat(line.names()).containsExactly("StopTransaction");
  }

  private String id() {
    return line.heard.getLast().id().substring(0, 3);
  }

  @Test
  void calls_are_carried_out_one_at_a_time_OCPP_TR_18() {
    line.says = new Desk.Answer.Later();
    line.says("[2,\"1\",\"UnlockConnector\",{\"connectorId\":1}]");
    line.says = new Desk.Answer.Now(new GetConfiguration.Response(null, null));
    line.says(GET);
    assertThat(line.answers).isEmpty();
    assertThat(line.decided).hasSize(1);
    line.turn(() ->
        line.backOffice.reply(
            "1", new UnlockConnector.Response(UnlockConnector.Status.UNLOCKED), line.turn));
    assertThat(line.answers).containsExactly("[3,\"1\",{\"status\":\"Unlocked\"}]", "[3,\"7\",{}]");
  }

  @Test
  void a_duplicate_of_a_call_in_progress_is_a_protocol_error_OCPP_TR_16() {
    line.says = new Desk.Answer.Later();
    line.says(GET).says(GET);
    assertThat(line.answers).hasSize(1).first().asString().contains("\"7\",\"ProtocolError\"");
    assertThat(line.decided).hasSize(1);
  }

  @Test
  void a_duplicate_of_an_answered_call_gets_the_same_answer_again_OCPP_TR_16() {
    line.says(GET).says(GET);
    assertThat(line.answers).hasSize(2);
    assertThat(line.answers.getFirst()).isEqualTo(line.answers.getLast());
    assertThat(line.decided).hasSize(1);
    line.says = new Desk.Answer.Now(new ClearCache.Response(GenericStatus.ACCEPTED));
    line.says("[2,\"7\",\"ClearCache\",{}]");
    assertThat(line.decided).hasSize(2);
  }

  @Test
  void only_the_last_32_answers_are_kept_and_none_over_a_reconnect_OCPP_TR_16() {
    line.says(GET);
    for (int i = 100; i < 132; i++) {
      line.says("[2,\"" + i + "\",\"GetConfiguration\",{}]");
    }
    line.says(GET);
    assertThat(line.decided).hasSize(34);
    line.says("[2,\"101\",\"GetConfiguration\",{}]");
    assertThat(line.decided).as("the 32nd is still known").hasSize(34);
    line.down().connect().says(GET);
    assertThat(line.decided).hasSize(35);
  }

  @Test
  void a_reply_after_the_connection_was_lost_goes_nowhere() {
    line.says = new Desk.Answer.Later();
    line.says(GET).down().connect();
    line.turn(
        () -> line.backOffice.reply("7", new GetConfiguration.Response(null, null), line.turn));
    assertThat(line.answers).isEmpty();
  }

  @Test
  void a_decision_that_never_comes_does_not_stop_the_conversation_OCPP_TR_18() {
    line.says = new Desk.Answer.Later();
    line.says(GET).later(30);
    assertThat(line.answers).hasSize(1).first().asString().contains("InternalError");
  }

  @Test
  void whoever_asks_faster_than_can_be_answered_hears_a_generic_error_OCPP_TR_33() {
    line.says = new Desk.Answer.Later();
    for (int i = 0; i <= 32; i++) {
      line.says("[2,\"" + i + "\",\"UnlockConnector\",{\"connectorId\":1}]");
    }
    assertThat(line.answers).isEmpty();
    line.says(GET.replace("7", "more"));
    assertThat(line.answers).hasSize(1).first().asString().contains("\"more\",\"GenericError\"");
    assertThat(line.backOffice.online()).isTrue();
  }

  @Test
  void the_desk_may_refuse_with_a_code() {
    line.says = new Desk.Answer.Refused(CallErrorCode.SECURITY_ERROR, "Not now");
    line.says(GET);
    assertThat(line.answers).containsExactly("[4,\"7\",\"SecurityError\",\"Not now\",{}]");
  }

  @Test
  void messages_that_are_not_spoken_are_not_supported_OCPP_TR_25_OCPP_SE_45() {
    line.set("c_SecurityMessages", "false");
    line.says("[2,\"8\",\"GetLog\",{}]").says("[2,\"9\",\"SignedUpdateFirmware\",{}]");
    assertThat(line.answers).hasSize(2).allMatch(text -> text.contains("\"NotSupported\""));
    assertThat(line.decided).isEmpty();
  }

  @Test
  void malformed_calls_get_their_code_and_the_connection_survives_OCPP_TR_21_to_28_X_01() {
    line.says("nonsense")
        .says("[2,\"1\",\"NoSuchThing\",{}]")
        .says("[2,\"2\",\"UnlockConnector\",{}]")
        .says("[2,\"3\",\"UnlockConnector\",{\"connectorId\":\"1\"}]")
        .says("[5,\"4\",{}]")
        .says("[3,\"unknown\",{}]");
    assertThat(line.answers).hasSize(3);
    assertThat(line.answers.get(0)).contains("NotImplemented");
    assertThat(line.answers.get(1)).contains("OccurenceConstraintViolation");
    assertThat(line.answers.get(2)).contains("TypeConstraintViolation");
    assertThat(line.backOffice.online()).isTrue();
  }
}
