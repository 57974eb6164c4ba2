package opencompact.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private final Settings delivered = Settings.delivered(KeysTest.EU);

  @Test
  void a_changed_value_goes_before_the_one_of_delivery() {
    Settings changed = delivered.with(Keys.CONNECTION_TIME_OUT, " 30 ");
    assertThat(changed.value(Keys.CONNECTION_TIME_OUT)).isEqualTo(30);
    assertThat(changed.text(Keys.CONNECTION_TIME_OUT)).isEqualTo("30");
    assertThat(delivered.value(Keys.CONNECTION_TIME_OUT)).isEqualTo(90);
  }

  @Test
  void the_last_change_holds_and_taking_it_back_returns_to_delivery() {
    Settings changed =
        delivered.with(Keys.CONNECTION_TIME_OUT, "30").with(Keys.CONNECTION_TIME_OUT, "40");
    assertThat(changed.value(Keys.CONNECTION_TIME_OUT)).isEqualTo(40);
    assertThat(changed.without(Keys.CONNECTION_TIME_OUT).value(Keys.CONNECTION_TIME_OUT))
        .isEqualTo(90);
  }

  @Test
  void a_refused_text_changes_nothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> delivered.with(Keys.CONNECTION_TIME_OUT, "3601"))
        .withMessageContaining("0 to 3600");
  }

  @Test
  void OCPP_CF_76_unset_and_zero_minutes_mean_the_same_and_read_back_as_written() {
    Settings zero = delivered.with(Keys.MAIN_OFFLINE_TIMEOUT, "0");
    assertThat(zero.text(Keys.MAIN_OFFLINE_TIMEOUT)).isEqualTo("0");
    assertThat(zero.value(Keys.MAIN_OFFLINE_TIMEOUT)).isZero();
    Settings unset = zero.with(Keys.MAIN_OFFLINE_TIMEOUT, "null");
    assertThat(unset.text(Keys.MAIN_OFFLINE_TIMEOUT)).isEmpty();
    assertThat(unset.value(Keys.MAIN_OFFLINE_TIMEOUT)).isZero();
  }

  @Test
  void what_was_remembered_makes_the_same_settings_again() {
    Settings changed =
        delivered.with(Keys.UID, "EV-7").with(Keys.METER_VALUES_SAMPLED_DATA, "Voltage, Voltage.N");
    Settings again = Settings.of(KeysTest.EU, changed.overrides());
    assertThat(again.overrides()).isEqualTo(changed.overrides());
    assertThat(again.text(Keys.METER_VALUES_SAMPLED_DATA)).isEqualTo("Voltage,Voltage.N");
  }

  @Test
  void what_this_version_no_longer_knows_is_passed_over() {
    Settings settings =
        Settings.of(
            KeysTest.EU,
            Map.of("Forgotten", "1", "ConnectionTimeOut", "forever", "heartbeatinterval", "10"));
    assertThat(settings.value(Keys.CONNECTION_TIME_OUT)).isEqualTo(90);
    assertThat(settings.value(Keys.HEARTBEAT_INTERVAL)).isEqualTo(10);
    assertThat(settings.overrides()).containsOnlyKeys("HeartbeatInterval");
  }

  @Test
  void UK_OP_10_an_off_period_is_half_open_and_rules_on_weekdays_only() {
    OffPeriod morning = new OffPeriod(true, LocalTime.of(8, 0), LocalTime.of(11, 0));
    assertThat(morning.covers(LocalDateTime.of(2026, 3, 6, 7, 59, 59))).isFalse();
    assertThat(morning.covers(LocalDateTime.of(2026, 3, 6, 8, 0))).isTrue();
    assertThat(morning.covers(LocalDateTime.of(2026, 3, 6, 10, 59, 59))).isTrue();
    assertThat(morning.covers(LocalDateTime.of(2026, 3, 6, 11, 0))).isFalse();
    assertThat(morning.covers(LocalDateTime.of(2026, 3, 7, 9, 0))).isFalse();
    assertThat(morning.covers(LocalDateTime.of(2026, 3, 8, 9, 0))).isFalse();
    assertThat(
            new OffPeriod(false, morning.from(), morning.until())
                .covers(LocalDateTime.of(2026, 3, 6, 9, 0)))
        .isFalse();
  }

  @Test
  void OCPP_CF_78_an_off_period_that_ends_before_it_begins_runs_over_midnight() {
    OffPeriod night = new OffPeriod(true, LocalTime.of(22, 0), LocalTime.of(6, 0));
    assertThat(night.covers(LocalDateTime.of(2026, 3, 5, 23, 0))).isTrue();
    assertThat(night.covers(LocalDateTime.of(2026, 3, 6, 5, 59))).isTrue();
    assertThat(night.covers(LocalDateTime.of(2026, 3, 6, 6, 0))).isFalse();
    assertThat(night.covers(LocalDateTime.of(2026, 3, 6, 12, 0))).isFalse();
  }
}
