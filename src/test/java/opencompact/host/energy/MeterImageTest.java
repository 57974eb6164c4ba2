package opencompact.host.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import opencompact.memory.Reading;
import opencompact.ocpp.Location;
import opencompact.ocpp.Measurand;
import opencompact.ocpp.MeasurandList;
import opencompact.ocpp.MeterValue;
import opencompact.ocpp.Phase;
import opencompact.ocpp.ReadingContext;
import opencompact.ocpp.SampledValue;
import opencompact.ocpp.UnitOfMeasure;
import opencompact.ocpp.Word;
import opencompact.quantity.WattHours;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each measurand of the supported set is told as (OCPP-MV-09 to OCPP-MV-12, OCPP-MV-20). */
class MeterImageTest {
  private static final WattHours REGISTER = WattHours.ofMilli(2_000_999);
  private static final WattHours SINCE = WattHours.ofMilli(1_500_001);

  static final String MANUAL =
      "Voltage.L1-N, Voltage.N, Temperature, Current.Offered.L1, Current.Import.L1,"
          + " Power.Active.Import.L1, Energy.Active.Import.Register.L1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Energy.Active.Import.Register    | =2000 Wh; L1=1000 Wh; L2=700 Wh; L3=300 Wh
          Energy.Active.Import.Register.L2 | L2=700 Wh
          Energy.Active.Import.Interval    | =500 Wh
          Energy.Active.Export.Register    | =1 Wh
          Power.Active.Import              | =7371 W; L1=3680 W; L2=3691 W; L3=0 W
          Power.Active.Import.L2           | L2=3691 W
          Power.Offered                    | =11040 W
          Current.Import                   | L1=16.00 A; L2=16.00 A; L3=0.00 A
          Current.Import.L3                | L3=0.00 A
          Current.Offered                  | =16.0 A
          Current.Offered.L1               | L1=16.0 A
          Voltage                          | L1-N=230.0 V; L2-N=231.3 V; L3-N=229.0 V; N=1.4 V
          Voltage.L2-N                     | L2-N=231.3 V
          Voltage.N                        | N=1.4 V
          Temperature                      | =48.6 Celsius
          """)
  void OCPP_MV_09_three_phases_are_told_with_their_total_where_there_is_one(
      String item, String told) {
    assertThat(shown(3, item)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          Energy.Active.Import.Register    | =2000 Wh; L1=1000 Wh
          Energy.Active.Import.Register.L2 | ''
          Energy.Active.Export.Register    | =0 Wh
          Power.Active.Import              | =3680 W; L1=3680 W
          Power.Offered                    | =3680 W
          Current.Import                   | L1=16.00 A
          Current.Offered                  | =16.0 A
          Current.Offered.L1               | L1=16.0 A
          Current.Offered.L2               | ''
          Voltage                          | L1-N=230.0 V; N=1.4 V
          Voltage.L3-N                     | ''
          """)
  void OCPP_MV_09_one_phase_is_told_as_L1_only(String item, String told) {
    assertThat(shown(1, item)).isEqualTo(told);
  }

  @Test
  void OCPP_X_21_the_list_of_the_manual_is_split_into_measurand_and_phase() {
    assertThat(shown(1, MANUAL))
        .isEqualTo(
            "L1-N=230.0 V; N=1.4 V; =48.6 Celsius; L1=16.0 A; L1=16.00 A; L1=3680 W; L1=1000 Wh");
    List<Reading> readings = read(1, MANUAL, Report.charging());
    assertThat(readings)
        .extracting(Reading::measurand)
        .containsExactly(
            "Voltage",
            "Voltage",
            "Temperature",
            "Current.Offered",
            "Current.Import",
            "Power.Active.Import",
            "Energy.Active.Import.Register");
    assertThat(readings).extracting(Reading::context).containsOnly("Sample.Periodic");
  }

  @Test
  void OCPP_X_21_every_word_of_a_reading_is_one_of_OCPP() {
    String all =
        Stream.of(Measurand.values())
            .map(Measurand::wire)
            .filter(word -> MeasurandList.parse(word) instanceof MeasurandList.Accepted)
            .collect(Collectors.joining(","));
    List<SampledValue> values =
        read(3, all + "," + MANUAL, Report.charging()).stream()
            .map(reading ->
                new SampledValue(
                    reading.value(),
                    word(ReadingContext.values(), reading.context()),
                    null,
                    word(Measurand.values(), reading.measurand()),
                    word(Phase.values(), reading.phase()),
                    word(Location.values(), reading.location()),
                    word(UnitOfMeasure.values(), reading.unit())))
            .toList();

    assertThat(new MeterValue(Instant.EPOCH, values).sampledValue())
        .hasSize(1 + 3 + 1 + 1 + 4 + 1 + 3 + 1 + 4 + 1 + 1)
        .allMatch(value -> value.unit() != null);
  }

  @Test
  void OCPP_MV_11_temperature_is_of_the_body_and_all_else_of_the_outlet() {
    assertThat(read(1, MANUAL, Report.charging()))
        .allMatch(
            r -> r.location().equals(r.measurand().equals("Temperature") ? "Body" : "Outlet"));
  }

  @Test
  void OCPP_MV_12_what_a_sensor_does_not_tell_is_left_out() {
    RtmReport blind =
        Report.measuring(
            List.of(230.0, Double.NaN), Double.NaN, List.of(), List.of(1.0, Double.NaN, 2.0));

    assertThat(shown(3, "Voltage,Temperature,Power.Active.Import", blind))
        .isEqualTo("L1-N=230.0 V; L1=1 W; L3=2 W");
    assertThat(read(3, "Temperature,Voltage.N", blind)).isEmpty();
    assertThat(
            shown(
                3,
                "Voltage,Temperature,Power.Active.Import,Power.Offered,Current.Import,"
                    + "Current.Offered,Energy.Active.Export.Register,Energy.Active.Import.Register",
                null))
        .isEqualTo("=2000 Wh");
  }

  @Test
  void OCPP_MV_16_without_a_beginning_there_is_no_interval() {
    assertThat(
            new MeterImage(3, REGISTER, Report.charging())
                .read(list("Energy.Active.Import.Interval"), ReadingContext.TRIGGER, null))
        .isEmpty();
  }

  @Test
  void OCPP_MV_20_what_flows_back_is_neither_import_nor_below_zero() {
    RtmReport back = Report.measuring(List.of(), 0, List.of(-12.34), List.of(-0.2, -300.0, 100.0));

    assertThat(shown(3, "Power.Active.Import,Temperature", back))
        .isEqualTo("=0 W; L1=0 W; L2=0 W; L3=100 W; =-12.3 Celsius");
  }

  @Test
  void OCPP_MV_21_what_two_items_ask_for_is_told_once() {
    assertThat(shown(3, "Power.Active.Import.L1,Power.Active.Import"))
        .isEqualTo("L1=3680 W; =7371 W; L2=3691 W; L3=0 W");
  }

  static MeasurandList list(String text) {
    return ((MeasurandList.Accepted) MeasurandList.parse(text)).list();
  }

  private static List<Reading> read(int phases, String text, @Nullable RtmReport rtm) {
    return new MeterImage(phases, REGISTER, rtm)
        .read(list(text), ReadingContext.SAMPLE_PERIODIC, SINCE);
  }

  private static String shown(int phases, String text) {
    return shown(phases, text, Report.charging());
  }

  private static String shown(int phases, String text, @Nullable RtmReport rtm) {
    return read(phases, text, rtm).stream()
        .map(r -> (r.phase() == null ? "" : r.phase()) + "=" + r.value() + " " + r.unit())
        .collect(Collectors.joining("; "));
  }

  private static <W extends Word> @Nullable W word(W[] words, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return Stream.of(words).filter(word -> word.wire().equals(text)).findFirst().orElseThrow();
  }
}
