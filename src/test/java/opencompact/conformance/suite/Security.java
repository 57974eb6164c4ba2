package opencompact.conformance.suite;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static opencompact.conformance.suite.Expected.boot;
import static opencompact.conformance.suite.Expected.inAnyOrder;
import static opencompact.conformance.suite.Expected.request;
import static opencompact.conformance.suite.Expected.status;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.HexFormat;
import opencompact.host.security.Certificates;
import opencompact.host.uplink.BackOfficeLink.Down;
import opencompact.ocpp.CertificateSigned;
import opencompact.ocpp.CertificateUse;
import opencompact.ocpp.Firmware;
import opencompact.ocpp.InstallCertificate;
import opencompact.ocpp.SignedUpdateFirmware;
import opencompact.sim.SimAuthority;
import tools.jackson.databind.JsonNode;

/** The security white paper: passwords, certificates, profiles, logs, signed firmware. */
final class Security {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant FAR_AHEAD = Instant.parse("2090-01-01T00:00:00Z");
  private static final SimAuthority ROOT = new SimAuthority("Root", 1, LONG_AGO, FAR_AHEAD);
  private static final String SIGNATURE = "c2lnbmVkIGJ5IHRoZSBtYWtlcg==";
  private static final String FIRST = hex("the-first-password");
  private static final String SECOND = hex("OCA_OCTT_admin_test");

  private Security() {}

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The station speaks profile 1 with the first password. */
  private static Doorkeeper profile1(Tool t) {
    Doorkeeper keeper = new Doorkeeper();
    t.yard().network().guardedBy(keeper);
    t.configure("AuthorizationKey", FIRST);
    keeper.wants(FIRST);
    t.configure("SecurityProfile", 1);
    t.later(ofSeconds(20));
    t.requires(t.yard().network().open(), "The station comes back with profile 1");
    return keeper;
  }

  /** And profile 2, at a server that an installed root vouches for. */
  private static Doorkeeper profile2(Tool t) {
    Doorkeeper keeper = profile1(t);
    install(t, CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE);
    t.configure("SecurityProfile", 2);
    booted(t);
    t.requires(keeper.visits().getLast().startsWith("wss://"), "The station comes back over TLS");
    return keeper;
  }

  /** At another address the station introduces itself anew. */
  private static void booted(Tool t) {
    t.hears(boot(), inAnyOrder(status(0, "Available"), status(1, "Available")));
    t.later(ofSeconds(1));
  }

  private static void install(Tool t, CertificateUse use) {
    t.asks(new InstallCertificate.Request(use, ROOT.rootPem())).is("Accepted");
  }

  @Case(
      id = "OCPP-T-073",
      name = "New password",
      guards = {"P-31", "P-32"})
  static void new_password(Tool t) {
    Doorkeeper keeper = profile1(t);
    for (String key : new String[] {SECOND, FIRST}) {
      int before = keeper.visits().size();
      keeper.wants(key);
      t.configure("AuthorizationKey", key);
      t.later(ofSeconds(20));
      t.requires(keeper.visits().size() == before + 1, "One attempt, with the new password");
      t.requires(t.yard().network().open(), "The station is back, without a restart");
    }
  }

  @Case(id = "OCPP-X-22", name = "A password that the central system has not stored")
  static void forgotten_password(Tool t) {
    Doorkeeper keeper = profile1(t);
    int before = keeper.visits().size();
    t.configure("AuthorizationKey", SECOND);
    t.reconnect();
    t.requires(keeper.visits().size() == before + 4, "Three times with the new, then the old");
    t.requires(t.yard().network().open(), "The previous password lets it in again");
  }

  @Case(
      id = "OCPP-T-074",
      name = "New certificate of the station",
      guards = {"MS-36", "SE-20", "SE-21"})
  static void new_certificate(Tool t) {
    t.configure("CpoName", "Operator");
    install(t, CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE);
    certify(t);
    t.configure("SecurityProfile", 3);
    booted(t);
    String first = t.yard().network().endpoint().tls().key();
    certify(t);
    t.later(ofSeconds(20));
    String second = t.yard().network().endpoint().tls().key();
    t.requires(!second.equals(first), "The station comes back with the new certificate");
    t.requires(t.yard().network().open(), "It is connected");
  }

  private static X509Certificate certify(Tool t) {
    X509Certificate leaf = ROOT.sign(asked(t), t.now().minusSeconds(60), FAR_AHEAD);
    t.asks(new CertificateSigned.Request(Certificates.pem(leaf))).is("Accepted");
    return leaf;
  }

