package opencompact.scenario;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import opencompact.host.security.Certificates;
import opencompact.ocpp.CertificateUse;
import opencompact.ocpp.ExtendedTriggerMessage;
import opencompact.ocpp.Firmware;
import opencompact.ocpp.FirmwareStatusNotification;
import opencompact.ocpp.InstallCertificate;
import opencompact.ocpp.MessageTrigger;
import opencompact.ocpp.SecurityEventNotification;
import opencompact.ocpp.SignedFirmwareStatus;
import opencompact.ocpp.SignedFirmwareStatusNotification;
import opencompact.ocpp.SignedUpdateFirmware;
import opencompact.ocpp.TriggerStatus;
import opencompact.ocpp.UpdateFirmware;
import opencompact.sim.SimAuthority;
import opencompact.sim.SimFileServers.Mood;
import opencompact.sim.SimInstaller;
import org.junit.jupiter.api.Test;

/** Signed firmware updates on the whole station (section 9.4 of the checklist). */
class SignedFirmwareTest {
  private static final String IMAGE = "https://files.test/compact-2.bin";
  private static final String SIGNATURE = "c2lnbmVkIGJ5IHRoZSBtYWtlcg==";
  private static final String CARD = "04A1B2C3";
  private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2035-01-01T00:00:00Z");

  private final SimAuthority maker = new SimAuthority("Maker", 1, FROM, UNTIL);
  private final String signer = Certificates.pem(maker.server("Firmware", FROM, UNTIL));

  private Scenario served() {
    Scenario s = new Scenario();
    s.yard().files().offers(IMAGE, 20_000_000, SIGNATURE);
    s.backOfficeAsks(
        new InstallCertificate.Request(
            CertificateUse.MANUFACTURER_ROOT_CERTIFICATE, maker.rootPem()),
        r ->
            assertThat(r)
                .isEqualTo(new InstallCertificate.Response(InstallCertificate.Status.ACCEPTED)));
    return s;
  }

  private static SignedUpdateFirmware.Request request(
      Scenario s, int id, String certificate, String signature, Duration from, Duration install) {
    Instant now = s.yard().wall();
    return new SignedUpdateFirmware.Request(
        2,
        10,
        id,
        new Firmware(
            IMAGE,
            now.plus(from),
            install == null ? null : now.plus(install),
            certificate,
            signature));
  }

  private static Scenario order(
      Scenario s, SignedUpdateFirmware.Request request, SignedUpdateFirmware.Status expected) {
    return s.backOfficeAsks(
        request, r -> assertThat(r).isEqualTo(new SignedUpdateFirmware.Response(expected)));
  }

  private Scenario order(Scenario s, int id) {
    return order(
        s,
        request(s, id, signer, SIGNATURE, Duration.ZERO, null),
        SignedUpdateFirmware.Status.ACCEPTED);
  }

  private static List<SignedFirmwareStatus> told(Scenario s, int id) {
    return s.yard().backOffice().received(SignedFirmwareStatusNotification.Request.class).stream()
        .filter(r -> Integer.valueOf(id).equals(r.requestId()))
        .map(SignedFirmwareStatusNotification.Request::status)
        .toList();
  }

  private static List<String> events(Scenario s) {
    return s.yard().backOffice().received(SecurityEventNotification.Request.class).stream()
        .map(SecurityEventNotification.Request::type)
        .toList();
  }

  @Test
  void signed_firmware_is_verified_before_it_is_installed_OCPP_SE_31_SE_33_T_080() {
    Scenario s = order(served(), 7).later(ofMinutes(2));
    assertThat(told(s, 7))
        .containsExactly(
            SignedFirmwareStatus.DOWNLOADING,
            SignedFirmwareStatus.DOWNLOADED,
            SignedFirmwareStatus.SIGNATURE_VERIFIED,
            SignedFirmwareStatus.INSTALLING,
            SignedFirmwareStatus.INSTALL_REBOOTING,
            SignedFirmwareStatus.INSTALLED);
    assertThat(events(s)).contains("FirmwareUpdated");
    s.expectStatus(Status.AVAILABLE);
    assertThat(s.yard().backOffice().received(FirmwareStatusNotification.Request.class)).isEmpty();
  }

