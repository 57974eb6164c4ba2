package opencompact.scenario;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.ocpp.DiagnosticsStatus;
import opencompact.ocpp.DiagnosticsStatusNotification;
import opencompact.ocpp.GetDiagnostics;
import org.junit.jupiter.api.Test;

/** Diagnostics and logs on the whole station (sections 8.4 and 9.5 of the checklist). */
class UploadTest {
  private static final String THERE = "https://cpo:secret@files.test/in";

  private static List<DiagnosticsStatus> told(Scenario s) {
    return s.yard().backOffice().received(DiagnosticsStatusNotification.Request.class).stream()
        .map(DiagnosticsStatusNotification.Request::status)
        .toList();
  }

  @Test
  void diagnostics_are_named_brought_and_told_OCPP_DG_01_DG_02_T_045_1() {
    Scenario s = new Scenario();
    s.backOfficeAsks(
        new GetDiagnostics.Request(THERE, null, null, null, null),
        r ->
            assertThat(r)
                .isEqualTo(
                    new GetDiagnostics.Response(
                        "COMPACT-00000042-diagnostics-20260302T120020Z.zip")));
    s.later(ofSeconds(30));
    assertThat(told(s)).containsExactly(DiagnosticsStatus.UPLOADING, DiagnosticsStatus.UPLOADED);
  }
}
