package opencompact.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import opencompact.sim.bench.PilotWire.Diode;
import opencompact.sim.bench.PilotWire.Seen;
import opencompact.sim.bench.PilotWire.Wire;
import org.junit.jupiter.api.Test;

class PilotWireTest {
  private static final double B = 2740;
  private static final double C = 1 / (1 / 2740.0 + 1 / 1300.0);
  private static final double D = 1 / (1 / 2740.0 + 1 / 270.0);

  @Test
  void the_plateaus_of_B_C_and_D_are_those_of_IEC_61851_1() {
    assertThat(PilotWire.plateau(Double.POSITIVE_INFINITY, 0.7)).isEqualTo(12);
    assertThat(PilotWire.plateau(B, 0.7)).isCloseTo(8.98, within(0.005));
    assertThat(PilotWire.plateau(C, 0.7)).isCloseTo(6.00, within(0.006));
    assertThat(PilotWire.plateau(D, 0.7)).isCloseTo(2.93, within(0.005));
  }

  @Test
  void the_negative_half_wave_tells_the_diode_IEC_CP_03() {
    PilotWire wire = new PilotWire();
    wire.dutyPercent = 26.67;

    wire.settle(B, Diode.PRESENT);
    assertThat(wire.lowVolts).isEqualTo(-12);
    wire.settle(B, Diode.SHORTED);
    assertThat(wire.lowVolts).isEqualTo(-wire.highVolts);
    wire.settle(B, Diode.OPEN);
    assertThat(wire.highVolts).isEqualTo(12);
  }

  @Test
  void a_short_an_interruption_and_state_F_look_as_they_do() {
    PilotWire wire = new PilotWire();
    wire.wire = Wire.SHORT;
    wire.settle(B, Diode.PRESENT);
    assertThat(wire.highVolts).isZero();
    assertThat(wire.seen()).isEqualTo(Seen.NOTHING);

    wire.wire = Wire.OPEN;
    wire.settle(B, Diode.PRESENT);
    assertThat(wire.highVolts).isEqualTo(12);
    assertThat(wire.seen()).isEqualTo(Seen.NOTHING);

    wire.wire = Wire.WHOLE;
    wire.dutyPercent = 0;
    wire.settle(B, Diode.PRESENT);
    assertThat(wire.highVolts).isEqualTo(-12);
    assertThat(wire.lowVolts).isEqualTo(-12);
    assertThat(wire.seen()).isEqualTo(Seen.MINUS);
  }

  @Test
  void a_duty_means_to_a_car_what_table_A_8_says() {
    assertThat(Ev.amperesOf(5)).isZero();
    assertThat(Ev.amperesOf(9)).isEqualTo(6);
    assertThat(Ev.amperesOf(10)).isEqualTo(6);
    assertThat(Ev.amperesOf(53.333)).isCloseTo(32, within(0.001));
    assertThat(Ev.amperesOf(90)).isEqualTo(65);
    assertThat(Ev.amperesOf(97)).isEqualTo(80);
    assertThat(Ev.amperesOf(100)).isZero();
  }
}