  @Test
  void a_wrong_signature_is_told_and_nothing_is_installed_OCPP_SE_32_T_081() {
    for (String signature : List.of("d3Jvbmc=", "", "no base64 %")) {
      Scenario s = served();
      order(
          s,
          request(s, 8, signer, signature, Duration.ZERO, null),
          SignedUpdateFirmware.Status.ACCEPTED);
      s.later(ofMinutes(2));
      assertThat(told(s, 8))
          .containsExactly(
              SignedFirmwareStatus.DOWNLOADING,
              SignedFirmwareStatus.DOWNLOADED,
              SignedFirmwareStatus.INVALID_SIGNATURE);
      assertThat(events(s)).contains("InvalidFirmwareSignature").doesNotContain("FirmwareUpdated");
      s.expectStatus(Status.AVAILABLE);
      assertThat(s.yard().installer().running()).isNull();
    }
  }

  @Test
  void a_certificate_that_is_not_believed_is_refused_before_anything_is_fetched_OCPP_SE_30() {
    SimAuthority stranger = new SimAuthority("Stranger", 2, FROM, UNTIL);
    Instant past = Instant.parse("2025-06-01T00:00:00Z");
    for (String bad :
        List.of(
            Certificates.pem(stranger.server("Firmware", FROM, UNTIL)),
            Certificates.pem(maker.server("Firmware", FROM, past)),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
            "")) {
      Scenario s = served();
      order(
          s,
          request(s, 9, bad, SIGNATURE, Duration.ZERO, null),
          SignedUpdateFirmware.Status.INVALID_CERTIFICATE);
      s.later(ofMinutes(1));
      assertThat(told(s, 9)).isEmpty();
      assertThat(s.yard().files().begun()).isZero();
      assertThat(events(s)).contains("InvalidFirmwareSigningCertificate");
    }
  }

  @Test
  void a_certificate_that_the_manufacturer_has_taken_back_is_answered_as_revoked_OCPP_SE_30() {
    X509Certificate leaked = maker.server("Firmware", FROM, UNTIL);
    SignedUpdateFirmware.Status revoked = SignedUpdateFirmware.Status.REVOKED_CERTIFICATE;
    Scenario s = served();
    Instant now = s.yard().wall();
    String list = maker.revocations(now, leaked);

    // One that somebody else has signed is not taken, and says nothing.
    String foreign = new SimAuthority("Maker", 7, FROM, UNTIL).revocations(now, leaked);
    installs(s, maker.rootPem() + foreign, InstallCertificate.Status.REJECTED);
    order(
        s,
        request(s, 8, Certificates.pem(leaked), SIGNATURE, ofHours(1), null),
        SignedUpdateFirmware.Status.ACCEPTED);

    installs(s, maker.rootPem() + list, InstallCertificate.Status.ACCEPTED);
    order(s, request(s, 9, Certificates.pem(leaked), SIGNATURE, Duration.ZERO, null), revoked);
    assertThat(s.yard().files().begun()).isZero();
    assertThat(events(s)).contains("InvalidFirmwareSigningCertificate");

    // It is remembered, no older list undoes it, and the others go on.
    s.cutPower().later(ofSeconds(5)).restorePower().later(ofMinutes(1));
    installs(s, maker.rootPem() + maker.revocations(FROM), InstallCertificate.Status.ACCEPTED);
    installs(s, maker.rootPem(), InstallCertificate.Status.ACCEPTED);
    order(s, request(s, 10, Certificates.pem(leaked), SIGNATURE, Duration.ZERO, null), revoked);
    order(
        s,
        request(s, 11, signer, SIGNATURE, Duration.ZERO, null),
        SignedUpdateFirmware.Status.ACCEPTED_CANCELED);
  }

