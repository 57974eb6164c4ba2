package opencompact.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Status;
import org.junit.jupiter.api.Test;

/** The exact text of the frames we send. */
class EncodedTextTest {

  @Test
  void OCPP_TR_11_a_call_without_fields_carries_an_empty_object() {
    assertThat(new Frame.Call("1", new Heartbeat.Request()).text())
        .isEqualTo("[2,\"1\",\"Heartbeat\",{}]");
  }

  @Test
  void OCPP_TR_11_a_result_without_fields_carries_an_empty_object() {
    assertThat(new Frame.Result("1", new GetConfiguration.Response(null, null)).text())
        .isEqualTo("[3,\"1\",{}]");
  }

  @Test
  void OCPP_TR_11_an_error_always_has_five_elements() {
    assertThat(new Frame.Error("1", CallErrorCode.OCCURENCE_CONSTRAINT_VIOLATION, "").text())
        .isEqualTo("[4,\"1\",\"OccurenceConstraintViolation\",\"\",{}]");
  }

  @Test
  void a_quote_in_a_description_is_escaped() {
    assertThat(new Frame.Error("a\"b", CallErrorCode.GENERIC_ERROR, "say \"no\"").text())
        .isEqualTo("[4,\"a\\\"b\",\"GenericError\",\"say \\\"no\\\"\",{}]");
  }

  @Test
  void a_description_is_cut_at_255_characters_and_never_inside_a_character() {
    String longest = "x".repeat(254) + "\uD83D\uDE97";

    assertThat(new Frame.Error("1", CallErrorCode.GENERIC_ERROR, longest).description())
        .isEqualTo("x".repeat(254));
  }

  @Test
  void OCPP_TR_13_a_message_id_longer_than_36_characters_is_never_sent() {
    assertThatThrownBy(() -> new Frame.Call("x".repeat(37), new Heartbeat.Request()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 36");
  }

  @Test
  void OCPP_MS_08_start_transaction() {
    assertThat(
            new Frame.Call(
                    "1", new StartTransaction.Request(1, Samples.TAG, 1234, null, Samples.NOON))
                .text())
        .isEqualTo(
            "[2,\"1\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"04A1B2C3D4E5F6\","
                + "\"meterStart\":1234,\"timestamp\":\"2024-02-29T12:00:00.123Z\"}]");
  }

  @Test
  void OCPP_MS_09_status_notification() {
    assertThat(
            new Frame.Call(
                    "1",
                    new StatusNotification.Request(
                        1,
                        ErrorCode.NO_ERROR,
                        null,
                        Status.SUSPENDED_EVSE,
                        Samples.LATER,
                        null,
                        null))
                .text())
        .isEqualTo(
            "[2,\"1\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\","
                + "\"status\":\"SuspendedEVSE\",\"timestamp\":\"2031-12-31T23:59:59.000Z\"}]");
  }

  @Test
  void OCPP_MS_39_a_meter_value_is_a_text_and_an_integer_has_no_decimals() {
    SampledValue value =
        new SampledValue(
            "10",
            ReadingContext.SAMPLE_CLOCK,
            null,
            Measurand.CURRENT_IMPORT,
            Phase.L1,
            null,
            UnitOfMeasure.A);
    assertThat(
            new Frame.Call(
                    "1",
                    new MeterValues.Request(
                        1, 7, List.of(new MeterValue(Samples.NOON, List.of(value)))))
                .text())
        .isEqualTo(
            "[2,\"1\",\"MeterValues\",{\"connectorId\":1,\"transactionId\":7,\"meterValue\":["
                + "{\"timestamp\":\"2024-02-29T12:00:00.123Z\",\"sampledValue\":["
                + "{\"value\":\"10\",\"context\":\"Sample.Clock\",\"measurand\":\"Current.Import\","
                + "\"phase\":\"L1\",\"unit\":\"A\"}]}]}]");
  }

  @Test
  void OCPP_P_20_a_rate_is_written_with_at_most_one_decimal() {
    ChargingSchedule schedule =
        new ChargingSchedule(
            600,
            null,
            ChargingRateUnit.A,
            List.of(
                new ChargingSchedulePeriod(0, new Rate(81), null),
                new ChargingSchedulePeriod(60, Rate.of(16), 1)),
            null);
    assertThat(
            new Frame.Result(
                    "1",
                    new GetCompositeSchedule.Response(GenericStatus.ACCEPTED, 1, null, schedule))
                .text())
        .isEqualTo(
            "[3,\"1\",{\"status\":\"Accepted\",\"connectorId\":1,\"chargingSchedule\":"
                + "{\"duration\":600,\"chargingRateUnit\":\"A\",\"chargingSchedulePeriod\":["
                + "{\"startPeriod\":0,\"limit\":8.1},"
                + "{\"startPeriod\":60,\"limit\":16,\"numberPhases\":1}]}}]");
  }

  @Test
  void OCPP_MS_38_a_record_that_the_schemas_would_refuse_is_never_made() {
    assertThatThrownBy(() ->
            new StatusNotification.Request(
                1, ErrorCode.NO_ERROR, "x".repeat(51), Status.FAULTED, null, null, null))
        .hasMessage("info must have at most 50 characters, not 51");
    assertThatThrownBy(() -> new MeterValues.Request(1, null, List.of()))
        .hasMessage("meterValue must have at least one element");
  }
}
