package opencompact.rtm;

import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.quantity.Moment;
import opencompact.rtm.ProximityPilot.Cable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cable's class: the edges of the accept ranges and the times until it counts. */
class ProximityPilotTest {
  private static final long MS = MILLISECOND;
  private static final long T = 1000 * SECOND;

  private final Pace pace = new Pace();
  private final ProximityPilot proximity = new ProximityPilot();

  private Cable read(double ohms, long at) {
    pace.begin();
    proximity.read(ohms, at, pace);
    return proximity.cable();
  }

  /** A resistance that has been there for so long that its average is itself. */
  private void settle(double ohms, long at) {
    for (int second = 10; second >= 0; second--) {
      read(ohms, at - second * SECOND);
    }
  }

  @ParameterizedTest
  @CsvSource({"4501, NONE", "4500, A13", "1000, A20", "330, A32", "150, A63", "75, A63"})
  void each_range_begins_at_its_edge_PP_01(double ohms, Cable cable) {
    assertThat(ProximityPilot.classify(1 / ohms)).isEqualTo(cable);
  }

  @ParameterizedTest
  @CsvSource({"NONE, false", "SHORTED, false", "A13, true", "A20, true", "A32, true", "A63, true"})
  void only_a_coded_cable_is_one_PP_03(Cable cable, boolean valid) {
    assertThat(cable.valid()).isEqualTo(valid);
  }

  @Test
  void a_63_A_cable_gets_the_32_A_the_station_has_PP_01() {
    assertThat(Cable.A63.tenths()).isEqualTo(320);
  }

  @Test
  void a_cable_counts_after_100_ms_and_is_fit_for_closing_a_second_later_PP_02() {
    read(220, T);
    assertThat(proximity.cable()).isEqualTo(Cable.NONE);
    assertThat(pace.deadline()).isEqualTo(T + 100 * MS);
    assertThat(pace.settled()).isFalse();
    assertThat(read(220, T + 100 * MS - 1)).isEqualTo(Cable.NONE);
    assertThat(read(220, T + 100 * MS)).isEqualTo(Cable.A32);
    assertThat(proximity.steady()).isFalse();
    assertThat(pace.deadline()).isEqualTo(T + 1100 * MS);
    read(220, T + 1100 * MS - 1);
    assertThat(proximity.steady()).isFalse();
    read(220, T + 1100 * MS);
    assertThat(proximity.steady()).isTrue();
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    assertThat(pace.settled()).isTrue();
  }

  @Test
  void an_empty_socket_waits_for_nothing_and_is_never_steady_PP_02() {
    settle(Double.POSITIVE_INFINITY, T);
    assertThat(pace.deadline()).isEqualTo(Moment.NEVER);
    assertThat(pace.settled()).isTrue();
    assertThat(proximity.steady()).isFalse();
  }

  @Test
  void a_glimpse_of_another_class_begins_its_time_anew_PP_02() {
    settle(220, T);
    read(680, T + SECOND);
    read(220, T + SECOND + 90 * MS);
    read(220, T + 2 * SECOND);
    assertThat(proximity.steady()).as("the class never changed").isTrue();
    read(680, T + 3 * SECOND);
    assertThat(read(680, T + 3 * SECOND + 100 * MS - 1)).isEqualTo(Cable.A32);
    assertThat(read(680, T + 3 * SECOND + 100 * MS)).isEqualTo(Cable.A20);
    assertThat(proximity.steady()).isFalse();
  }

  @Test
  void a_resistance_that_wanders_counts_once_it_stays_PP_02() {
    settle(220, T);
    read(680, T + SECOND);
    read(1500, T + SECOND + 60 * MS);
    read(1500, T + SECOND + 120 * MS);
    assertThat(proximity.cable()).as("1500 ohm since 120 ms at most").isEqualTo(Cable.A32);
  }

  @Test
  void the_average_has_gone_half_the_way_after_20_ms_PP_02() {
    settle(Double.POSITIVE_INFINITY, T);
    // Half of the conductance of 500 ohm is that of 1000 ohm: the range of 20 A begins there.
    read(499, T + 20 * MS);
    assertThat(pace.settled()).as("the average moves").isFalse();
    read(999, T + 60 * MS);
    assertThat(read(999, T + 120 * MS)).as("20 A since 100 ms").isEqualTo(Cable.A20);
  }

  @Test
  void the_average_has_not_gone_half_the_way_before_20_ms_PP_02() {
    settle(Double.POSITIVE_INFINITY, T);
    read(501, T + 20 * MS);
    read(999, T + 60 * MS);
    assertThat(read(999, T + 120 * MS)).as("20 A since 60 ms").isEqualTo(Cable.NONE);
  }

  @Test
  void the_average_moves_until_it_has_arrived_PP_02() {
    settle(Double.POSITIVE_INFINITY, T);
    read(220, T + 10 * MS);
    assertThat(pace.settled()).isFalse();
    settle(220, T + 60 * SECOND);
    assertThat(pace.settled()).isTrue();
    read(200, T + 60 * SECOND + 10 * MS);
    assertThat(pace.settled()).as("within the range of 32 A").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0", "NaN", "-1"})
  void a_dead_short_is_no_cable_and_is_forgotten_when_it_ends_PP_03(double ohms) {
    settle(ohms, T);
    assertThat(proximity.cable()).isEqualTo(Cable.SHORTED);
    assertThat(proximity.steady()).isFalse();
    settle(220, T + 60 * SECOND);
    assertThat(proximity.cable()).isEqualTo(Cable.A32);
    assertThat(proximity.steady()).isTrue();
  }
}
