package opencompact.scenario;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.host.upkeep.Dossier;
import opencompact.ocpp.DiagnosticsStatus;
import opencompact.ocpp.DiagnosticsStatusNotification;
import opencompact.ocpp.ExtendedTriggerMessage;
import opencompact.ocpp.GetDiagnostics;
import opencompact.ocpp.GetLog;
import opencompact.ocpp.LogParameters;
import opencompact.ocpp.LogStatus;
import opencompact.ocpp.LogStatusNotification;
import opencompact.ocpp.LogType;
import opencompact.ocpp.MessageTrigger;
import opencompact.ocpp.TriggerMessage;
import opencompact.ocpp.TriggerStatus;
import opencompact.ocpp.UploadLogStatus;
import opencompact.sim.SimBackOffice;
import opencompact.sim.SimFileServers;
import opencompact.sim.SimFileServers.Mood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Diagnostics and logs on the whole station (sections 8.4 and 9.5 of the checklist). */
class UploadTest {
  private static final String THERE = "https://cpo:secret@files.test/in";

  private static List<DiagnosticsStatus> told(Scenario s) {
    return s.yard().backOffice().received(DiagnosticsStatusNotification.Request.class).stream()
        .map(DiagnosticsStatusNotification.Request::status)
        .toList();
  }

  private static List<LogStatusNotification.Request> toldOfLog(Scenario s) {
    return s.yard().backOffice().received(LogStatusNotification.Request.class);
  }

  private static GetDiagnostics.Request diagnostics(Integer retries, Instant from, Instant to) {
    return new GetDiagnostics.Request(THERE, retries, 10, from, to);
  }

  private static GetLog.Request log(LogType type, int requestId, Integer retries) {
    return new GetLog.Request(new LogParameters(THERE, null, null), type, requestId, retries, 10);
  }

  private static void diagnostics(Scenario s, boolean any) {
    s.backOfficeAsks(
        diagnostics(2, null, null),
        r -> assertThat(((GetDiagnostics.Response) r).fileName() != null).isEqualTo(any));
  }

  private static void log(Scenario s, GetLog.Request request, LogStatus expected) {
    s.backOfficeAsks(request, r -> assertThat(((GetLog.Response) r).status()).isEqualTo(expected));
  }

  private static SimFileServers.Received got(Scenario s) {
    return s.yard().files().received().getLast();
  }

  // ---------------------------------------------------------------- diagnostics

  @Test
  void diagnostics_are_named_brought_and_told_OCPP_DG_01_DG_02_T_045_1() {
    Scenario s = new Scenario();
    String name = "COMPACT-00000042-diagnostics-20260302T120020Z.zip";
    s.backOfficeAsks(
        diagnostics(null, null, null),
        r -> assertThat(r).isEqualTo(new GetDiagnostics.Response(name)));
    s.later(ofSeconds(30));
    assertThat(told(s)).containsExactly(DiagnosticsStatus.UPLOADING, DiagnosticsStatus.UPLOADED);
    assertThat(got(s).location()).isEqualTo(THERE);
    assertThat(got(s).dossier().name()).isEqualTo(name);
    assertThat(got(s).dossier().pages())
        .extracting(Dossier.Page::name)
        .containsExactly("station.txt", "why.txt", "faults.txt", "settings.txt", "queue.txt");
  }

  @Test
  void the_answer_leaves_before_the_first_status_OCPP_MS_37() {
    Scenario s = new Scenario();
    diagnostics(s, true);
    List<String> texts = s.yard().backOffice().texts();
    int answer = index(texts, "diagnostics-2026");
    assertThat(answer).isNotNegative().isLessThan(index(texts, "\"Uploading\""));
  }

