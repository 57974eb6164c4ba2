package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that are tables, row by row. */
class RulesTest {

  @ParameterizedTest
  @CsvSource({
    "60, 10.00",
    "80, 13.33",
    "100, 16.67",
    "130, 21.67",
    "160, 26.67",
    "200, 33.33",
    "250, 41.67",
    "318, 53.00",
    "320, 53.33",
    "59, 100",
    "0, 100"
  })
  void the_duty_says_the_current_and_never_more_IEC_CP_05(int tenths, double percent) {
    double duty = Offer.dutyPercent(tenths);
    assertThat(duty).isCloseTo(percent, within(0.011));
    if (duty < 100) {
      assertThat(duty * 6).isLessThanOrEqualTo(tenths + 1e-9);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "12, A", "11.4, A", "10.5, A", "10.4, B", "9.56, B", "8.36, B", "7.5, B", "7.4, C",
    "6.53, C", "5.48, C", "4.5, C", "4.4, D", "3.25, D", "2.62, D", "1.51, D", "1.5, E",
    "0, E", "-1.5, E", "-5.9, E", "-6, F", "-12, F", "13.6, E", "NaN, E"
  })
  void a_plateau_means_the_state_whose_nominal_voltage_is_nearest_IEC_CP_01(
      double volts, Pilot state) {
    Pilot elsewhere = volts > 0 ? Pilot.F : Pilot.A;
    assertThat(ControlPilot.decode(volts, elsewhere)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "7.6, C, C", "7.6, B, B", "7.4, B, B", "7.4, C, C", "7.71, C, B", "7.29, B, C",
    "10.4, A, A", "10.6, B, B", "4.6, D, D", "4.4, C, C", "-6.1, E, E", "-6.21, E, F"
  })
  void a_state_is_left_only_two_tenths_of_a_volt_past_the_midpoint_IEC_CP_01(
      double volts, Pilot before, Pilot state) {
    assertThat(ControlPilot.decode(volts, before)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "1500, A13", "1001, A13", "2200, A13", "4400, A13", "4600, NONE", "680, A20", "331, A20",
    "220, A32", "151, A32", "100, A63", "76, A63", "74, SHORTED", "1, SHORTED", "Infinity, NONE"
  })
  void the_proximity_resistor_says_the_cable_PP_01(double ohms, ProximityPilot.Cable cable) {
    assertThat(ProximityPilot.classify(1 / ohms)).isEqualTo(cable);
    assertThat(cable.tenths()).isLessThanOrEqualTo(320);
  }

  @ParameterizedTest
  @CsvSource({
    "25, 320",
    "71.9, 320",
    "72, 318",
    "73, 294",
    "74, 268",
    "75, 240",
    "76, 208",
    "77, 170",
    "78, 120",
    "79, 60",
    "78.9, 60",
    "85, 60",
    "NaN, 60"
  })
  void the_derating_curve_meets_each_row_of_the_manual_LIM_2(double celsius, int tenths) {
    assertThat(Derating.curve(celsius)).isEqualTo(tenths);
  }

  @Test
  void the_derating_curve_never_rises_with_temperature_TMP_01() {
    int before = 320;
    for (int hundredths = 7000; hundredths <= 8000; hundredths++) {
      int tenths = Derating.curve(hundredths / 100.0);
      assertThat(tenths).isBetween(60, before);
      before = tenths;
    }
  }

  @ParameterizedTest
  @CsvSource({"6, 9.95", "60, 0.25", "200, 0.05", "2000, 0.05", "18.974, 5.10", "NaN, 9.95"})
  void smooth_dc_trips_between_the_points_of_IEC_62955_RCD_01(double milliamperes, double s) {
    assertThat(ResidualCurrent.dcTripSeconds(milliamperes)).isCloseTo(s, within(0.001));
  }

  @ParameterizedTest
  @CsvSource({"30, 0.27", "60, 0.12", "150, 0.01", "500, 0.01"})
  void ac_trips_between_the_points_of_IEC_61008_RCD_01(double milliamperes, double s) {
    assertThat(ResidualCurrent.acTripSeconds(milliamperes)).isCloseTo(s, within(0.001));
  }
}
