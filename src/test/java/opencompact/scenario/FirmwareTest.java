package opencompact.scenario;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import opencompact.catalogue.Status;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.FirmwareStatus;
import opencompact.ocpp.FirmwareStatusNotification;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.MessageTrigger;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.ocpp.TriggerMessage;
import opencompact.ocpp.TriggerStatus;
import opencompact.ocpp.UpdateFirmware;
import opencompact.quantity.IdTag;
import opencompact.sim.SimBackOffice;
import opencompact.sim.SimFileServers.Mood;
import opencompact.sim.SimInstaller;
import opencompact.sim.SimNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain firmware updates on the whole station (section 8.3 of the checklist). */
class FirmwareTest {
  private static final String IMAGE = "ftp://cpo:secret@files.test/compact-2.bin";
  private static final long BYTES = 20_000_000;
  private static final String CARD = "04A1B2C3";

  private static Scenario served() {
    Scenario s = new Scenario();
    s.yard().files().offers(IMAGE, BYTES);
    return s;
  }

  private static Scenario order(Scenario s, String location, Integer retries, Duration from) {
    return s.backOfficeAsks(
        new UpdateFirmware.Request(location, retries, s.yard().wall().plus(from), 10),
        r -> assertThat(r).isEqualTo(new UpdateFirmware.Response()));
  }

  private static Scenario order(Scenario s) {
    return order(s, IMAGE, 2, Duration.ZERO);
  }

  private static List<FirmwareStatus> told(Scenario s) {
    return s.yard().backOffice().received(FirmwareStatusNotification.Request.class).stream()
        .map(FirmwareStatusNotification.Request::status)
        .toList();
  }

  private static void expectTold(Scenario s, FirmwareStatus... statuses) {
    assertThat(told(s)).containsExactly(statuses);
  }

  @Test
  void new_firmware_is_fetched_installed_and_runs_after_a_restart_OCPP_FW_01_FW_04_T_044_1() {
    Scenario s = order(served());
    s.later(ofMinutes(2));
    expectTold(
        s,
        FirmwareStatus.DOWNLOADING,
        FirmwareStatus.DOWNLOADED,
        FirmwareStatus.INSTALLING,
        FirmwareStatus.INSTALLED);
    s.expectStatus(Status.AVAILABLE);
    s.expectStatuses(Status.AVAILABLE, Status.UNAVAILABLE, Status.UNAVAILABLE, Status.AVAILABLE);
    assertThat(s.yard().backOffice().received(BootNotification.Request.class))
        .extracting(BootNotification.Request::firmwareVersion)
        .containsExactly("test", "firmware-1");
  }

  @Test
  void it_is_not_fetched_before_its_date_even_over_a_power_cut_OCPP_FW_01_FW_06() {
    Scenario s = order(served(), IMAGE, 0, ofHours(1));
    s.later(ofMinutes(30)).cutPower().later(ofMinutes(5)).restorePower().later(ofMinutes(20));
    expectTold(s);
    s.later(ofMinutes(10));
    assertThat(told(s)).startsWith(FirmwareStatus.DOWNLOADING).endsWith(FirmwareStatus.INSTALLED);
  }

  @Test
  void a_date_in_the_past_or_far_in_the_future_is_taken_OCPP_FW_01() {
    Scenario past = order(served(), IMAGE, 0, ofHours(-100_000));
    past.later(ofSeconds(5));
    expectTold(past, FirmwareStatus.DOWNLOADING);
    Scenario future = order(served(), IMAGE, 0, Duration.ofDays(200_000));
    future.later(ofHours(30));
    expectTold(future);
  }

