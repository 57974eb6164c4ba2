package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the plug when the power goes, from the setting to the pin (LK-04). */
class LockWithoutPowerTest {

  private static Scenario charging(Scenario s) {
    s.plugIn().later(ofSeconds(2)).tap("04A1B2C3").later(ofMinutes(1));
    s.expectStatus(Status.CHARGING);
    assertThat(s.yard().bench().pinInPlace()).isTrue();
    return s;
  }

  private static void expectFree(Scenario s, boolean free) {
    s.cutPower().later(ofSeconds(1));
    assertThat(s.yard().bench().pinInPlace()).isNotEqualTo(free);
    assertThat(s.yard().bench().unplugAtStation() == null).isEqualTo(free);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_plug_is_free_or_stays_held_as_the_setting_says_LK_04(boolean free) {
    String text = Boolean.toString(free);
    expectFree(
        charging(new Scenario().with(Keys.UNLOCK_CONNECTOR_ON_EV_SIDE_DISCONNECT, text)), free);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_change_during_the_charge_counts_for_the_next_cut_LK_04(boolean free) {
    String before = Boolean.toString(!free);
    Scenario s = new Scenario().with(Keys.UNLOCK_CONNECTOR_ON_EV_SIDE_DISCONNECT, before);
    charging(s).with(Keys.UNLOCK_CONNECTOR_ON_EV_SIDE_DISCONNECT, Boolean.toString(free));
    expectFree(s.later(ofSeconds(2)), free);
  }

  @Test
  void a_plug_that_stayed_held_is_held_until_the_station_is_back_and_then_free_LK_04_RST_3() {
    Scenario s =
        charging(new Scenario().with(Keys.UNLOCK_CONNECTOR_ON_EV_SIDE_DISCONNECT, "false"));
    expectFree(s, false);
    s.restorePower().later(ofMinutes(1));
    s.expectStop("PowerLoss").expectStatus(Status.FINISHING);
    assertThat(s.yard().bench().unplugAtStation()).isNull();
  }
}
