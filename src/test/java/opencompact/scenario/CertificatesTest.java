package opencompact.scenario;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import opencompact.catalogue.Keys;
import opencompact.host.security.Certificates;
import opencompact.memory.Fact;
import opencompact.memory.History;
import opencompact.ocpp.CertificateHashData;
import opencompact.ocpp.CertificateSigned;
import opencompact.ocpp.CertificateUse;
import opencompact.ocpp.ChangeConfiguration;
import opencompact.ocpp.DeleteCertificate;
import opencompact.ocpp.ExtendedTriggerMessage;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.GetConfiguration;
import opencompact.ocpp.GetDiagnostics;
import opencompact.ocpp.GetInstalledCertificateIds;
import opencompact.ocpp.HashAlgorithm;
import opencompact.ocpp.InstallCertificate;
import opencompact.ocpp.MessageTrigger;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.ocpp.SecurityEventNotification;
import opencompact.ocpp.SignCertificate;
import opencompact.ocpp.TriggerStatus;
import opencompact.ocpp.UpdateFirmware;
import opencompact.sim.SimAuthority;
import org.junit.jupiter.api.Test;

/** Certificates in the station's keeping, from the back office's point of view. */
class CertificatesTest {
  static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  static final Instant FAR_AHEAD = Instant.parse("2090-01-01T00:00:00Z");
  private static final CertificateUse SYSTEM = CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE;
  private static final CertificateUse MANUFACTURER = CertificateUse.MANUFACTURER_ROOT_CERTIFICATE;

  private final SimAuthority authority = authority("Root", 1);

  static SimAuthority authority(String name, long seed) {
    return new SimAuthority(name, seed, LONG_AGO, FAR_AHEAD);
  }

  private static Scenario installs(
      Scenario s, CertificateUse use, String pem, InstallCertificate.Status expected) {
    return s.backOfficeAsks(
        new InstallCertificate.Request(use, pem),
        r -> assertThat(r).isEqualTo(new InstallCertificate.Response(expected)));
  }

  private static Scenario installed(Scenario s, CertificateUse use, String pem) {
    return installs(s, use, pem, InstallCertificate.Status.ACCEPTED);
  }

  private static List<CertificateHashData> ids(Scenario s, CertificateUse use) {
    String id = s.yard().backOffice().call(new GetInstalledCertificateIds.Request(use));
    s.later(ofSeconds(2));
    var answer = (GetInstalledCertificateIds.Response) s.yard().backOffice().answer(id);
    boolean none = answer.status() == GetInstalledCertificateIds.Status.NOT_FOUND;
    assertThat(answer.certificateHashData() == null).isEqualTo(none);
    return none ? List.of() : answer.certificateHashData();
  }

  private static DeleteCertificate.Status deletes(Scenario s, CertificateHashData which) {
    String id = s.yard().backOffice().call(new DeleteCertificate.Request(which));
    s.later(ofSeconds(2));
    return ((DeleteCertificate.Response) s.yard().backOffice().answer(id)).status();
  }

  private static List<String> told(Scenario s) {
    return s.yard().backOffice().received(SecurityEventNotification.Request.class).stream()
        .map(SecurityEventNotification.Request::type)
        .filter(type -> !type.equals("StartupOfTheDevice"))
        .toList();
  }

  @Test
  void roots_are_installed_listed_and_deleted_OCPP_T_075_1_T_075_2_T_076() {
    for (CertificateUse use : CertificateUse.values()) {
      Scenario s = new Scenario();
      assertThat(ids(s, use)).isEmpty();
      installed(s, use, authority.rootPem());
      CertificateHashData id = ids(s, use).getFirst();
      assertThat(id.hashAlgorithm()).isEqualTo(HashAlgorithm.SHA256);
      assertThat(id.issuerNameHash()).hasSize(64).matches("[0-9a-f]+");
      assertThat(id.issuerKeyHash()).hasSize(64);
      assertThat(id.serialNumber()).isEqualTo("1");
      assertThat(deletes(s, id)).isEqualTo(DeleteCertificate.Status.ACCEPTED);
      assertThat(deletes(s, id)).isEqualTo(DeleteCertificate.Status.NOT_FOUND);
      assertThat(ids(s, use)).isEmpty();
    }
  }

  @Test
  void a_certificate_is_found_however_its_name_is_written_OCPP_SE_25() {
    Scenario s = installed(new Scenario(), SYSTEM, authority.rootPem());
    CertificateHashData id = ids(s, SYSTEM).getFirst();
    var shouted =
        new CertificateHashData(
            id.hashAlgorithm(),
            id.issuerNameHash().toUpperCase(Locale.ROOT),
            id.issuerKeyHash().toUpperCase(Locale.ROOT),
            "0001");
    assertThat(deletes(s, shouted)).isEqualTo(DeleteCertificate.Status.ACCEPTED);
  }

