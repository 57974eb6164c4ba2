package opencompact.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SupplyTest {

  @Test
  void one_phase_sags_by_line_and_neutral_and_lifts_the_neutral_9_5() {
    Supply supply = new Supply(1);
    supply.load(32, 0, 0);

    assertThat(supply.volts[0]).isCloseTo(230 - 32 * (0.24 + 0.16), within(1e-9));
    assertThat(supply.neutralToEarth).isCloseTo(32 * 0.16, within(1e-9));
    assertThat(supply.lineToEarth[0]).isCloseTo(230 - 32 * 0.24, within(1e-9));
  }

  @Test
  void balanced_phases_sag_by_one_leg_and_leave_the_neutral_alone_9_5() {
    Supply supply = new Supply(3);
    supply.load(32, 32, 32);

    assertThat(supply.volts).containsOnly(new double[] {230 - 32 * 0.24}, within(1e-9));
    assertThat(supply.neutralToEarth).isCloseTo(0, within(1e-9));
  }

  @Test
  void an_unbalanced_load_shifts_the_neutral_and_raises_the_idle_lines() {
    Supply supply = new Supply(3);
    supply.load(32, 0, 0);

    assertThat(supply.volts[0]).isCloseTo(230 - 32 * 0.4, within(1e-9));
    assertThat(supply.volts[1]).isGreaterThan(232);
    assertThat(supply.neutralToEarth).isCloseTo(5.12, within(1e-9));
  }

  @Test
  void swapped_line_and_neutral_show_400_V_on_the_other_lines_PEN_04() {
    Supply supply = new Supply(3);
    supply.neutralSwapped = true;
    supply.load(0, 0, 0);

    assertThat(supply.volts[0]).isCloseTo(230, within(1e-9));
    assertThat(supply.volts[1]).isCloseTo(398.4, within(0.1));
    assertThat(supply.lineToEarth[0]).isCloseTo(0, within(1e-9));
    assertThat(supply.neutralToEarth).isCloseTo(230, within(1e-9));
  }

  @Test
  void an_open_earth_floats_half_way_PRT_2() {
    Supply supply = new Supply(1);
    supply.earthOpen = true;
    supply.load(0, 0, 0);

    assertThat(supply.neutralToEarth).isCloseTo(115, within(1e-9));
    assertThat(supply.volts[0]).isCloseTo(230, within(1e-9));
  }

  @Test
  void a_lifted_neutral_changes_no_voltage_between_lines_and_neutral_PEN_01() {
    Supply supply = new Supply(3);
    supply.neutralOffsetVolts = 80;
    supply.load(0, 0, 0);

    assertThat(supply.neutralToEarth).isCloseTo(80, within(1e-9));
    assertThat(supply.volts).containsOnly(new double[] {230}, within(1e-9));
  }

  @Test
  void a_missing_phase_floats_to_the_neutral_and_leaves_the_others() {
    Supply supply = new Supply(3);
    supply.emfVolts[1] = 0;
    supply.load(0, 0, 0);

    assertThat(supply.volts).containsExactly(new double[] {230, 0, 230}, within(1e-9));
  }
}
