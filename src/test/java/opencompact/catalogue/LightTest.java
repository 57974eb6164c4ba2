package opencompact.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LightTest {

  @ParameterizedTest
  @CsvSource({
    "AVAILABLE, 00FF00, 00FF00, CONSTANT, FFB400, FFB400, CONSTANT, 1000",
    "PREPARING, 00FF00, 000000, BLINK, FFB400, 000000, BLINK, 1000",
    "CHARGING, 0000FF, 0000FF, CONSTANT, 00C8FF, 00C8FF, CONSTANT, 1000",
    "SUSPENDED_EV, 0000FF, 000000, BLINK, 00C8FF, 000000, BLINK, 1000",
    "SUSPENDED_EVSE, 0000FF, 00FF00, ALTERNATE, 00C8FF, FFB400, ALTERNATE, 1000",
    "FINISHING, FFFFFF, 000000, BLINK, FFFFFF, 000000, BLINK, 2000",
    "RESERVED, C000FF, 000000, BLINK, C000FF, 000000, BLINK, 2000",
    "UNAVAILABLE, 000000, 000000, OFF, 000000, 000000, OFF, 1000",
    "FAULTED, FF0000, FF0000, CONSTANT, FF0000, 000000, BLINK, 1000",
    "UNCONFIGURED, FFB400, FFB400, CONSTANT, FFB400, FFB400, CONSTANT, 1000",
  })
  void LGT_1_every_row_is_that_of_the_table(
      Light light,
      String online1,
      String online2,
      LightPattern.Effect online,
      String offline1,
      String offline2,
      LightPattern.Effect offline,
      int offlinePeriodMillis) {
    LightPattern inReach = light.pattern(true);
    assertThat(inReach.first()).hasToString(online1);
    assertThat(inReach.second()).hasToString(online2);
    assertThat(inReach.effect()).isEqualTo(online);
    assertThat(inReach.periodMillis()).isEqualTo(1000);
    LightPattern outOfReach = light.pattern(false);
    assertThat(outOfReach.first()).hasToString(offline1);
    assertThat(outOfReach.second()).hasToString(offline2);
    assertThat(outOfReach.effect()).isEqualTo(offline);
    assertThat(outOfReach.periodMillis()).isEqualTo(offlinePeriodMillis);
  }

  @ParameterizedTest
  @EnumSource
  void every_status_has_its_row(Status status) {
    assertThat(Light.of(status)).hasToString(status.name());
  }

  @Test
  void each_patch_is_shown_for_half_of_the_period() {
    LightPattern preparing = Light.PREPARING.pattern(true);
    assertThat(preparing.after(0)).isEqualTo(Colour.GREEN);
    assertThat(preparing.after(499)).isEqualTo(Colour.GREEN);
    assertThat(preparing.after(500)).isEqualTo(Colour.OFF);
    assertThat(preparing.after(1000)).isEqualTo(Colour.GREEN);
  }

  @Test
  void OCPP_CF_20_light_intensity_dims_every_channel() {
    assertThat(Colour.YELLOW.at(100)).isEqualTo(Colour.YELLOW);
    assertThat(Colour.YELLOW.at(50)).hasToString("805A00");
    assertThat(Colour.YELLOW.at(0)).isEqualTo(Colour.OFF);
  }

  @Test
  void cards_are_answered_by_a_short_light() {
    assertThat(Light.Overlay.CARD_ACCEPTED.lastsMillis()).isEqualTo(1000);
    assertThat(Light.Overlay.CARD_ACCEPTED.pattern().first()).isEqualTo(Colour.GREEN);
    assertThat(Light.Overlay.CARD_REFUSED.lastsMillis()).isEqualTo(2000);
    assertThat(Light.Overlay.CARD_REFUSED.pattern().first()).isEqualTo(Colour.RED);
    assertThat(Light.Overlay.LEARNING.pattern().first()).isEqualTo(Colour.MAGENTA);
  }

  @ParameterizedTest
  @EnumSource
  void LGT_2_every_sound_is_heard_and_short(Sound sound) {
    assertThat(sound.beeps()).isNotEmpty().allMatch(beep -> beep.onMillis() > 0);
    assertThat(sound.beeps().stream().mapToInt(beep -> beep.onMillis() + beep.offMillis()).sum())
        .isLessThanOrEqualTo(2000);
    assertThat(sound.meaning()).isNotBlank();
  }
}
