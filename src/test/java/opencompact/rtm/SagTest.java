package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Undervoltage of our own making (VOL-05). */
class SagTest {
  private static final long SECOND = 1_000_000_000;
  private static final int UNCAPPED = Integer.MAX_VALUE;

  private final Sag sag = new Sag();

  private void undervoltage(int offeredTenths) {
    sag.undervoltage(offeredTenths, 0, 0);
  }

  @Test
  void the_first_one_lowers_nothing_and_each_further_one_a_fifth_down_to_6_A_VOL_05() {
    undervoltage(160);
    assertThat(sag.capTenths()).isEqualTo(UNCAPPED);
    undervoltage(160);
    assertThat(sag.capTenths()).isEqualTo(128);
    undervoltage(128);
    assertThat(sag.capTenths()).isEqualTo(102);
    undervoltage(61);
    assertThat(sag.capTenths()).isEqualTo(60);
    assertThat(sag.hopeless()).isFalse();
    undervoltage(60);
    assertThat(sag.hopeless()).as("even 6 A is too much").isTrue();
  }

  @Test
  void the_very_first_one_is_never_hopeless_VOL_05() {
    undervoltage(60);
    assertThat(sag.hopeless()).isFalse();
  }

  @Test
  void it_is_ours_until_exactly_ten_minutes_after_closing_VOL_05() {
    sag.undervoltage(160, SECOND, 601 * SECOND + 1);
    sag.undervoltage(160, SECOND, 601 * SECOND);
    assertThat(sag.capTenths()).as("only one was ours").isEqualTo(UNCAPPED);
    sag.undervoltage(160, SECOND, 601 * SECOND);
    assertThat(sag.capTenths()).isEqualTo(128);
  }

  @Test
  void without_an_offer_the_load_is_not_ours_VOL_05() {
    undervoltage(0);
    undervoltage(0);
    assertThat(sag.hopeless()).isFalse();
    assertThat(sag.capTenths()).isEqualTo(UNCAPPED);
  }

  @Test
  void a_new_plug_begins_anew_VOL_05() {
    undervoltage(60);
    undervoltage(60);
    sag.unplugged();
    assertThat(sag.hopeless()).isFalse();
    assertThat(sag.capTenths()).isEqualTo(UNCAPPED);
    undervoltage(160);
    assertThat(sag.capTenths()).as("the first one of the new plug").isEqualTo(UNCAPPED);
  }
}
