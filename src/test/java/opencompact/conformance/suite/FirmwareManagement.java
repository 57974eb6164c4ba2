package opencompact.conformance.suite;

import static java.time.Duration.ofSeconds;
import static opencompact.conformance.suite.Expected.boot;
import static opencompact.conformance.suite.Expected.inAnyOrder;
import static opencompact.conformance.suite.Expected.request;
import static opencompact.conformance.suite.Expected.status;

import opencompact.sim.SimFileServers;
import opencompact.sim.SimInstaller;
import tools.jackson.databind.JsonNode;

/** Firmware Management profile: updates and diagnostics. */
final class FirmwareManagement {
  static final String IMAGE = "ftp://cpo:secret@files.test/compact-2.bin";

  private FirmwareManagement() {}

  static void update(Tool t, int retries) {
    JsonNode answer =
        t.asks(
                "UpdateFirmware",
                "{'location':'%s','retrieveDate':'%s','retries':%d,'retryInterval':10}"
                    .formatted(IMAGE, t.now(), retries))
            .payload();
    t.requires(answer.isEmpty(), "The answer is empty");
  }

  private static Expected.Request firmware(String status) {
    return request("FirmwareStatusNotification").with("status", status);
  }

  private static Expected.Request diagnostics(String status) {
    return request("DiagnosticsStatusNotification").with("status", status);
  }

  @Case(
      id = "OCPP-T-044_1",
      name = "Firmware update",
      guards = {"MS-31"})
  static void new_firmware(Tool t) {
    t.yard().files().offers(IMAGE, 5_000_000);
    update(t, 1);
    t.hears(
        firmware("Downloading"),
        firmware("Downloaded"),
        inAnyOrder(firmware("Installing"), status("Unavailable")),
        boot(),
        inAnyOrder(status(0, "Available"), status(1, "Unavailable", "Available")),
        firmware("Installed"),
        status("Available"));
  }

  @Case(id = "OCPP-T-044_2", name = "Firmware download fails")
  static void missing_firmware(Tool t) {
    update(t, 0);
    t.hears(firmware("Downloading"), firmware("DownloadFailed"));
    t.quiet(ofSeconds(30));
  }

  @Case(id = "OCPP-T-044_3", name = "Firmware installation fails")
  static void corrupt_firmware(Tool t) {
    t.yard().files().offers(IMAGE, 5_000_000);
    t.yard().installer().becomes(SimInstaller.Mood.REFUSES);
    update(t, 0);
    t.hears(
        firmware("Downloading"),
        firmware("Downloaded"),
        inAnyOrder(firmware("Installing"), status("Unavailable")),
        inAnyOrder(firmware("InstallationFailed"), status("Available")));
  }

  @Case(
      id = "OCPP-T-045_1",
      name = "Diagnostics",
      guards = {"MS-30"})
  static void diagnostics(Tool t) {
    JsonNode answer =
        t.asks("GetDiagnostics", "{'location':'https://cpo:secret@files.test/in'}").payload();
    t.requires(!answer.path("fileName").asString("").isEmpty(), "The file is named");
    t.hears(diagnostics("Uploading"), diagnostics("Uploaded"));
    t.requires(t.yard().files().received().size() == 1, "The file has come");
  }

  @Case(id = "OCPP-T-045_2", name = "Diagnostics cannot be brought")
  static void diagnostics_in_vain(Tool t) {
    t.yard().files().becomes(SimFileServers.Mood.DENIES);
    t.asks(
            "GetDiagnostics",
            "{'location':'ftp://files.test/closed','retries':2,'retryInterval':10}")
        .payload();
    t.hears(diagnostics("Uploading"), diagnostics("UploadFailed"));
  }
}
