package opencompact.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the station makes of the texts that arrive (OCPP-TR-11 to OCPP-TR-37). */
class FramesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no JSON",
        "{}",
        "[]",
        "null",
        "2",
        "[2",
        "[2]",
        "[2,\"\",\"Reset\",{\"type\":\"Soft\"}]",
        "[2,17,\"Reset\",{\"type\":\"Soft\"}]",
        "[2,null,\"Reset\",{\"type\":\"Soft\"}]",
        "[\"2\",\"1\",\"Reset\",{\"type\":\"Soft\"}]",
        "[2,\"1\",\"Reset\",{\"type\":\"Soft\"}",
        "[2,\"1\",\"Reset\",{\"type\":\"Soft\"}] more",
        "[2,\"1\",\"Reset\",{\"type\":\"Soft\"}][]",
        "[2,\"1\",\"Reset\",{\"type\":5, broken}]",
        "[2,\"1\",\"Nonsense\",{broken}]",
        "[2,\"1\",\"Reset\",{'type':'Soft'}]",
        "[99999999999999999999,\"1\",\"Reset\",{}]"
      })
  void OCPP_TR_21_a_text_that_leaves_nobody_to_answer_is_ignored(String text) {
    assertThat(parse(text)).isInstanceOf(Incoming.Ignored.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          OCPP-TR-22 | [2,"1"]                                               | FormationViolation
          OCPP-TR-22 | [2,"1","Heartbeat"]                                   | FormationViolation
          OCPP-TR-22 | [2,"1","ClearCache"]                                  | FormationViolation
          OCPP-TR-22 | [2,"1","ClearCache",{},{}]                            | FormationViolation
          OCPP-TR-22 | [2,"1","Reset",{"type":"Lukewarm"},1]                 | FormationViolation
          OCPP-TR-22 | [2,"1",5,{}]                                          | FormationViolation
          OCPP-TR-22 | [2,"1",{"a":[1]},{}]                                  | FormationViolation
          OCPP-TR-22 | [2,"1","ClearCache",[]]                               | FormationViolation
          OCPP-TR-22 | [2,"1","ClearCache","{}"]                             | FormationViolation
          OCPP-TR-22 | [2,"1","Nonsense",[[1],{}]]                           | FormationViolation
          OCPP-TR-24 | [2,"1","Nonsense",{"a":{"b":[1,2]}}]                  | NotImplemented
          OCPP-TR-24 | [2,"1","reset",{"type":"Soft"}]                       | NotImplemented
          OCPP-TR-24 | [2,"1","",{}]                                         | NotImplemented
          OCPP-TR-25 | [2,"1","BootNotification",{}]                         | NotSupported
          OCPP-TR-25 | [2,"1","Heartbeat",{}]                                | NotSupported
          OCPP-TR-25 | [2,"1","GetDiagnostics",{"location":5}]               | NotSupported
          OCPP-TR-26 | [2,"1","Reset",{}]                                    | OccurenceConstraintViolation
          OCPP-TR-26 | [2,"1","Reset",null]                                  | OccurenceConstraintViolation
          OCPP-TR-26 | [2,"1","ChangeConfiguration",{"key":"a"}]             | OccurenceConstraintViolation
          OCPP-TR-27 | [2,"1","UnlockConnector",{"connectorId":"1"}]         | TypeConstraintViolation
          OCPP-TR-27 | [2,"1","UnlockConnector",{"connectorId":1.5}]         | TypeConstraintViolation
          OCPP-TR-27 | [2,"1","UnlockConnector",{"connectorId":1.0}]         | TypeConstraintViolation
          OCPP-TR-27 | [2,"1","UnlockConnector",{"connectorId":null}]        | TypeConstraintViolation
          OCPP-TR-27 | [2,"1","UnlockConnector",{"connectorId":{"a":[1]}}]   | TypeConstraintViolation
          OCPP-TR-27 | [2,"1","ChangeConfiguration",{"key":5,"value":"1"}]   | TypeConstraintViolation
          OCPP-TR-27 | [2,"1","RemoteStartTransaction",{"idTag":"123456789012345678901"}] | TypeConstraintViolation
          OCPP-TR-27 | [2,"1","GetConfiguration",{"key":"a"}]                | TypeConstraintViolation
          OCPP-TR-27 | [2,"1","GetConfiguration",{"key":[1]}]                | TypeConstraintViolation
          OCPP-TR-27 | [2,"1","TriggerMessage",{"requestedMessage":5}]       | TypeConstraintViolation
          OCPP-TR-28 | [2,"1","Reset",{"type":"Lukewarm"}]                   | PropertyConstraintViolation
          OCPP-TR-28 | [2,"1","Reset",{"type":"soft"}]                       | PropertyConstraintViolation
          OCPP-TR-28 | [2,"1","RemoteStartTransaction",{"idTag":""}]         | PropertyConstraintViolation
          OCPP-TR-28 | [2,"1","UnlockConnector",{"connectorId":2147483648}]  | PropertyConstraintViolation
          OCPP-TR-28 | [2,"1","RemoteStopTransaction",{"transactionId":9223372036854775807}] | PropertyConstraintViolation
          OCPP-TR-28 | [2,"1","RemoteStopTransaction",{"transactionId":99999999999999999999999}] | PropertyConstraintViolation
          OCPP-TR-28 | [2,"1","GetCompositeSchedule",{"connectorId":1,"duration":9,"chargingRateUnit":"VA"}] | PropertyConstraintViolation
          OCPP-TR-28 | [2,"1","ReserveNow",{"connectorId":1,"expiryDate":"tomorrow","idTag":"A","reservationId":1}] | PropertyConstraintViolation
          """)
  void a_bad_call_is_refused_with_the_code_of_its_row(String row, String text, String code) {
    Incoming incoming =
        Frames.parse(
            Side.CHARGE_POINT,
            text,
            _ -> null,
            operation -> operation.profile() != FeatureProfile.FIRMWARE_MANAGEMENT);

    assertThat(incoming).as(row).isInstanceOf(Incoming.Refused.class);
    Incoming.Refused refused = (Incoming.Refused) incoming;
    assertThat(refused.answer().id()).isEqualTo("1");
    assertThat(refused.answer().code().wire()).as(row + " " + refused.why()).isEqualTo(code);
    assertThat(refused.why()).isNotBlank();
  }

  @Test
  void OCPP_TR_23_an_id_of_37_characters_is_refused_and_echoed() {
    String id = "x".repeat(37);

    assertThat(parse("[2,\"" + id + "\",\"ClearCache\",{}]"))
        .isInstanceOfSatisfying(
            Incoming.Refused.class,
            refused -> {
              assertThat(refused.answer().id()).isEqualTo(id);
              assertThat(refused.answer().code()).isEqualTo(CallErrorCode.FORMATION_VIOLATION);
            });
    assertThat(parse("[2,\"" + "x".repeat(36) + "\",\"ClearCache\",{}]"))
        .isInstanceOf(Incoming.Call.class);
  }

  @Test
  void OCPP_DX_02_transferred_data_are_any_text_and_never_an_object() {
    String data = "\"vendorId\":\"V\",\"messageId\":\"M\",\"data\":";
    assertThat(why("DataTransfer", "{" + data + "{\"a\":1}}")).isEqualTo("data must be a string");
    assertThat(parse(transfer("V", "M", "{\\\"a\\\":1} \u00e9 " + "x".repeat(9000))))
        .isInstanceOf(Incoming.Call.class);
    assertThat(parse(transfer("V".repeat(255), "M".repeat(50), "")))
        .isInstanceOf(Incoming.Call.class);
    assertThat(parse(transfer("V".repeat(256), "M", ""))).isInstanceOf(Incoming.Refused.class);
    assertThat(parse(transfer("V", "M".repeat(51), ""))).isInstanceOf(Incoming.Refused.class);
  }

  private static String transfer(String vendor, String message, String data) {
    return "[2,\"1\",\"DataTransfer\",{\"vendorId\":\"%s\",\"messageId\":\"%s\",\"data\":\"%s\"}]"
        .formatted(vendor, message, data);
  }

  @Test
  void a_refusal_says_where_and_what_would_be_right() {
    assertThat(why("SetChargingProfile", profile("\"limit\":\"16\"")))
        .isEqualTo(
            "csChargingProfiles/chargingSchedule/chargingSchedulePeriod/0/limit must be a number");
    assertThat(why("SetChargingProfile", profile("\"numberPhases\":3")))
        .isEqualTo(
            "csChargingProfiles/chargingSchedule/chargingSchedulePeriod/0/limit is required");
    assertThat(why("Reset", "{\"type\":\"Warm\"}")).isEqualTo("type must be one of Hard, Soft");
    assertThat(why("Reset", "{}")).isEqualTo("type is required");
  }

  @Test
  void a_refusal_repeats_no_more_than_the_beginning_of_an_endless_action() {
    assertThat(why("x".repeat(100_000), "{}"))
        .isEqualTo("No action of OCPP 1.6 is called \"" + "x".repeat(50) + "...\"");
  }

  @Test
  void OCPP_TR_26_a_schedule_without_periods_has_too_few() {
    assertThat(
            why("SetChargingProfile", profile("\"limit\":16").replaceAll("\\[\\{.*?\\}\\]", "[]")))
        .endsWith("chargingSchedulePeriod must have at least 1 element");
  }

  @Test
  void OCPP_SC_07_a_limit_finer_than_a_tenth_is_rounded_down() {
    assertThat(limit("8.1")).isEqualTo(new Rate(81));
    assertThat(limit("16")).isEqualTo(Rate.of(16));
    assertThat(limit("15.99")).isEqualTo(new Rate(159));
    assertThat(limit("1.6E1")).isEqualTo(Rate.of(16));
    assertThat(limit("0.0")).isEqualTo(new Rate(0));
    assertThat(limit("-0.01")).isEqualTo(new Rate(-1));
    assertThat(limit("1e-999999999")).isEqualTo(new Rate(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1e999999999", "1e99999999999999", "214748364.8", "1e9"})
  void OCPP_TR_28_a_limit_of_absurd_size_is_refused_without_effort(String number) {
    assertThat(parse(call("SetChargingProfile", profile("\"limit\":" + number))))
        .isInstanceOfSatisfying(
            Incoming.Refused.class,
            refused ->
                assertThat(refused.answer().code())
                    .isEqualTo(CallErrorCode.PROPERTY_CONSTRAINT_VIOLATION));
  }

  @Test
  void OCPP_TR_12_a_null_payload_is_an_empty_one_where_nothing_is_required() {
    assertThat(parse("[2,\"1\",\"ClearCache\",null]"))
        .isEqualTo(new Incoming.Call("1", new ClearCache.Request(), List.of()));
    assertThat(parse(" [ 2 , \"1\" ,\n\"GetConfiguration\"\t, null ] "))
        .isEqualTo(new Incoming.Call("1", new GetConfiguration.Request(null), List.of()));
    assertThat(Frames.parse("[3,\"1\",null]", _ -> Operation.STATUS_NOTIFICATION))
        .isEqualTo(new Incoming.Result("1", new StatusNotification.Response(), List.of()));
  }

  @Test
  void OCPP_TR_29_a_property_that_the_schema_does_not_know_is_ignored_and_noted() {
    assertThat(parse(call("Reset", "{\"why\":{\"a\":[1,{}]},\"type\":\"Hard\"}")))
        .isEqualTo(
            new Incoming.Call(
                "1",
                new Reset.Request(ResetType.HARD),
                List.of("why is not a property of OCPP 1.6")));
  }

  @Test
  void OCPP_TM_04_an_unknown_trigger_is_left_to_the_status_of_the_answer() {
    assertThat(trigger("Nonsense").trigger()).isNull();
    assertThat(trigger("LogStatusNotification").trigger()).isNull();
    assertThat(trigger("MeterValues").trigger()).isEqualTo(MessageTrigger.METER_VALUES);
    assertThat(new ExtendedTriggerMessage.Request("LogStatusNotification", null).trigger())
        .isEqualTo(MessageTrigger.LOG_STATUS_NOTIFICATION);
    assertThat(new ExtendedTriggerMessage.Request("Nonsense", null).trigger()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,\"1\",\"Reset\",{}]",
        "[5,\"1\",{}]",
        "[-3,\"1\",{}]",
        "[3,\"other\",{}]",
        "[4,\"other\",\"GenericError\",\"\",{}]",
        "[3,\"other\",5]"
      })
  void OCPP_TR_15_unknown_types_and_answers_that_nobody_waits_for_are_ignored(String text) {
    assertThat(Frames.parse(text, id -> id.equals("1") ? Operation.HEARTBEAT : null))
        .isInstanceOf(Incoming.Ignored.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      emptyValue = "",
      textBlock =
          """
          [4,"1","GenericError","no",{}]              | GenericError        | no
          [4,"1","GenericError","no"]                 | GenericError        | no
          [4,"1","GenericError"]                      | GenericError        | ~~
          [4,"1"]                                     | ~~                  | ~~
          [4,"1","FormatViolation","2.x",{"a":1}]     | FormatViolation     | 2.x
          [4,"1","RpcFrameworkError","",{},"more"]    | RpcFrameworkError   | ~~
          [4,"1",500,null,null]                       | 500                 | ~~
          [4,"1",{"a":[1]},["x"],{}]                  | ~~                  | ~~
          """)
  void OCPP_TR_12_TR_35_any_call_error_is_taken_OCPP_P_18(
      String text, String code, String description) {
    assertThat(Frames.parse(text, _ -> Operation.HEARTBEAT))
        .isEqualTo(new Incoming.Error("1", code, description));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          HEARTBEAT         | [3,"1",{}]                                            | currentTime is required
          HEARTBEAT         | [3,"1",{"currentTime":null}]                          | currentTime is required
          HEARTBEAT         | [3,"1",{"currentTime":5}]                             | currentTime must be a string
          HEARTBEAT         | [3,"1"]                                               | The third element of a CALLRESULT must be an object
          HEARTBEAT         | [3,"1",[]]                                            | The third element of a CALLRESULT must be an object
          START_TRANSACTION | [3,"1",{"transactionId":1}]                           | idTagInfo is required
          START_TRANSACTION | [3,"1",{"idTagInfo":{},"transactionId":1}]            | idTagInfo/status is required
          START_TRANSACTION | [3,"1",{"idTagInfo":{"status":"Accepted"},"transactionId":9223372036854775807}] | transactionId must be an integer of 32 bits
          START_TRANSACTION | [3,"1",{"idTagInfo":{"status":"Accepted"},"transactionId":"7"}] | transactionId must be an integer
          """)
  void OCPP_TR_36_P_55_an_answer_without_what_is_needed_cannot_be_used(
      Operation asked, String text, String why) {
    assertThat(Frames.parse(text, _ -> asked)).isEqualTo(new Incoming.BadResult("1", why));
  }

  @Test
  void OCPP_TR_36_what_is_not_needed_and_not_readable_counts_as_absent() {
    String text =
        """
        [3,"1",{"idTagInfo":{"expiryDate":"never","parentIdTag":"","status":"Accepted","x":1},
        "transactionId":7.0,"idToken":null},"more"]\
        """;
    Incoming incoming = Frames.parse(text, _ -> Operation.START_TRANSACTION);

    assertThat(incoming)
        .isInstanceOfSatisfying(
            Incoming.Result.class,
            result -> {
              assertThat(result.response())
                  .isEqualTo(
                      new StartTransaction.Response(IdTagInfo.of(AuthorizationStatus.ACCEPTED), 7));
              assertThat(result.notes())
                  .hasSize(4)
                  .anyMatch(note -> note.startsWith("idTagInfo/expiryDate must be a date-time"));
            });
    assertThat(
            Frames.parse(
                "[3,\"1\",{\"idTagInfo\":{\"status\":[[]]}}]", _ -> Operation.STOP_TRANSACTION))
        .isInstanceOfSatisfying(
            Incoming.Result.class,
            result -> assertThat(result.response()).isEqualTo(new StopTransaction.Response(null)));
  }

  @Test
  void OCPP_TR_36_unknown_statuses_mean_the_safe_thing() {
    assertThat(
            Frames.parse(
                "[3,\"1\",{\"status\":\"Maybe\",\"currentTime\":\"2024-01-01T00:00:00Z\","
                    + "\"interval\":60}]",
                _ -> Operation.BOOT_NOTIFICATION))
        .isInstanceOfSatisfying(
            Incoming.Result.class,
            result ->
                assertThat(result.response())
                    .isEqualTo(
                        new BootNotification.Response(
                            RegistrationStatus.REJECTED,
                            Instant.parse("2024-01-01T00:00:00Z"),
                            60)));
    assertThat(
            Frames.parse(
                "[3,\"1\",{\"idTagInfo\":{\"status\":\"NoCredit\"}}]", _ -> Operation.AUTHORIZE))
        .isInstanceOfSatisfying(
            Incoming.Result.class,
            result ->
                assertThat(result.response())
                    .isEqualTo(new Authorize.Response(IdTagInfo.of(AuthorizationStatus.INVALID))));
  }

  @Test
  void a_local_list_is_read_strictly_so_an_unknown_status_is_refused() {
    assertThat(
            why(
                "SendLocalList",
                "{\"listVersion\":1,\"updateType\":\"Full\",\"localAuthorizationList\":"
                    + "[{\"idTag\":\"A\",\"idTagInfo\":{\"status\":\"NoCredit\"}}]}"))
        .startsWith("localAuthorizationList/0/idTagInfo/status must be one of Accepted");
  }

  @Test
  void the_central_system_reads_with_the_same_rules_from_its_own_side() {
    assertThat(
            Frames.parse(Side.CENTRAL_SYSTEM, "[2,\"1\",\"Heartbeat\",{}]", _ -> null, _ -> true))
        .isEqualTo(new Incoming.Call("1", new Heartbeat.Request(), List.of()));
    assertThat(
            Frames.parse(Side.CENTRAL_SYSTEM, "[2,\"1\",\"ClearCache\",{}]", _ -> null, _ -> true))
        .isInstanceOf(Incoming.Refused.class);
  }

  @Test
  void a_text_nested_a_thousand_deep_is_no_danger() {
    String deep = "[".repeat(1000) + "]".repeat(1000);

    assertThat(parse("[2,\"1\",\"ClearCache\",{\"a\":" + deep + "}]"))
        .isInstanceOf(Incoming.Ignored.class);
  }

  private static Incoming parse(String text) {
    return Frames.parse(text, _ -> null);
  }

  private static String call(String action, String payload) {
    return "[2,\"1\",\"" + action + "\"," + payload + "]";
  }

  private static String why(String action, String payload) {
    return ((Incoming.Refused) parse(call(action, payload))).why();
  }

  private static TriggerMessage.Request trigger(String message) {
    Incoming.Call call =
        (Incoming.Call) parse(call("TriggerMessage", "{\"requestedMessage\":\"" + message + "\"}"));
    return (TriggerMessage.Request) call.request();
  }

  private static Rate limit(String number) {
    Incoming.Call call =
        (Incoming.Call) parse(call("SetChargingProfile", profile("\"limit\":" + number)));
    return ((SetChargingProfile.Request) call.request())
        .csChargingProfiles()
        .chargingSchedule()
        .chargingSchedulePeriod()
        .getFirst()
        .limit();
  }

  private static String profile(String period) {
    return """
    {"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,
    "chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative",
    "chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[
    {"startPeriod":0,%s}]}}}\
    """
        .formatted(period)
        .replace("\n", "");
  }
}