  private static int index(List<String> texts, String what) {
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).contains(what)) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void a_time_of_which_nothing_is_known_is_answered_without_a_name_OCPP_DG_01() {
    Scenario s = new Scenario();
    s.backOfficeAsks(
        diagnostics(0, null, Scenario.MONDAY_NOON.minus(ofHours(1))),
        r -> assertThat(r).isEqualTo(new GetDiagnostics.Response(null)));
    s.later(ofMinutes(1));
    assertThat(told(s)).isEmpty();
    assertThat(s.yard().files().received()).isEmpty();
  }

  @Test
  void only_the_time_asked_for_is_in_the_log_OCPP_DG_01() {
    Scenario s = new Scenario().later(ofHours(1)).tap("04A1B2C3").later(ofHours(1));
    Instant from = Scenario.MONDAY_NOON.plus(ofMinutes(30));
    s.backOfficeAsks(diagnostics(0, from, from.plus(ofHours(1))), _ -> {});
    s.later(ofMinutes(1));
    assertThat(got(s).log())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("2026-03-02T13:0"))
        .anyMatch(line -> line.contains("04A1B2C3"));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "3, 4", ", 4"})
  void after_its_retries_an_upload_has_failed_OCPP_DG_02_T_045_2(Integer retries, int tries) {
    Scenario s = new Scenario();
    s.yard().files().becomes(Mood.BREAKS_OFF);
    s.backOfficeAsks(diagnostics(retries, null, null), _ -> {});
    s.later(ofMinutes(2));
    assertThat(told(s))
        .containsExactly(DiagnosticsStatus.UPLOADING, DiagnosticsStatus.UPLOAD_FAILED);
    assertThat(s.yard().files().begun()).isEqualTo(tries);
  }

  @Test
  void an_upload_that_fails_once_is_tried_again_without_a_word_OCPP_DG_02() {
    Scenario s = new Scenario();
    s.yard().files().treatsNext(List.of(Mood.HANGS, Mood.BREAKS_OFF));
    diagnostics(s, true);
    s.later(ofMinutes(3));
    assertThat(told(s)).containsExactly(DiagnosticsStatus.UPLOADING, DiagnosticsStatus.UPLOADED);
    assertThat(s.yard().files().received()).hasSize(1);
  }

  @Test
  void another_request_calls_the_first_off_which_has_failed_once_OCPP_DG_03() {
    Scenario s = new Scenario();
    s.yard().files().treatsNext(List.of(Mood.HANGS));
    diagnostics(s, true);
    diagnostics(s, true);
    s.later(ofMinutes(2));
    assertThat(told(s))
        .containsExactly(
            DiagnosticsStatus.UPLOADING,
            DiagnosticsStatus.UPLOAD_FAILED,
            DiagnosticsStatus.UPLOADING,
            DiagnosticsStatus.UPLOADED);
    assertThat(s.yard().files().received()).hasSize(1);
  }

  @Test
  void no_secret_is_in_an_archive_OCPP_DG_03_P_33() {
    Scenario s = new Scenario().with(Keys.AUTHORIZATION_KEY, "0123456789ABCDEF0123456789ABCDEF");
    s.with(Keys.BACKEND_URL, "wss://cpo:hidden@cs.test/ocpp?token=hidden");
    s.with(Keys.BACKEND_URL, "ws://cs.test/ocpp").later(ofMinutes(5));
    diagnostics(s, true);
    s.later(ofMinutes(1));
    List<String> texts = new ArrayList<>(got(s).log());
    got(s).dossier().pages().forEach(page -> texts.add(page.text()));
    assertThat(String.join("\n", texts))
        .contains("AuthorizationKey: ***", "BackendUrl: ws://cs.test/ocpp")
        .doesNotContainIgnoringCase("0123456789ABCDEF")
        .doesNotContain("secret", "hidden");
  }

  @Test
  void a_restart_ends_an_upload_and_it_is_said_OCPP_DG_02() {
    Scenario s = new Scenario();
    s.yard().files().becomes(Mood.HANGS);
    diagnostics(s, true);
    s.cutPower().later(ofMinutes(1)).restorePower().later(ofMinutes(2));
    assertThat(told(s))
        .containsExactly(DiagnosticsStatus.UPLOADING, DiagnosticsStatus.UPLOAD_FAILED);
  }

  @Test
  void an_end_that_nobody_heard_is_told_when_the_line_is_back_OCPP_TR_43() {
    Scenario s = new Scenario();
    s.yard().files().becomes(Mood.HANGS);
    s.backOfficeAsks(diagnostics(0, null, null), _ -> {});
    s.networkDown().later(ofMinutes(5));
    assertThat(told(s)).containsExactly(DiagnosticsStatus.UPLOADING);
    s.networkUp().later(ofMinutes(5));
    assertThat(told(s))
        .containsExactly(DiagnosticsStatus.UPLOADING, DiagnosticsStatus.UPLOAD_FAILED);
  }

  @Test
  void what_was_refused_and_then_lost_its_line_waits_for_the_line_OCPP_TR_43() {
    Scenario s = new Scenario();
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.REFUSES));
    diagnostics(s, true);
    s.later(ofSeconds(20)).networkDown().later(ofMinutes(5));
    s.doing(y -> y.backOffice().becomes(SimBackOffice.Mood.ANSWERS));
    s.networkUp().later(ofMinutes(5));
    assertThat(told(s)).endsWith(DiagnosticsStatus.UPLOADED);
  }

  @Test
  void a_trigger_tells_whether_an_upload_runs_OCPP_TM_06_T_054() {
    Scenario s = new Scenario();
    trigger(s);
    assertThat(told(s)).containsExactly(DiagnosticsStatus.IDLE);
    s.yard().files().treatsNext(List.of(Mood.HANGS));
    diagnostics(s, true);
    trigger(s);
    assertThat(told(s))
        .containsExactly(
            DiagnosticsStatus.IDLE, DiagnosticsStatus.UPLOADING, DiagnosticsStatus.UPLOADING);
    s.later(ofMinutes(2));
    trigger(s);
    assertThat(told(s)).endsWith(DiagnosticsStatus.UPLOADED, DiagnosticsStatus.IDLE);
  }

  private static void trigger(Scenario s) {
    s.backOfficeAsks(
        new TriggerMessage.Request(MessageTrigger.DIAGNOSTICS_STATUS_NOTIFICATION, null),
        r -> assertThat(r).isEqualTo(new TriggerMessage.Response(TriggerStatus.ACCEPTED)));
  }

  @Test
  void a_charge_is_not_disturbed_by_an_upload_DIA_1() {
    Scenario s = new Scenario().plugIn().tap("04A1B2C3").later(ofSeconds(30));
    diagnostics(s, true);
    s.later(ofMinutes(1)).expectStatus(Status.CHARGING);
    assertThat(told(s)).endsWith(DiagnosticsStatus.UPLOADED);
  }

  // ---------------------------------------------------------------- logs

  @Test
  void the_security_log_goes_up_under_its_number_OCPP_SE_42_SE_43_SE_44_T_079() {
    Scenario s = new Scenario();
    s.backOfficeAsks(
        log(LogType.SECURITY_LOG, 9, 0),
        r ->
            assertThat(r)
                .isEqualTo(
                    new GetLog.Response(
                        LogStatus.ACCEPTED, "COMPACT-00000042-security-20260302T120020Z.zip")));
    s.later(ofSeconds(30));
    assertThat(toldOfLog(s))
        .containsExactly(
            new LogStatusNotification.Request(UploadLogStatus.UPLOADING, 9),
            new LogStatusNotification.Request(UploadLogStatus.UPLOADED, 9));
    assertThat(got(s).dossier().pages()).isEmpty();
    assertThat(got(s).log())
        .isNotEmpty()
        .allMatch(line -> line.contains("  security  "))
        .anyMatch(line -> line.contains("StartupOfTheDevice"));
  }

  @Test
  void a_trigger_tells_the_number_of_the_upload_and_none_while_idle_OCPP_MS_11_TM_06() {
    Scenario s = new Scenario();
    triggerLog(s);
    s.yard().files().treatsNext(List.of(Mood.HANGS));
    log(s, log(LogType.SECURITY_LOG, 9, 0), LogStatus.ACCEPTED);
    triggerLog(s);
    s.later(ofMinutes(2));
    triggerLog(s);
    assertThat(toldOfLog(s))
        .startsWith(
            new LogStatusNotification.Request(UploadLogStatus.IDLE, null),
            new LogStatusNotification.Request(UploadLogStatus.UPLOADING, 9),
            new LogStatusNotification.Request(UploadLogStatus.UPLOADING, 9))
        .endsWith(new LogStatusNotification.Request(UploadLogStatus.IDLE, null));
  }

  private static void triggerLog(Scenario s) {
    s.backOfficeAsks(
        new ExtendedTriggerMessage.Request(MessageTrigger.LOG_STATUS_NOTIFICATION, null),
        r -> assertThat(r).isEqualTo(new ExtendedTriggerMessage.Response(TriggerStatus.ACCEPTED)));
  }

  @Test
  void the_diagnostics_log_holds_what_diagnostics_hold_OCPP_SE_42() {
    Scenario s = new Scenario();
    log(s, log(LogType.DIAGNOSTICS_LOG, 3, 0), LogStatus.ACCEPTED);
    s.later(ofSeconds(30));
    assertThat(got(s).dossier().pages()).hasSize(5);
    assertThat(got(s).log()).anyMatch(line -> line.contains("  station  "));
    assertThat(told(s)).isEmpty();
  }

  @Test
  void a_log_of_which_there_is_nothing_is_rejected_without_a_name_OCPP_SE_42() {
    Scenario s = new Scenario();
    LogParameters past =
        new LogParameters(THERE, Instant.EPOCH, Scenario.MONDAY_NOON.minus(ofHours(1)));
    s.backOfficeAsks(
        new GetLog.Request(past, LogType.SECURITY_LOG, 4, null, null),
        r -> assertThat(r).isEqualTo(new GetLog.Response(LogStatus.REJECTED, null)));
    s.later(ofMinutes(1));
    assertThat(toldOfLog(s)).isEmpty();
  }

  @Test
  void another_log_calls_the_first_off_and_the_answer_says_so_OCPP_SE_42() {
    Scenario s = new Scenario();
    s.yard().files().treatsNext(List.of(Mood.HANGS));
    log(s, log(LogType.SECURITY_LOG, 1, 0), LogStatus.ACCEPTED);
    log(s, log(LogType.DIAGNOSTICS_LOG, 2, 0), LogStatus.ACCEPTED_CANCELED);
    s.later(ofMinutes(2));
    assertThat(toldOfLog(s))
        .containsExactly(
            new LogStatusNotification.Request(UploadLogStatus.UPLOADING, 1),
            new LogStatusNotification.Request(UploadLogStatus.UPLOADING, 2),
            new LogStatusNotification.Request(UploadLogStatus.UPLOADED, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "DENIES, PERMISSION_DENIED",
    "CANNOT, NOT_SUPPORTED_OPERATION",
    "BREAKS_OFF, UPLOAD_FAILURE"
  })
  void a_failure_is_told_as_precisely_as_can_be_OCPP_SE_43(Mood mood, UploadLogStatus status) {
    Scenario s = new Scenario();
    s.yard().files().becomes(mood);
    log(s, log(LogType.SECURITY_LOG, 5, 1), LogStatus.ACCEPTED);
    s.later(ofMinutes(1));
    assertThat(toldOfLog(s))
        .containsExactly(
            new LogStatusNotification.Request(UploadLogStatus.UPLOADING, 5),
            new LogStatusNotification.Request(status, 5));
    assertThat(s.yard().files().begun()).isEqualTo(2);
  }

  @Test
  void an_address_that_is_none_is_not_tried_again_OCPP_SE_43() {
    Scenario s = new Scenario();
    LogParameters nowhere = new LogParameters("nowhere", null, null);
    s.backOfficeAsks(new GetLog.Request(nowhere, LogType.SECURITY_LOG, 6, 5, 1), _ -> {});
    s.later(ofMinutes(1));
    assertThat(toldOfLog(s))
        .endsWith(new LogStatusNotification.Request(UploadLogStatus.NOT_SUPPORTED_OPERATION, 6));
    assertThat(s.yard().files().begun()).isEqualTo(1);
  }

  @Test
  void diagnostics_and_a_log_go_up_side_by_side() {
    Scenario s = new Scenario();
    s.yard().files().treatsNext(List.of(Mood.HANGS));
    diagnostics(s, true);
    log(s, log(LogType.SECURITY_LOG, 7, 0), LogStatus.ACCEPTED);
    s.later(ofMinutes(2));
    assertThat(toldOfLog(s))
        .endsWith(new LogStatusNotification.Request(UploadLogStatus.UPLOADED, 7));
    assertThat(told(s)).containsExactly(DiagnosticsStatus.UPLOADING, DiagnosticsStatus.UPLOADED);
  }
}