  /** The certificate request that the station sends when it is told to. */
  private static String asked(Tool t) {
    t.asks("ExtendedTriggerMessage", "{'requestedMessage':'SignChargePointCertificate'}")
        .is("Accepted");
    return t.hears(request("SignCertificate")).path("csr").asString();
  }

  @Case(
      id = "OCPP-T-075_1",
      name = "Install a manufacturer's root",
      guards = {"P-46", "P-47", "SE-22", "SE-24", "SE-25"})
  static void manufacturer_root(Tool t) {
    installs(t, CertificateUse.MANUFACTURER_ROOT_CERTIFICATE);
  }

  @Case(id = "OCPP-T-075_2", name = "Install a central system's root")
  static void central_system_root(Tool t) {
    installs(t, CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE);
  }

  private static void installs(Tool t, CertificateUse use) {
    JsonNode none = installed(t, use).is("NotFound").payload();
    t.requires(!none.has("certificateHashData"), "Where there is none, none is listed");
    install(t, use);
    JsonNode one = installed(t, use).is("Accepted").payload().path("certificateHashData").path(0);
    t.requires(one.path("serialNumber").asString().equals("1"), "The serial number in hex");
    t.requires(one.path("hashAlgorithm").asString().equals("SHA256"), "The algorithm");
    t.requires(one.path("issuerNameHash").asString().length() == 64, "The hash of the name");
    t.requires(one.path("issuerKeyHash").asString().length() == 64, "The hash of the key");
  }

  private static Answer installed(Tool t, CertificateUse use) {
    return t.asks("GetInstalledCertificateIds", "{'certificateType':'%s'}".formatted(use.wire()));
  }

  @Case(
      id = "OCPP-T-076",
      name = "Delete a root",
      guards = {"SE-26"})
  static void delete(Tool t) {
    CertificateUse use = CertificateUse.MANUFACTURER_ROOT_CERTIFICATE;
    install(t, use);
    String hash = installed(t, use).payload().path("certificateHashData").path(0).toString();
    String which = "{'certificateHashData':%s}".formatted(hash);
    t.asks("DeleteCertificate", which).is("Accepted");
    installed(t, use).is("NotFound");
    t.asks("DeleteCertificate", which).is("NotFound");
  }

  @Case(id = "OCPP-T-077", name = "Invalid certificate of the station")
  static void invalid_certificate(Tool t) {
    t.configure("CpoName", "Operator");
    install(t, CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE);
    SimAuthority stranger = new SimAuthority("Stranger", 2, LONG_AGO, FAR_AHEAD);
    X509Certificate leaf = stranger.sign(asked(t), LONG_AGO, FAR_AHEAD);
    t.asks(new CertificateSigned.Request(Certificates.pem(leaf))).is("Rejected");
    t.hears(request("SecurityEventNotification").with("type", "InvalidChargePointCertificate"));
  }

  @Case(
      id = "OCPP-T-078",
      name = "Invalid certificate of the central system",
      guards = {"P-48"})
  static void invalid_server_certificate(Tool t) {
    Doorkeeper keeper = profile2(t);
    int before = keeper.visits().size();
    keeper.failsBy(
        new Down(Down.Kind.UNTRUSTED, 0, 0, "The server's certificate is signed by a stranger."));
    t.yard().network().cut();
    t.later(ofMinutes(5));
    t.requires(!t.yard().network().open(), "Nobody is believed without a good certificate");
    t.requires(keeper.visits().size() > before + 2, "It is tried again and again");
    keeper.failsBy(null);
    t.reconnect();
    t.hears(request("SecurityEventNotification").with("type", "InvalidCentralSystemCertificate"));
  }

  @Case(id = "OCPP-T-079", name = "Security log")
  static void security_log(Tool t) {
    JsonNode answer =
        t.asks(
                "GetLog",
                "{'logType':'SecurityLog','requestId':7,'log':{'remoteLocation':"
                    + "'https://cpo:secret@files.test/in'}}")
            .is("Accepted")
            .payload();
    t.requires(!answer.path("filename").asString("").isEmpty(), "The file is named");
    Expected.Request log = request("LogStatusNotification").with("requestId", 7);
    t.hears(log.with("status", "Uploading"), log.with("status", "Uploaded"));
  }

