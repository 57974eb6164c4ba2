package opencompact.host.lamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import opencompact.catalogue.Light;
import opencompact.catalogue.Status;
import opencompact.quantity.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which light is shown, and what lies over it for a while (LGT-1, RST-1, AUT-2). */
class LampTest {
  private static final Moment START = new Moment(0, null);

  @ParameterizedTest
  @CsvSource({
    "false, false, UNCONFIGURED",
    "false, true,  AVAILABLE",
    "true,  false, AVAILABLE",
    "true,  true,  AVAILABLE",
  })
  void RST_1_a_free_station_is_yellow_until_it_is_commissioned_or_online(
      boolean commissioned, boolean online, Light light) {
    assertThat(Lamp.light(Status.AVAILABLE, commissioned, online)).isEqualTo(light);
  }

  @ParameterizedTest
  @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "AVAILABLE")
  void LGT_1_whatever_it_does_else_is_shown_on_every_station(Status status) {
    for (boolean commissioned : new boolean[] {false, true}) {
      for (boolean online : new boolean[] {false, true}) {
        assertThat(Lamp.light(status, commissioned, online)).isEqualTo(Light.of(status));
      }
    }
  }

  @Test
  void LGT_1_the_overlay_hides_the_light_of_the_status() {
    assertThat(Lamp.pattern(Light.CHARGING, true, null)).isEqualTo(Light.CHARGING.pattern(true));
    assertThat(Lamp.pattern(Light.CHARGING, false, null)).isEqualTo(Light.CHARGING.pattern(false));
    assertThat(Lamp.pattern(Light.CHARGING, true, Light.Overlay.LEARNING))
        .isEqualTo(Light.Overlay.LEARNING.pattern());
  }

  @Test
  void AUT_2_the_answer_to_a_card_goes_out_by_itself_and_learning_does_not() {
    Overlays learning = Overlays.NONE.learning(true);
    assertThat(learning.shown()).isEqualTo(Light.Overlay.LEARNING);
    assertThat(learning.deadline()).isEqualTo(Moment.NEVER);

    Overlays refused = learning.answered(false, START);
    assertThat(refused.shown()).isEqualTo(Light.Overlay.CARD_REFUSED);
    assertThat(refused.deadline()).isEqualTo(Duration.ofSeconds(2).toNanos());
    assertThat(refused.settled(new Moment(refused.deadline() - 1, null))).isEqualTo(refused);

    Overlays over = refused.settled(new Moment(refused.deadline(), null));
    assertThat(over.shown()).isEqualTo(Light.Overlay.LEARNING);
    assertThat(over.deadline()).isEqualTo(Moment.NEVER);
    assertThat(over.learning(false)).isEqualTo(Overlays.NONE);
    assertThat(Overlays.NONE.answered(true, START).shown()).isEqualTo(Light.Overlay.CARD_ACCEPTED);
  }

  @Test
  void an_answer_that_would_never_go_out_is_refused() {
    assertThatThrownBy(() -> new Overlays(false, Light.Overlay.LEARNING, Moment.NEVER))
        .hasMessage("LEARNING does not go out by itself");
  }
}
