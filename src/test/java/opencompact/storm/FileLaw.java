package opencompact.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import opencompact.memory.FirmwareUpdate;
import opencompact.memory.Upload;
import opencompact.memory.UploadKind;
import opencompact.ocpp.GetDiagnostics;
import opencompact.ocpp.GetLog;
import opencompact.ocpp.LogParameters;
import opencompact.ocpp.LogType;
import opencompact.ocpp.UpdateFirmware;
import opencompact.sim.SimFileServers.Mood;
import opencompact.sim.SimInstaller;
import opencompact.sim.Yard;

/**
 * The back office has firmware fetched and diagnostics brought, over bad servers and at bad times.
 * Firmware is never installed during a charge (FW-1), and in the end the back office has been told
 * how everything ended (OCPP-TR-43).
 */
final class FileLaw {
  private static final String IMAGE = "http://files.test/compact.bin";

  private final SplittableRandom chance;
  private int installed;

  FileLaw(long seed) {
    chance = new SplittableRandom(seed * 7_907 + 11);
  }

  /** Something about files happens, or not. */
  void deed(Yard yard) {
    if (chance.nextInt(8) != 0) {
      return;
    }
    Instant now = yard.wall();
    switch (chance.nextInt(6)) {
      case 0 -> {
        yard.files().offers(IMAGE, chance.nextLong(1, 30_000_000));
        yard.backOffice()
            .call(
                new UpdateFirmware.Request(
                    chance.nextInt(5) == 0 ? "ftp://files.test/missing" : IMAGE,
                    chance.nextInt(4),
                    now.plusSeconds(chance.nextInt(-60, 1800)),
                    chance.nextInt(60)));
      }
      case 1 ->
          yard.backOffice()
              .call(
                  new GetDiagnostics.Request(
                      "ftp://files.test/in", chance.nextInt(3), chance.nextInt(60), null, null));
      case 2 ->
          yard.backOffice()
              .call(
                  new GetLog.Request(
                      new LogParameters("ftp://files.test/in", null, now),
                      chance.nextBoolean() ? LogType.SECURITY_LOG : LogType.DIAGNOSTICS_LOG,
                      chance.nextInt(1000),
                      chance.nextInt(3),
                      chance.nextInt(60)));
      case 3 -> {
        List<Mood> moods = new ArrayList<>();
        for (int i = chance.nextInt(3); i >= 0; i--) {
          moods.add(Mood.values()[chance.nextInt(Mood.values().length)]);
        }
        yard.files().treatsNext(moods);
      }
      default ->
          yard.installer()
              .becomes(
                  SimInstaller.Mood.values()[chance.nextInt(SimInstaller.Mood.values().length)]);
    }
  }

  void check(Yard yard) {
    FirmwareUpdate update = yard.firmware();
    if (update != null && update.step().installing()) {
      installed++;
      assertThat(yard.open()).as("the charge that runs while firmware is installed").isNull();
    }
  }

  /** After the calm everything has come to its end, and the back office knows it. */
  void close(Yard yard) {
    FirmwareUpdate update = yard.firmware();
    assertThat(update == null || (update.step().over() && update.told()))
        .as("the end of %s is told", update)
        .isTrue();
    for (UploadKind kind : UploadKind.values()) {
      Upload upload = yard.upload(kind);
      assertThat(upload == null || (upload.step().over() && upload.told()))
          .as("the end of %s is told", upload)
          .isTrue();
    }
  }

  /** How often the law about installing could have been broken. */
  int installed() {
    return installed;
  }
}