  @Test
  void what_breaks_off_is_tried_again_and_goes_on_where_it_stopped_OCPP_FW_02() {
    Scenario s = served();
    s.yard().files().treatsNext(List.of(Mood.BREAKS_OFF, Mood.HANGS));
    order(s).later(ofMinutes(3));
    expectTold(
        s,
        FirmwareStatus.DOWNLOADING,
        FirmwareStatus.DOWNLOADED,
        FirmwareStatus.INSTALLING,
        FirmwareStatus.INSTALLED);
    assertThat(s.yard().files().bytesServed()).isEqualTo(BYTES);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 3", ", 4", "-5, 1"})
  void retries_are_repeats_after_the_first_failure_OCPP_FW_02_T_044_2(Integer retries, int tries) {
    Scenario s = new Scenario();
    order(s, "http://files.test/missing.bin", retries, Duration.ZERO).later(ofMinutes(5));
    expectTold(s, FirmwareStatus.DOWNLOADING, FirmwareStatus.DOWNLOAD_FAILED);
    assertThat(s.yard().files().begun()).isEqualTo(tries);
    s.expectStatus(Status.AVAILABLE);
    s.expectStatuses(Status.AVAILABLE);
  }

  @Test
  void between_two_attempts_lies_the_interval_a_minute_where_none_is_given_OCPP_FW_02() {
    Scenario s = served();
    s.yard().files().treatsNext(List.of(Mood.DENIES));
    s.backOfficeAsks(
        new UpdateFirmware.Request(IMAGE, 1, s.yard().wall(), null),
        r -> assertThat(r).isEqualTo(new UpdateFirmware.Response()));
    s.later(ofSeconds(50));
    assertThat(s.yard().files().begun()).isEqualTo(1);
    s.later(ofSeconds(10));
    assertThat(s.yard().files().begun()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sftp://files.test/a", "compact.bin", "", "http//files.test", "ftp ://x"})
  void an_address_that_is_none_fails_at_once_OCPP_FW_06(String location) {
    Scenario s = new Scenario();
    order(s, location, 5, Duration.ZERO).later(ofSeconds(10));
    expectTold(s, FirmwareStatus.DOWNLOAD_FAILED);
    assertThat(s.yard().files().begun()).isZero();
  }

  @Test
  void it_waits_for_the_charge_and_admits_no_other_meanwhile_OCPP_FW_03() {
    Scenario s = served();
    s.plugIn().tap(CARD).later(ofSeconds(30)).expectStatus(Status.CHARGING);
    order(s).later(ofMinutes(5));
    expectTold(s, FirmwareStatus.DOWNLOADING, FirmwareStatus.DOWNLOADED);
    s.expectStatus(Status.CHARGING).expectWhy("updating");
    s.tap(CARD).later(ofSeconds(20));
    expectTold(s, FirmwareStatus.DOWNLOADING, FirmwareStatus.DOWNLOADED, FirmwareStatus.INSTALLING);
    s.expectStatus(Status.UNAVAILABLE).expectStop("Local");
    s.tap(CARD).later(ofSeconds(5)).expectNoTransaction();
    s.later(ofMinutes(2));
    assertThat(told(s)).endsWith(FirmwareStatus.INSTALLED);
    s.later(ofMinutes(1)).tap(CARD).later(ofSeconds(30));
    s.expectStatus(Status.CHARGING);
  }

  @Test
  void a_driver_who_has_not_plugged_in_yet_is_let_go_OCPP_FW_03() {
    Scenario s = order(served());
    s.later(ofSeconds(6)).tap(CARD).later(ofSeconds(3)).expectStatus(Status.PREPARING);
    s.later(ofSeconds(10)).expectStatus(Status.UNAVAILABLE).plugIn().later(ofSeconds(5));
    s.expectNoTransaction();
  }

  @Test
  void a_package_that_is_no_firmware_leaves_the_old_one_running_OCPP_T_044_3_FW_03() {
    Scenario s = served();
    s.yard().installer().becomes(SimInstaller.Mood.REFUSES);
    order(s).later(ofMinutes(2));
    expectTold(
        s,
        FirmwareStatus.DOWNLOADING,
        FirmwareStatus.DOWNLOADED,
        FirmwareStatus.INSTALLING,
        FirmwareStatus.INSTALLATION_FAILED);
    s.expectStatus(Status.AVAILABLE);
    assertThat(s.yard().backOffice().received(BootNotification.Request.class)).hasSize(1);
  }

  @Test
  void firmware_that_fails_its_own_test_is_rolled_back_and_told_after_the_boot_OCPP_FW_04() {
    Scenario s = served();
    s.yard().installer().becomes(SimInstaller.Mood.ROLLS_BACK);
    order(s).later(ofMinutes(2));
    assertThat(told(s))
        .containsSubsequence(FirmwareStatus.INSTALLING, FirmwareStatus.INSTALLATION_FAILED);
    assertThat(s.yard().backOffice().received(BootNotification.Request.class))
        .extracting(BootNotification.Request::firmwareVersion)
        .containsExactly("test", "test");
    s.expectStatus(Status.AVAILABLE).plugIn().tap(CARD).later(ofSeconds(30));
    s.expectStatus(Status.CHARGING);
  }

  @Test
  void installed_is_the_first_word_after_the_statuses_of_the_new_firmware_OCPP_FW_04() {
    Scenario s = order(served()).later(ofMinutes(2));
    List<String> words =
        s.yard().backOffice().received().stream()
            .map(r -> r.request().operation().wire())
            .filter(word -> !word.equals("SecurityEventNotification"))
            .toList();
    int boot = words.lastIndexOf("BootNotification");
    assertThat(words.subList(boot, boot + 4))
        .containsExactly(
            "BootNotification",
            "StatusNotification",
            "StatusNotification",
            "FirmwareStatusNotification");
  }

  @Test
  void a_second_order_replaces_the_first_before_and_during_its_download_OCPP_FW_05() {
    Scenario s = served();
    s.yard().files().offers("http://files.test/newer.bin", 5_000_000);
    order(s, IMAGE, 0, ofHours(1));
    order(s).later(ofSeconds(2));
    expectTold(s, FirmwareStatus.DOWNLOADING);
    order(s, "http://files.test/newer.bin", 0, Duration.ZERO).later(ofMinutes(2));
    expectTold(
        s,
        FirmwareStatus.DOWNLOADING,
        FirmwareStatus.DOWNLOADING,
        FirmwareStatus.DOWNLOADED,
        FirmwareStatus.INSTALLING,
        FirmwareStatus.INSTALLED);
    assertThat(s.yard().firmware().order().location()).isEqualTo("http://files.test/newer.bin");
  }

  @Test
  void while_firmware_is_installed_orders_are_ignored_and_resets_rejected_OCPP_FW_05_X_25() {
    Scenario s = order(served()).later(ofSeconds(20));
    assertThat(told(s)).endsWith(FirmwareStatus.INSTALLING);
    order(s, "http://files.test/other.bin", 0, Duration.ZERO);
    s.backOfficeAsks(
        new Reset.Request(ResetType.HARD),
        r -> assertThat(r).isEqualTo(new Reset.Response(GenericStatus.REJECTED)));
    s.backOfficeAsks(
        new RemoteStartTransaction.Request(1, new IdTag(CARD), null),
        r -> assertThat(r).isEqualTo(new RemoteStartTransaction.Response(GenericStatus.REJECTED)));
    s.later(ofMinutes(2));
    expectTold(
        s,
        FirmwareStatus.DOWNLOADING,
        FirmwareStatus.DOWNLOADED,
        FirmwareStatus.INSTALLING,
        FirmwareStatus.INSTALLED);
    assertThat(s.yard().firmware().order().location()).isEqualTo(IMAGE);
    s.backOfficeAsks(
        new Reset.Request(ResetType.SOFT),
        r -> assertThat(r).isEqualTo(new Reset.Response(GenericStatus.ACCEPTED)));
  }

  @Test
  void a_power_cut_during_the_download_costs_nothing_that_had_come_OCPP_FW_02_FW_06() {
    Scenario s = order(served()).later(ofSeconds(5));
    s.cutPower().later(ofMinutes(1)).restorePower().later(ofMinutes(2));
    expectTold(
        s,
        FirmwareStatus.DOWNLOADING,
        FirmwareStatus.DOWNLOADED,
        FirmwareStatus.INSTALLING,
        FirmwareStatus.INSTALLED);
    assertThat(s.yard().files().bytesServed()).isEqualTo(BYTES);
  }

  @Test
  void a_power_cut_during_the_installation_leaves_the_old_firmware_OCPP_FW_06() {
    Scenario s = order(served()).later(ofSeconds(25));
    assertThat(told(s)).endsWith(FirmwareStatus.INSTALLING);
    s.cutPower().later(ofMinutes(1)).restorePower().later(ofMinutes(2));
    assertThat(told(s)).endsWith(FirmwareStatus.INSTALLATION_FAILED);
    s.expectStatus(Status.AVAILABLE);
  }

  @Test
  void while_the_line_is_dead_only_the_latest_status_is_kept_and_told_later_OCPP_TR_43() {
    Scenario s = served();
    s.plugIn().tap(CARD).later(ofSeconds(30));
    order(s, IMAGE, 100, Duration.ZERO).expectStatus(Status.CHARGING);
    expectTold(s, FirmwareStatus.DOWNLOADING);
    s.doing(y -> y.network().becomes(SimNetwork.State.HALF_OPEN)).later(ofMinutes(5));
    s.networkDown().later(ofMinutes(1)).networkUp().later(ofMinutes(5));
    assertThat(told(s)).startsWith(FirmwareStatus.DOWNLOADING).doesNotHaveDuplicates();
    assertThat(told(s)).endsWith(FirmwareStatus.DOWNLOADED);
  }

  @Test
  void a_status_that_was_not_confirmed_is_told_again_after_a_restart_OCPP_TR_43() {
    Scenario s = new Scenario();
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.SILENT));
    s.doing(y ->
        y.backOffice().call(new UpdateFirmware.Request("http://files.test/x", 0, y.wall(), null)));
    s.later(ofSeconds(20));
    expectTold(s, FirmwareStatus.DOWNLOADING);
    s.cutPower().later(ofSeconds(5));
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.ANSWERS));
    s.restorePower().later(ofMinutes(1));
    expectTold(s, FirmwareStatus.DOWNLOADING, FirmwareStatus.DOWNLOAD_FAILED);
    s.cutPower().later(ofSeconds(5)).restorePower().later(ofMinutes(2));
    expectTold(s, FirmwareStatus.DOWNLOADING, FirmwareStatus.DOWNLOAD_FAILED);
  }

  @Test
  void a_trigger_tells_the_present_status_idle_when_nothing_runs_OCPP_TM_06_FW_07_T_054() {
    Scenario s = served();
    s.plugIn().tap(CARD).later(ofSeconds(30));
    trigger(s);
    expectTold(s, FirmwareStatus.IDLE);
    order(s).later(ofMinutes(1));
    trigger(s);
    expectTold(
        s,
        FirmwareStatus.IDLE,
        FirmwareStatus.DOWNLOADING,
        FirmwareStatus.DOWNLOADED,
        FirmwareStatus.DOWNLOADED);
    s.tap(CARD).later(ofMinutes(3));
    assertThat(told(s)).endsWith(FirmwareStatus.INSTALLED);
    trigger(s);
    assertThat(told(s)).endsWith(FirmwareStatus.INSTALLED, FirmwareStatus.IDLE);
  }

  private static void trigger(Scenario s) {
    s.backOfficeAsks(
        new TriggerMessage.Request(MessageTrigger.FIRMWARE_STATUS_NOTIFICATION, 1),
        r -> assertThat(r).isEqualTo(new TriggerMessage.Response(TriggerStatus.ACCEPTED)));
  }

  @Test
  void the_login_in_the_address_is_in_no_line_of_the_log_OCPP_DG_03() {
    Scenario s = order(served()).later(ofMinutes(2));
    assertThat(s.yard().disk().events(Integer.MAX_VALUE, 1000, null))
        .extracting(line -> line.entry().sentence())
        .anyMatch(sentence -> sentence.contains("ftp://***@files.test/compact-2.bin"))
        .noneMatch(sentence -> sentence.contains("secret"));
  }

  @Test
  void without_the_time_of_day_it_waits_until_the_time_is_known_OCPP_FW_01() {
    Scenario s = new Scenario().withoutClock();
    s.yard().files().offers(IMAGE, BYTES);
    order(s, IMAGE, 0, ofMinutes(10)).later(ofSeconds(1));
    s.networkDown().cutPower().later(ofMinutes(20)).restorePower().later(ofMinutes(5));
    assertThat(s.yard().files().begun()).isZero();
    s.networkUp().later(ofMinutes(5));
    assertThat(told(s)).endsWith(FirmwareStatus.INSTALLED);
  }
}