  @Test
  void the_same_root_again_is_no_second_one_and_it_survives_a_power_cut_OCPP_SE_22() {
    Scenario s = installed(new Scenario(), MANUFACTURER, authority.rootPem());
    installed(s, MANUFACTURER, authority.rootPem());
    s.cutPower().later(ofSeconds(5)).restorePower().later(ofMinutes(1));
    assertThat(ids(s, MANUFACTURER)).hasSize(1);
    assertThat(ids(s, SYSTEM)).isEmpty();
  }

  @Test
  void what_is_no_valid_root_is_rejected_and_told_OCPP_SE_22_P_48() {
    Scenario s = new Scenario();
    Instant now = Scenario.MONDAY_NOON;
    String leaf = Certificates.pem(authority.server("cs.test", LONG_AGO, FAR_AHEAD));
    String expired = new SimAuthority("Old", 2, LONG_AGO, now.minusSeconds(60)).rootPem();
    for (String bad :
        List.of("", "nonsense", leaf, expired, authority.rootPem() + authority.rootPem())) {
      installs(s, SYSTEM, bad, InstallCertificate.Status.REJECTED);
    }
    assertThat(ids(s, SYSTEM)).isEmpty();
    assertThat(told(s)).hasSize(5).containsOnly("InvalidCentralSystemCertificate");
    installs(s, MANUFACTURER, leaf, InstallCertificate.Status.REJECTED);
    assertThat(told(s)).hasSize(5);
  }

  @Test
  void the_eleventh_root_is_rejected_OCPP_SE_22_CF_59() {
    Scenario s = new Scenario();
    for (int i = 0; i < 10; i++) {
      installed(s, i % 2 == 0 ? SYSTEM : MANUFACTURER, authority("Root " + i, i).rootPem());
    }
    installs(s, SYSTEM, authority("More", 99).rootPem(), InstallCertificate.Status.REJECTED);
    assertThat(ids(s, SYSTEM)).hasSize(5);
  }

  @Test
  void
      firmware_is_believed_from_servers_of_either_root_and_logs_go_to_the_operators_only_OCPP_SE_22() {
    String maker = authority("Maker", 3).rootPem();
    Scenario s = installed(new Scenario(), SYSTEM, authority.rootPem());
    installed(s, MANUFACTURER, maker);
    s.backOfficeAsks(
        new UpdateFirmware.Request("https://files.test/x.bin", 0, s.yard().wall(), null), _ -> {});
    assertThat(s.yard().files().roots()).containsExactly(authority.rootPem(), maker);
    s.backOfficeAsks(
        new GetDiagnostics.Request("https://files.test/in", null, null, null, null), _ -> {});
    assertThat(s.yard().files().roots()).containsExactly(authority.rootPem());
  }

  // The station's own certificate.

  private Scenario ready() {
    return installed(
        new Scenario().with(Keys.CPO_NAME, "Operator, Inc. \"one\""), SYSTEM, authority.rootPem());
  }

  private static TriggerStatus triggers(Scenario s) {
    String id =
        s.yard()
            .backOffice()
            .call(
                new ExtendedTriggerMessage.Request(
                    MessageTrigger.SIGN_CHARGE_POINT_CERTIFICATE, null));
    s.later(ofSeconds(2));
    return ((ExtendedTriggerMessage.Response) s.yard().backOffice().answer(id)).status();
  }

  private static String request(Scenario s) {
    return s.yard().backOffice().received(SignCertificate.Request.class).getLast().csr();
  }

