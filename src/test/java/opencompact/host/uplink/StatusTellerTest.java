package opencompact.host.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Limit;
import opencompact.catalogue.Status;
import opencompact.memory.Memory;
import opencompact.ocpp.RegistrationStatus;
import opencompact.ocpp.StatusNotification;
import opencompact.quantity.Amperes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusTellerTest {
  private Line line = new Line().set("WebSocketPingInterval", "0");
  private final StatusTeller teller = new StatusTeller();
  private StatusTeller.Told station = StatusTeller.Told.plain(0, Status.AVAILABLE);
  private StatusTeller.Told connector = StatusTeller.Told.plain(1, Status.AVAILABLE);
  private @Nullable Limit ruling;

  private void settle() {
    line.turn(() ->
        teller.settle(
            station,
            connector,
            ruling,
            Amperes.of(16),
            line.settings(),
            line.backOffice,
            line.turn));
  }

  /** Time passes, and every status message is answered at once. */
  private void later(long millis) {
    long until = line.uptimeNanos + Duration.ofMillis(millis).toNanos();
    settle();
    answer();
    while (Math.min(teller.deadline(), line.backOffice.deadline()) <= until) {
      line.uptimeNanos = Math.min(teller.deadline(), line.backOffice.deadline());
      settle();
      answer();
    }
    line.uptimeNanos = until;
  }

  private void answer() {
    while (line.view().outstanding()) {
      line.answer(Line.polite(line.last(), 1, line.time()));
      settle();
    }
  }

  private void online() {
    line.set("HeartbeatInterval", "0").connect();
    settle();
    line.boot(RegistrationStatus.ACCEPTED, 0);
    settle();
    answer();
  }

  private void becomes(Status status) {
    connector = StatusTeller.Told.plain(1, status);
    settle();
  }

  private List<String> told() {
    List<String> told =
        line.heard.stream()
            .filter(h -> h.request() instanceof StatusNotification.Request)
            .map(h -> (StatusNotification.Request) h.request())
            .map(r ->
                r.connectorId()
                    + " "
                    + r.status().wire()
                    + (r.errorCode() == ErrorCode.NO_ERROR ? "" : " " + r.errorCode().wire())
                    + (r.vendorErrorCode() == null
                        ? ""
                        : " " + r.vendorId() + "=" + r.vendorErrorCode()))
            .toList();
    line.fresh();
    return told;
  }

  @Test
  void acceptance_tells_station_and_connector_OCPP_BT_03_ST_10() {
    online();
    assertThat(told()).containsExactly("0 Available", "1 Available");
    later(60_000);
    assertThat(told()).isEmpty();
  }

  @Test
  void a_status_is_told_after_it_has_lasted_with_the_time_of_the_change_OCPP_ST_14_15() {
    online();
    told();
    later(1000);
    becomes(Status.PREPARING);
    var changed = line.time();
    later(499);
    assertThat(told()).isEmpty();
    later(1);
    assertThat(((StatusNotification.Request) line.last()).timestamp()).isEqualTo(changed);
    assertThat(told()).containsExactly("1 Preparing");
  }

  @Test
  void a_status_that_ends_early_is_not_told_and_the_minimum_adds_up_OCPP_ST_14_CF_30() {
    line.set("MinimumStatusDuration", "3");
    online();
    told();
    becomes(Status.PREPARING);
    later(3_000);
    becomes(Status.AVAILABLE);
    later(10_000);
    assertThat(told()).isEmpty();
    becomes(Status.PREPARING);
    later(3_500);
    assertThat(told()).containsExactly("1 Preparing");
  }

  @Test
  void a_car_that_begins_is_not_called_suspended_at_once_OCPP_ST_14_P_42() {
    online();
    becomes(Status.PREPARING);
    later(1_000);
    told();
    becomes(Status.SUSPENDED_EV);
    later(1_500);
    becomes(Status.CHARGING);
    later(600);
    assertThat(told()).containsExactly("1 Charging");
    becomes(Status.SUSPENDED_EV);
    later(600);
    assertThat(told()).containsExactly("1 SuspendedEV");
  }

  @Test
  void steps_that_do_not_exist_are_told_by_way_of_one_that_does_OCPP_ST_11_12() {
    online();
    becomes(Status.PREPARING);
    later(600);
    told();
    becomes(Status.UNAVAILABLE);
    later(600);
    assertThat(told()).containsExactly("1 Available", "1 Unavailable");
    becomes(Status.PREPARING);
    later(600);
    becomes(Status.CHARGING);
    later(600);
    told();
    becomes(Status.PREPARING);
    later(600);
    assertThat(told()).containsExactly("1 Finishing", "1 Preparing");
  }

  @Test
  void every_step_is_legal_or_has_a_legal_way_OCPP_ST_12() {
    for (Status from : Status.values()) {
      for (Status to : Status.values()) {
        Status between = StatusStep.between(from, to);
        assertThat(
                between == null
                    ? StatusStep.legal(from, to)
                    : StatusStep.legal(from, between) && StatusStep.legal(between, to))
            .isTrue();
      }
    }
  }

  @Test
  void offline_there_is_no_history_and_afterwards_only_what_differs_OCPP_ST_16_TR_42() {
    online();
    told();
    line.down();
    becomes(Status.PREPARING);
    later(5_000);
    becomes(Status.CHARGING);
    later(5_000);
    line.connect();
    later(1_000);
    assertThat(told()).containsExactly("1 Charging");
    line.down();
    later(5_000);
    line.connect();
    later(5_000);
    assertThat(told()).isEmpty();
  }

  @Test
  void a_fault_that_came_and_went_offline_is_told_once_OCPP_ST_16() {
    online();
    told();
    line.down();
    settle();
    connector =
        new StatusTeller.Told(
            1, Status.FAULTED, ErrorCode.GROUND_FAILURE, null, "VendorID2", "0x1");
    later(5_000);
    becomes(Status.PREPARING);
    later(5_000);
    line.connect();
    later(1_000);
    assertThat(told()).containsExactly("1 Faulted GroundFailure VendorID2=0x1", "1 Preparing");
  }

  @Test
  void what_was_lost_on_the_way_is_told_again_as_it_is_now_OCPP_MS_09() {
    online();
    told();
    becomes(Status.PREPARING);
    line.later(Duration.ofMillis(500));
    settle();
    assertThat(told()).containsExactly("1 Preparing");
    line.down();
    becomes(Status.AVAILABLE);
    later(5_000);
    line.connect();
    later(120_000);
    assertThat(told()).containsExactly("1 Available");
  }

  @Test
  void a_trigger_tells_again_what_is_asked_for_OCPP_TM_02() {
    online();
    told();
    teller.trigger(0);
    later(10);
    assertThat(told()).containsExactly("0 Available");
    teller.trigger(-1);
    later(10);
    assertThat(told()).containsExactly("0 Available", "1 Available");
  }

  @Test
  void the_ruling_limit_is_told_when_it_changes_at_most_once_a_minute_LIM_1_OCPP_SC_19() {
    online();
    becomes(Status.CHARGING);
    later(600);
    told();
    ruling = Limit.CABLE;
    later(600);
    assertThat(told()).containsExactly("1 Charging VendorID1=1");
    ruling = Limit.TEMPERATURE;
    later(50_000);
    assertThat(told()).isEmpty();
    later(10_000);
    assertThat(told()).containsExactly("1 Charging HighTemperature VendorID1=2");
    ruling = null;
    later(100_000);
    assertThat(told()).isEmpty();
  }

  @Test
  void an_abnormal_start_is_told_once_OCPP_ST_42() {
    line = new Line(new Memory(), "PANIC", new SplittableRandom(1));
    line.set("WebSocketPingInterval", "0");
    online();
    assertThat(told())
        .containsExactly("0 Available InternalError VendorID3=4", "0 Available", "1 Available");
  }

  @Test
  void what_is_wrong_is_told_within_the_bounds_and_what_is_not_as_NoError_OCPP_ST_17() {
    online();
    connector =
        new StatusTeller.Told(
            1, Status.FAULTED, ErrorCode.OTHER_ERROR, "x".repeat(80), "VendorID2", "0x2");
    later(600);
    StatusNotification.Request wrong = (StatusNotification.Request) line.last();
    assertThat(wrong.errorCode()).isEqualTo(ErrorCode.OTHER_ERROR);
    assertThat(wrong.info()).hasSize(50);
    assertThat(wrong.vendorId()).isEqualTo("VendorID2");
    assertThat(wrong.vendorErrorCode()).isEqualTo("0x2");
    becomes(Status.AVAILABLE);
    later(600);
    StatusNotification.Request right = (StatusNotification.Request) line.last();
    assertThat(right.errorCode()).isEqualTo(ErrorCode.NO_ERROR);
    assertThat(right.info()).isNull();
    assertThat(right.vendorErrorCode()).isNull();
  }
}
