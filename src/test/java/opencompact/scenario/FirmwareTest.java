package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import opencompact.catalogue.Status;
import opencompact.ocpp.BootNotification;
import opencompact.ocpp.FirmwareStatus;
import opencompact.ocpp.FirmwareStatusNotification;
import opencompact.ocpp.UpdateFirmware;
import org.junit.jupiter.api.Test;

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
}