  private static GenericStatus signed(Scenario s, X509Certificate... chain) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate link : chain) {
      text.append(Certificates.pem(link));
    }
    return signed(s, text.toString());
  }

  private static GenericStatus signed(Scenario s, String chain) {
    String id = s.yard().backOffice().call(new CertificateSigned.Request(chain));
    s.later(ofSeconds(2));
    return ((CertificateSigned.Response) s.yard().backOffice().answer(id)).status();
  }

  /** A station that has a certificate of its own. */
  private Scenario certified(Instant until) {
    Scenario s = ready();
    assertThat(triggers(s)).isEqualTo(TriggerStatus.ACCEPTED);
    assertThat(signed(s, authority.sign(request(s), LONG_AGO, until)))
        .isEqualTo(GenericStatus.ACCEPTED);
    return s;
  }

  private static ChangeConfiguration.Status sets(Scenario s, String key, String value) {
    String id = s.yard().backOffice().call(new ChangeConfiguration.Request(key, value));
    s.later(ofSeconds(2));
    return ((ChangeConfiguration.Response) s.yard().backOffice().answer(id)).status();
  }

  @Test
  void a_certificate_is_asked_for_signed_and_shown_OCPP_T_074_SE_20_SE_21() {
    Scenario s = certified(FAR_AHEAD);
    assertThat(request(s))
        .startsWith("-----BEGIN CERTIFICATE REQUEST-----")
        .hasSizeLessThan(5500)
        .doesNotContain("PRIVATE");
    assertThat(sets(s, "SecurityProfile", "3")).isEqualTo(ChangeConfiguration.Status.ACCEPTED);
    s.later(ofSeconds(30));
    var endpoint = s.yard().network().endpoint();
    assertThat(endpoint.url()).hasToString("wss://cs.test/ocpp/00000042");
    assertThat(endpoint.authorization()).isNull();
    assertThat(endpoint.tls().key()).isEqualTo("key-1");
    assertThat(endpoint.tls().anchors()).containsExactly(authority.rootPem());
    assertThat(endpoint.tls().bundled()).isFalse();
    assertThat(s.yard().network().open()).isTrue();

    // A second one is shown as soon as it is here; the first stays as a fallback.
    assertThat(triggers(s)).isEqualTo(TriggerStatus.ACCEPTED);
    X509Certificate next = authority.sign(request(s), LONG_AGO.plusSeconds(1), FAR_AHEAD);
    assertThat(signed(s, next)).isEqualTo(GenericStatus.ACCEPTED);
    s.later(ofSeconds(30));
    assertThat(s.yard().network().endpoint().tls().key()).isEqualTo("key-2");
    assertThat(s.yard().safe().names()).containsExactly("key-1", "key-2");
  }

  @Test
  void a_certificate_that_is_wrong_in_any_respect_is_rejected_and_told_OCPP_T_077_SE_21_CF_56() {
    Scenario s = ready();
    assertThat(sets(s, "CpoName", "")).isEqualTo(ChangeConfiguration.Status.ACCEPTED);
    assertThat(triggers(s)).isEqualTo(TriggerStatus.REJECTED);
    assertThat(sets(s, "CpoName", "Operator, Inc. \"one\""))
        .isEqualTo(ChangeConfiguration.Status.ACCEPTED);
    assertThat(triggers(s)).isEqualTo(TriggerStatus.ACCEPTED);
    String request = request(s);
    String subject = "O=Operator\\, Inc. \\\"one\\\",CN=00000042";
    String foreign = authority("Else", 7).rootPem();
    List<String> wrong =
        List.of(
            "nonsense",
            Certificates.pem(authority.server("00000042", LONG_AGO, FAR_AHEAD)),
            Certificates.pem(
                authority.sign(request, "O=Operator,CN=00000042", LONG_AGO, FAR_AHEAD)),
            Certificates.pem(
                authority.sign(request, subject.replace("42", "43"), LONG_AGO, FAR_AHEAD)),
            Certificates.pem(
                authority.sign(request, LONG_AGO, Scenario.MONDAY_NOON.minusSeconds(9))),
            Certificates.pem(authority("Else", 7).sign(request, LONG_AGO, FAR_AHEAD)),
            Certificates.pem(authority("Else", 7).sign(request, LONG_AGO, FAR_AHEAD)) + foreign);
    for (String one : wrong) {
      assertThat(signed(s, one)).as(one).isEqualTo(GenericStatus.REJECTED);
    }
    s.later(ofSeconds(10));
    assertThat(told(s)).hasSize(wrong.size()).containsOnly("InvalidChargePointCertificate");
    assertThat(sets(s, "SecurityProfile", "3")).isEqualTo(ChangeConfiguration.Status.REJECTED);
    // The request is still open.
    assertThat(signed(s, authority.sign(request, subject, LONG_AGO, FAR_AHEAD)))
        .isEqualTo(GenericStatus.ACCEPTED);
  }

  @Test
  void an_operator_who_will_not_sign_is_not_asked_again_by_itself_OCPP_MS_13() {
    Scenario s = ready().doing(y -> y.backOffice().willSign(false));
    assertThat(triggers(s)).isEqualTo(TriggerStatus.ACCEPTED);
    String request = request(s);
    assertThat(request).hasSizeLessThanOrEqualTo(5500);
    s.later(ofDays(2));
    assertThat(s.yard().backOffice().received(SignCertificate.Request.class)).hasSize(1);
    assertThat(s.yard().disk().events(History.NEWEST, 999, "security"))
        .anyMatch(line -> line.entry().sentence().contains("will not sign a certificate"));
    // What comes for a request that was turned down is not taken.
    assertThat(signed(s, authority.sign(request, LONG_AGO, FAR_AHEAD)))
        .isEqualTo(GenericStatus.REJECTED);
    s.doing(y -> y.backOffice().willSign(true));
    assertThat(triggers(s)).isEqualTo(TriggerStatus.ACCEPTED);
    assertThat(signed(s, authority.sign(request(s), LONG_AGO, FAR_AHEAD)))
        .isEqualTo(GenericStatus.ACCEPTED);
  }

  @Test
  void a_chain_that_is_longer_than_told_is_refused_unread_OCPP_CF_58() {
    Scenario s = ready();
    assertThat(told(s, "CertificateSignedMaxChainSize")).isEqualTo("10000");
    assertThat(triggers(s)).isEqualTo(TriggerStatus.ACCEPTED);
    String good = Certificates.pem(authority.sign(request(s), LONG_AGO, FAR_AHEAD));
    // Blank lines between certificates are no part of them.
    String tooLong = (good + "\n".repeat(10_001 - good.length())).replace("\n", "\\n");
    String id =
        s.yard()
            .backOffice()
            .call("CertificateSigned", "{\"certificateChain\":\"" + tooLong + "\"}");
    s.later(ofSeconds(2));
    assertThat(s.yard().backOffice().refusal(id)).isNotNull();
    assertThat(s.yard().safe().names()).hasSize(1);
    assertThat(signed(s, good + "\n".repeat(10_000 - good.length())))
        .isEqualTo(GenericStatus.ACCEPTED);
  }

  @Test
  void roots_stand_side_by_side_as_no_additional_check_is_claimed_OCPP_SE_23_CF_57() {
    Scenario s = installed(new Scenario(), SYSTEM, authority.rootPem());
    assertThat(told(s, "AdditionalRootCertificateCheck")).isEqualTo("false");
    assertThat(sets(s, "AdditionalRootCertificateCheck", "true"))
        .isEqualTo(ChangeConfiguration.Status.REJECTED);
    installed(s, SYSTEM, authority("Not signed by the first", 2).rootPem());
    assertThat(ids(s, SYSTEM)).hasSize(2);
  }

  /** What the station says that a key is. */
  private static String told(Scenario s, String key) {
    String id = s.yard().backOffice().call(new GetConfiguration.Request(List.of(key)));
    s.later(ofSeconds(2));
    return ((GetConfiguration.Response) s.yard().backOffice().answer(id))
        .configurationKey()
        .getFirst()
        .value();
  }

  @Test
  void a_certificate_that_nobody_asked_for_is_rejected_OCPP_SE_21() {
    Scenario s = certified(FAR_AHEAD);
    assertThat(signed(s, authority.sign(request(s), LONG_AGO, FAR_AHEAD)))
        .isEqualTo(GenericStatus.REJECTED);
  }

  @Test
  void without_an_operators_name_none_is_asked_for_OCPP_TM_05() {
    assertThat(triggers(new Scenario())).isEqualTo(TriggerStatus.REJECTED);
  }

  @Test
  void a_broken_safe_asks_for_nothing_OCPP_SE_20() {
    Scenario s = ready();
    s.yard().safe().breaks(true);
    assertThat(triggers(s)).isEqualTo(TriggerStatus.ACCEPTED);
    assertThat(asked(s)).isZero();
    assertThat(s.yard().disk().events(History.NEWEST, 5, "security").toString())
        .contains("No certificate is asked for: the safe for keys is broken.");
    s.yard().safe().breaks(false);
    s.later(ofMinutes(5));
    assertThat(asked(s)).isZero();
    assertThat(triggers(s)).isEqualTo(TriggerStatus.ACCEPTED);
    assertThat(asked(s)).isEqualTo(1);
  }

  private static int asked(Scenario s) {
    return s.yard().backOffice().received(SignCertificate.Request.class).size();
  }

  /** A safe on a slow disk, and a key that is being made. */
  private Scenario making() {
    Scenario s = ready();
    s.yard().safe().takes(ofSeconds(20));
    assertThat(triggers(s)).isEqualTo(TriggerStatus.ACCEPTED);
    assertThat(asked(s)).isZero();
    return s;
  }

  @Test
  void the_station_goes_on_while_a_key_is_made_OCPP_SE_20() {
    Scenario s = making();
    assertThat(ids(s, MANUFACTURER)).isEmpty();
    // The same order once more is the same order.
    assertThat(triggers(s)).isEqualTo(TriggerStatus.ACCEPTED);
    s.later(ofSeconds(30));
    assertThat(asked(s)).isEqualTo(1);
    assertThat(signed(s, authority.sign(request(s), LONG_AGO, FAR_AHEAD)))
        .isEqualTo(GenericStatus.ACCEPTED);
    assertThat(s.yard().safe().names()).containsExactly("key-1");
  }

  @Test
  void a_key_that_was_ordered_before_a_power_cut_is_made_after_it_OCPP_SE_20() {
    Scenario s = making();
    s.cutPower().later(ofSeconds(5)).restorePower().later(ofMinutes(2));
    assertThat(asked(s)).isEqualTo(1);
    assertThat(signed(s, authority.sign(request(s), LONG_AGO, FAR_AHEAD)))
        .isEqualTo(GenericStatus.ACCEPTED);
  }

  @Test
  void a_key_that_is_ready_while_nobody_listens_is_replaced_and_destroyed_OCPP_SE_20() {
    Scenario s = making();
    s.networkDown().later(ofMinutes(2));
    assertThat(s.yard().safe().names()).containsExactly("key-1");
    s.networkUp().later(ofMinutes(5));
    assertThat(asked(s)).isEqualTo(1);
    assertThat(s.yard().safe().names()).containsExactly("key-2");
    assertThat(signed(s, authority.sign(request(s), LONG_AGO, FAR_AHEAD)))
        .isEqualTo(GenericStatus.ACCEPTED);
  }

  @Test
  void a_restart_in_the_middle_leaves_no_key_behind_that_nobody_knows_OCPP_SE_08() {
    Scenario s = making();
    s.backOfficeAsks(
        new Reset.Request(ResetType.SOFT),
        r -> assertThat(r).isEqualTo(new Reset.Response(GenericStatus.ACCEPTED)));
    s.later(ofMinutes(5));
    assertThat(asked(s)).isEqualTo(1);
    assertThat(s.yard().safe().names()).hasSize(1);
    assertThat(signed(s, authority.sign(request(s), LONG_AGO, FAR_AHEAD)))
        .isEqualTo(GenericStatus.ACCEPTED);
  }

  @Test
  void a_certificate_for_later_is_used_as_soon_as_its_time_has_come_OCPP_SE_21() {
    Scenario s = certified(FAR_AHEAD);
    assertThat(sets(s, "SecurityProfile", "3")).isEqualTo(ChangeConfiguration.Status.ACCEPTED);
    s.later(ofSeconds(30));
    assertThat(triggers(s)).isEqualTo(TriggerStatus.ACCEPTED);
    Instant soon = s.yard().wall().plusSeconds(3600);
    assertThat(signed(s, authority.sign(request(s), soon, FAR_AHEAD)))
        .isEqualTo(GenericStatus.ACCEPTED);
    s.later(ofMinutes(50));
    assertThat(s.yard().network().endpoint().tls().key()).isEqualTo("key-1");
    s.later(ofMinutes(15));
    assertThat(s.yard().network().endpoint().tls().key()).isEqualTo("key-2");
    assertThat(s.yard().network().open()).isTrue();
  }

  @Test
  void a_certificate_is_renewed_in_its_last_month_and_asked_for_once_a_day_OCPP_SE_20() {
    Scenario s = certified(Scenario.MONDAY_NOON.plus(ofDays(32)));
    s.later(ofDays(1));
    assertThat(s.yard().backOffice().received(SignCertificate.Request.class)).hasSize(1);
    s.later(ofDays(3));
    assertThat(s.yard().backOffice().received(SignCertificate.Request.class).size())
        .isBetween(3, 4);
    assertThat(signed(s, authority.sign(request(s), LONG_AGO.plusSeconds(5), FAR_AHEAD)))
        .isEqualTo(GenericStatus.ACCEPTED);
    int asked = s.yard().backOffice().received(SignCertificate.Request.class).size();
    s.later(ofDays(3));
    assertThat(s.yard().backOffice().received(SignCertificate.Request.class)).hasSize(asked);
    assertThat(certificates(s)).hasSize(2);
  }

  private static List<Fact> certificates(Scenario s) {
    return s.yard().disk().replay().stream()
        .filter(fact -> fact instanceof Fact.StationCertified)
        .toList();
  }

  @Test
  void no_private_key_and_no_certificate_request_is_in_the_log_or_on_the_disk_OCPP_SE_08() {
    Scenario s = certified(FAR_AHEAD);
    assertThat(s.yard().disk().replay().toString()).doesNotContain("PRIVATE");
    assertThat(s.yard().disk().events(History.NEWEST, 1000, null).toString())
        .doesNotContain("PRIVATE")
        .doesNotContain("BEGIN");
  }
}
