package opencompact.host.energy;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.quantity.WattHours;
import org.junit.jupiter.api.Test;

class BillingRegisterTest {
  private static BillingRegister over(long rememberedWh) {
    Memory memory = new Memory();
    memory.fold(new Fact.CountersWere(1, 0, 1, WattHours.of(rememberedWh), -1));
    return new BillingRegister(memory);
  }

  @Test
  void before_the_meter_is_read_it_is_what_is_remembered_MOD_5() {
    assertThat(over(700).value()).isEqualTo(WattHours.of(700));
  }

  @Test
  void a_meter_that_forgot_before_the_start_is_lifted_to_what_is_remembered_MOD_5() {
    BillingRegister register = over(700);
    register.read(WattHours.of(20));
    assertThat(register.value()).isEqualTo(WattHours.of(700));
    register.read(WattHours.of(25));
    assertThat(register.value()).isEqualTo(WattHours.of(705));
  }

  @Test
  void a_meter_that_forgets_while_the_station_runs_does_not_take_energy_back_OCPP_TX_27() {
    BillingRegister register = over(700);
    register.read(WattHours.of(800));
    register.read(WattHours.of(3));
    assertThat(register.value()).isEqualTo(WattHours.of(800));
    register.read(WattHours.of(10));
    assertThat(register.value()).isEqualTo(WattHours.of(807));
  }
}