  private static void installs(Scenario s, String pem, InstallCertificate.Status expected) {
    s.backOfficeAsks(
        new InstallCertificate.Request(CertificateUse.MANUFACTURER_ROOT_CERTIFICATE, pem),
        r -> assertThat(r).isEqualTo(new InstallCertificate.Response(expected)));
  }

  @Test
  void without_a_root_of_the_manufacturer_nothing_is_believed_OCPP_SE_30() {
    Scenario s = new Scenario();
    order(
        s,
        request(s, 9, signer, SIGNATURE, Duration.ZERO, null),
        SignedUpdateFirmware.Status.INVALID_CERTIFICATE);
  }

  @Test
  void dates_in_the_future_are_told_as_scheduled_and_survive_a_power_cut_OCPP_SE_31() {
    Scenario s = served();
    order(
        s,
        request(s, 5, signer, SIGNATURE, ofHours(1), ofHours(3)),
        SignedUpdateFirmware.Status.ACCEPTED);
    s.later(ofMinutes(10));
    assertThat(told(s, 5)).containsExactly(SignedFirmwareStatus.DOWNLOAD_SCHEDULED);
    s.later(ofHours(1)).plugIn().tap(CARD).later(ofMinutes(1)).expectStatus(Status.CHARGING);
    s.cutPower().later(ofMinutes(1)).restorePower().later(ofMinutes(5));
    assertThat(told(s, 5))
        .containsExactly(
            SignedFirmwareStatus.DOWNLOAD_SCHEDULED,
            SignedFirmwareStatus.DOWNLOADING,
            SignedFirmwareStatus.DOWNLOADED,
            SignedFirmwareStatus.SIGNATURE_VERIFIED,
            SignedFirmwareStatus.INSTALL_SCHEDULED);
    s.later(ofHours(2));
    assertThat(told(s, 5))
        .endsWith(
            SignedFirmwareStatus.INSTALL_SCHEDULED,
            SignedFirmwareStatus.INSTALLING,
            SignedFirmwareStatus.INSTALL_REBOOTING,
            SignedFirmwareStatus.INSTALLED);
  }

  @Test
  void the_wait_for_another_attempt_is_told_as_a_pause_OCPP_SE_31() {
    Scenario s = served();
    s.yard().files().treatsNext(List.of(Mood.BREAKS_OFF));
    order(s, 6).later(ofMinutes(2));
    assertThat(told(s, 6))
        .startsWith(
            SignedFirmwareStatus.DOWNLOADING,
            SignedFirmwareStatus.DOWNLOAD_PAUSED,
            SignedFirmwareStatus.DOWNLOADING,
            SignedFirmwareStatus.DOWNLOADED)
        .endsWith(SignedFirmwareStatus.INSTALLED);
  }

  @Test
  void another_order_calls_a_running_one_off_but_not_an_installation_OCPP_SE_30() {
    Scenario s = order(served(), 1).later(ofSeconds(2));
    order(
        s,
        request(s, 2, signer, SIGNATURE, Duration.ZERO, null),
        SignedUpdateFirmware.Status.ACCEPTED_CANCELED);
    s.later(ofSeconds(20));
    assertThat(told(s, 2)).endsWith(SignedFirmwareStatus.INSTALLING);
    order(
        s,
        request(s, 3, signer, SIGNATURE, Duration.ZERO, null),
        SignedUpdateFirmware.Status.REJECTED);
    s.later(ofMinutes(2));
    assertThat(told(s, 1)).containsExactly(SignedFirmwareStatus.DOWNLOADING);
    assertThat(told(s, 2)).endsWith(SignedFirmwareStatus.INSTALLED);
    assertThat(told(s, 3)).isEmpty();
  }

