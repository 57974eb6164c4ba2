package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import opencompact.ocpp.Frames;
import opencompact.ocpp.Incoming;
import opencompact.ocpp.Operation;
import opencompact.ocpp.Request;
import opencompact.ocpp.Side;
import opencompact.run.StationProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** The real program fetches and brings real files, and says so to a real back office (DIA-1). */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class LiveFilesTest {
  private static final String NOW = "\"2026-03-02T12:00:00Z\"";

  /** The station's calls so far, answered with what any back office would say. */
  private final List<String> said = new ArrayList<>();

  @Test
  void diagnostics_and_firmware_go_over_real_lines_DIA_1_FW_1(@TempDir Path data) throws Exception {
    byte[] image = new byte[300_000];
    new SplittableRandom(5).nextBytes(image);
    try (UnrulyServer office = new UnrulyServer(null);
        MoodyWebServer web = new MoodyWebServer(null);
        StationProcess station =
            StationProcess.start(data, "--backend", "ws://127.0.0.1:" + office.port() + "/")) {
      assertThat(station.url()).isNotBlank();
      web.offers(image);
      web.cutsAfter(100_000);
      UnrulyServer.Visitor line = office.visitor().accept();
      until(line, frame -> frame.contains("StatusNotification"));
      String server = "http://cpo:s3cret@127.0.0.1:" + web.port();
      line.text("[2,\"d\",\"GetDiagnostics\",{\"location\":\"" + server + "/in\"}]");
      until(line, frame -> frame.contains("\"Uploaded\""));
      assertThat(web.stored().keySet()).singleElement().asString().startsWith("/in/COMPACT-");
      assertThat(said).anyMatch(frame -> frame.contains("\"Uploading\""));

      line.text(
          "[2,\"f\",\"UpdateFirmware\",{\"location\":\""
              + server
              + "/compact.bin\",\"retrieveDate\":"
              + NOW
              + ",\"retries\":9,\"retryInterval\":1}]");
      until(line, frame -> frame.contains("\"InstallationFailed\""));
      assertThat(data.resolve("files/firmware-1")).hasBinaryContent(image);
      assertThat(web.bytesSent()).isBetween((long) image.length, image.length + 70_000L);
      assertThat(
              said.stream()
                  .filter(frame -> frame.contains("FirmwareStatusNotification"))
                  .map(frame -> frame.replaceAll(".*\"status\":\"(\\w+)\".*", "$1")))
          .containsExactly("Downloading", "Downloaded", "Installing", "InstallationFailed");
      assertThat(station.get("/api/v1/log?limit=1000").toString()).doesNotContain("s3cret");
    }
  }

  /** Answers every call until one is as wanted. */
  private void until(UnrulyServer.Visitor line, Predicate<String> wanted) {
    while (true) {
      String frame = line.heard();
      if (!frame.startsWith("text ")) {
        continue;
      }
      String text = frame.substring("text ".length());
      Incoming incoming = Frames.parse(Side.CENTRAL_SYSTEM, text, _ -> null, _ -> true);
      if (incoming instanceof Incoming.Call(String id, Request request, _)) {
        said.add(text);
        String answer =
            request.operation() == Operation.BOOT_NOTIFICATION
                ? "{\"status\":\"Accepted\",\"currentTime\":" + NOW + ",\"interval\":3600}"
                : request.operation() == Operation.HEARTBEAT
                    ? "{\"currentTime\":" + NOW + "}"
                    : "{}";
        line.text("[3,\"" + id + "\"," + answer + "]");
        if (wanted.test(text)) {
          return;
        }
      }
    }
  }
}