  @Case(
      id = "OCPP-T-080",
      name = "Signed firmware update",
      guards = {"MS-14", "SE-30", "SE-31", "SE-33"})
  static void signed_update(Tool t) {
    order(t, SIGNATURE);
    t.hears(
        progress("Downloading"),
        progress("Downloaded"),
        progress("SignatureVerified"),
        inAnyOrder(progress("Installing"), status("Unavailable")),
        progress("InstallRebooting"),
        boot(),
        inAnyOrder(status(0, "Available"), status(1, "Unavailable", "Available")),
        inAnyOrder(
            progress("Installed"),
            request("SecurityEventNotification").with("type", "FirmwareUpdated")),
        status("Available"));
  }

  @Case(
      id = "OCPP-T-081",
      name = "Firmware with a bad signature",
      guards = {"SE-32"})
  static void badly_signed_update(Tool t) {
    order(t, "d3Jvbmc=");
    t.hears(
        progress("Downloading"),
        progress("Downloaded"),
        inAnyOrder(
            progress("InvalidSignature"),
            request("SecurityEventNotification").with("type", "InvalidFirmwareSignature")));
  }

  private static Expected.Request progress(String status) {
    return request("SignedFirmwareStatusNotification").with("requestId", 7).with("status", status);
  }

  private static void order(Tool t, String signature) {
    t.yard().files().offers(FirmwareManagement.IMAGE, 5_000_000, SIGNATURE);
    install(t, CertificateUse.MANUFACTURER_ROOT_CERTIFICATE);
    String signer = Certificates.pem(ROOT.server("Firmware", LONG_AGO, FAR_AHEAD));
    t.asks(
            new SignedUpdateFirmware.Request(
                1, 10, 7, new Firmware(FirmwareManagement.IMAGE, t.now(), null, signer, signature)))
        .is("Accepted");
  }

  @Case(
      id = "OCPP-T-083",
      name = "Upgrade of the security profile",
      guards = {"SE-02", "SE-03", "SE-04"})
  static void upgrade(Tool t) {
    Doorkeeper keeper = profile1(t);
    install(t, CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE);
    t.configure("SecurityProfile", 2);
    t.reset("Hard").is("Accepted");
    booted(t);
    t.requires(keeper.visits().getLast().startsWith("wss://"), "It boots over TLS");
    int good = keeper.visits().size();
    keeper.failsBy(new Down(Down.Kind.UNREACHABLE, 0, 0, "Nothing listens there."));
    t.yard().network().cut();
    t.later(ofMinutes(30));
    t.requires(
        keeper.visits().subList(good, keeper.visits().size()).stream()
            .allMatch(url -> url.startsWith("wss://")),
        "The old profile is never used again");
    keeper.failsBy(null);
    t.reconnect();
  }

  @Case(
      id = "OCPP-T-084",
      name = "Downgrade of the security profile",
      guards = {"SE-01"})
  static void downgrade(Tool t) {
    profile2(t);
    t.asks("ChangeConfiguration", "{'key':'SecurityProfile','value':'1'}").is("Rejected");
    t.asks("ChangeConfiguration", "{'key':'SecurityProfile','value':'0'}").is("Rejected");
  }

  @Case(id = "OCPP-T-085", name = "Basic authentication")
  static void basic_authentication(Tool t) {
    Doorkeeper keeper = profile1(t);
    // The keeper lets nobody in but identity, colon and the decoded bytes of the key.
    t.requires(keeper.visits().getLast().endsWith("/00000042"), "The id is the last segment");
    t.requires(t.yard().network().endpoint().identity().equals("00000042"), "And the user");
  }

  @Case(
      id = "OCPP-T-086",
      name = "TLS, certificate of the server",
      toldBy = {"NettyLinkTlsTest", "WholeStationTest"})
  static void server_certificate(Tool t) {}

  @Case(
      id = "OCPP-T-087",
      name = "TLS, certificate of the station",
      guards = {"SE-08"})
  static void client_certificate(Tool t) {
    t.configure("CpoName", "Operator");
    install(t, CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE);
    X509Certificate own = certify(t);
    boolean strong =
        switch (own.getPublicKey()) {
          case RSAKey key -> key.getModulus().bitLength() >= 2048;
          case ECKey key -> key.getParams().getOrder().bitLength() >= 224;
          default -> false;
        };
    t.requires(strong, "RSA of 2048 or EC of 224 bits at least");
    t.requires(
        own.getSubjectX500Principal().getName().contains("CN=00000042"),
        "The common name is the serial number");
    t.requires(own.getSerialNumber().signum() > 0, "It has a serial number");
  }

  @Case(
      id = "OCPP-T-088",
      name = "WebSocket subprotocol",
      toldBy = {"NettyLinkTest"})
  static void subprotocol(Tool t) {}
}