  @Test
  void failures_of_download_package_and_installation_are_told_apart_OCPP_SE_31() {
    Scenario missing = served();
    missing.yard().files().becomes(Mood.DENIES);
    order(missing, 1).later(ofMinutes(2));
    assertThat(told(missing, 1)).endsWith(SignedFirmwareStatus.DOWNLOAD_FAILED);
    Scenario unfit = served();
    unfit.yard().installer().becomes(SimInstaller.Mood.REFUSES);
    order(unfit, 2).later(ofMinutes(2));
    assertThat(told(unfit, 2)).endsWith(SignedFirmwareStatus.INSTALL_VERIFICATION_FAILED);
    Scenario back = served();
    back.yard().installer().becomes(SimInstaller.Mood.ROLLS_BACK);
    order(back, 3).later(ofMinutes(2));
    assertThat(told(back, 3)).endsWith(SignedFirmwareStatus.INSTALLATION_FAILED);
  }

  @Test
  void it_waits_for_the_charge_OCPP_SE_33() {
    Scenario s = served();
    s.plugIn().tap(CARD).later(ofSeconds(30)).expectStatus(Status.CHARGING);
    order(s, 4).later(ofMinutes(3));
    assertThat(told(s, 4)).endsWith(SignedFirmwareStatus.SIGNATURE_VERIFIED);
    s.tap(CARD).later(ofMinutes(3));
    assertThat(told(s, 4)).endsWith(SignedFirmwareStatus.INSTALLED);
  }

  @Test
  void a_trigger_tells_what_was_said_last_and_idle_after_installed_OCPP_TM_05_TM_06() {
    Scenario s = served();
    trigger(s);
    assertThat(last(s))
        .isEqualTo(new SignedFirmwareStatusNotification.Request(SignedFirmwareStatus.IDLE, null));
    s.yard().files().becomes(Mood.DENIES);
    order(s, 1).later(ofMinutes(2));
    trigger(s);
    assertThat(last(s))
        .isEqualTo(
            new SignedFirmwareStatusNotification.Request(SignedFirmwareStatus.DOWNLOAD_FAILED, 1));
    s.yard().files().becomes(Mood.SERVES);
    order(s, 2).later(ofMinutes(2));
    trigger(s);
    assertThat(last(s))
        .isEqualTo(new SignedFirmwareStatusNotification.Request(SignedFirmwareStatus.IDLE, null));
  }

  private static SignedFirmwareStatusNotification.Request last(Scenario s) {
    return s.yard().backOffice().received(SignedFirmwareStatusNotification.Request.class).getLast();
  }

  private static void trigger(Scenario s) {
    s.backOfficeAsks(
        new ExtendedTriggerMessage.Request(MessageTrigger.FIRMWARE_STATUS_NOTIFICATION, null),
        r -> assertThat(r).isEqualTo(new ExtendedTriggerMessage.Response(TriggerStatus.ACCEPTED)));
  }

  @Test
  void from_security_profile_2_on_nothing_unsigned_is_installed_OCPP_SE_34_TR_25() {
    Scenario s = new Scenario();
    s.backOfficeAsks(
        new InstallCertificate.Request(
            CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE, maker.rootPem()),
        r ->
            assertThat(r)
                .isEqualTo(new InstallCertificate.Response(InstallCertificate.Status.ACCEPTED)));
    s.with(Keys.AUTHORIZATION_KEY, "0123456789ABCDEF0123456789ABCDEF").later(ofMinutes(1));
    // The line moves to the new profile five seconds later; until then the station hears.
    s.with(Keys.SECURITY_PROFILE, "2");
    String id =
        s.yard().backOffice().call(new UpdateFirmware.Request(IMAGE, 0, s.yard().wall(), null));
    s.later(ofSeconds(2));
    assertThat(s.yard().backOffice().refusal(id)).isEqualTo("NotSupported");
  }
}
