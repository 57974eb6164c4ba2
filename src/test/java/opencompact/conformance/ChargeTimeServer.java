package opencompact.conformance;

import eu.chargetime.ocpp.AuthenticationException;
import eu.chargetime.ocpp.JSONCommunicator;
import eu.chargetime.ocpp.JSONConfiguration;
import eu.chargetime.ocpp.JSONServer;
import eu.chargetime.ocpp.NotConnectedException;
import eu.chargetime.ocpp.OccurenceConstraintException;
import eu.chargetime.ocpp.ServerEvents;
import eu.chargetime.ocpp.UnsupportedFeatureException;
import eu.chargetime.ocpp.feature.profile.ServerCoreEventHandler;
import eu.chargetime.ocpp.feature.profile.ServerCoreProfile;
import eu.chargetime.ocpp.feature.profile.ServerFirmwareManagementEventHandler;
import eu.chargetime.ocpp.feature.profile.ServerFirmwareManagementProfile;
import eu.chargetime.ocpp.feature.profile.ServerLocalAuthListProfile;
import eu.chargetime.ocpp.feature.profile.ServerRemoteTriggerProfile;
import eu.chargetime.ocpp.feature.profile.ServerReservationProfile;
import eu.chargetime.ocpp.feature.profile.ServerSmartChargingProfile;
import eu.chargetime.ocpp.feature.profile.securityext.ServerSecurityExtEventHandler;
import eu.chargetime.ocpp.feature.profile.securityext.ServerSecurityExtProfile;
import eu.chargetime.ocpp.model.Confirmation;
import eu.chargetime.ocpp.model.Request;
import eu.chargetime.ocpp.model.SessionInformation;
import eu.chargetime.ocpp.model.core.AuthorizationStatus;
import eu.chargetime.ocpp.model.core.AuthorizeConfirmation;
import eu.chargetime.ocpp.model.core.AuthorizeRequest;
import eu.chargetime.ocpp.model.core.BootNotificationConfirmation;
import eu.chargetime.ocpp.model.core.BootNotificationRequest;
import eu.chargetime.ocpp.model.core.DataTransferConfirmation;
import eu.chargetime.ocpp.model.core.DataTransferRequest;
import eu.chargetime.ocpp.model.core.DataTransferStatus;
import eu.chargetime.ocpp.model.core.HeartbeatConfirmation;
import eu.chargetime.ocpp.model.core.HeartbeatRequest;
import eu.chargetime.ocpp.model.core.IdTagInfo;
import eu.chargetime.ocpp.model.core.MeterValuesConfirmation;
import eu.chargetime.ocpp.model.core.MeterValuesRequest;
import eu.chargetime.ocpp.model.core.RegistrationStatus;
import eu.chargetime.ocpp.model.core.StartTransactionConfirmation;
import eu.chargetime.ocpp.model.core.StartTransactionRequest;
import eu.chargetime.ocpp.model.core.StatusNotificationConfirmation;
import eu.chargetime.ocpp.model.core.StatusNotificationRequest;
import eu.chargetime.ocpp.model.core.StopTransactionConfirmation;
import eu.chargetime.ocpp.model.core.StopTransactionRequest;
import eu.chargetime.ocpp.model.firmware.DiagnosticsStatusNotificationConfirmation;
import eu.chargetime.ocpp.model.firmware.DiagnosticsStatusNotificationRequest;
import eu.chargetime.ocpp.model.firmware.FirmwareStatusNotificationConfirmation;
import eu.chargetime.ocpp.model.firmware.FirmwareStatusNotificationRequest;
import eu.chargetime.ocpp.model.securityext.LogStatusNotificationConfirmation;
import eu.chargetime.ocpp.model.securityext.LogStatusNotificationRequest;
import eu.chargetime.ocpp.model.securityext.SecurityEventNotificationConfirmation;
import eu.chargetime.ocpp.model.securityext.SecurityEventNotificationRequest;
import eu.chargetime.ocpp.model.securityext.SignCertificateConfirmation;
import eu.chargetime.ocpp.model.securityext.SignCertificateRequest;
import eu.chargetime.ocpp.model.securityext.SignedFirmwareStatusNotificationConfirmation;
import eu.chargetime.ocpp.model.securityext.SignedFirmwareStatusNotificationRequest;
import eu.chargetime.ocpp.model.securityext.types.GenericStatusEnumType;
import eu.chargetime.ocpp.wss.BaseWssFactoryBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A second central system that shares no code with us: the Java library eu.chargetime.ocpp with all
 * profiles it has, the security extension among them. It accepts everybody and every card that does
 * not begin with BAD, and remembers what it was asked.
 */
public final class ChargeTimeServer implements CentralSystem {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JSONCommunicator FORM = new JSONCommunicator(null);
  private static final List<String> PROFILES =
      List.of(
          "core",
          "remotetrigger",
          "smartcharging",
          "reservation",
          "localauthlist",
          "firmware",
          "securityext");
  private static final int FIRST_TRANSACTION = 1001;
  private static final int ATTEMPTS_TO_REACH_IT = 500;

  private final Witness<Request> requests = new Witness<>();
  private final Witness<Session> sessions = new Witness<>();
  private final AtomicInteger nextTransaction = new AtomicInteger(FIRST_TRANSACTION);
  private final Setup setup;
  private final JSONServer server;
  private final int port;
  private volatile @Nullable UUID latest;

  private record Session(String identity, boolean begins) {}

  /**
   * How the server is set up.
   *
   * @param tls over wss with this identity, or null for ws
   * @param password the Basic password that it wants, 16 to 20 bytes, or null for none
   * @param intervalSeconds the heartbeat interval in its BootNotification.conf
   * @param clock what time the server takes it to be
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Setup(
      Authority.@Nullable Identity tls,
      byte @Nullable [] password,
      int intervalSeconds,
      Supplier<ZonedDateTime> clock) {
    private static final ZonedDateTime NOON = ZonedDateTime.parse("2026-07-01T12:00:00Z");

    public static Setup plain() {
      return new Setup(null, null, 300, () -> NOON);
    }

    public Setup tls(Authority.Identity identity) {
      return new Setup(identity, password, intervalSeconds, clock);
    }

    public Setup password(byte[] wanted) {
      return new Setup(tls, wanted, intervalSeconds, clock);
    }

    public Setup intervalSeconds(int seconds) {
      return new Setup(tls, password, seconds, clock);
    }

    public Setup clock(Supplier<ZonedDateTime> other) {
      return new Setup(tls, password, intervalSeconds, other);
    }
  }

  private ChargeTimeServer(Setup setup) {
    this.setup = setup;
    JSONConfiguration configuration =
        JSONConfiguration.get().setParameter(JSONConfiguration.REUSE_ADDR_PARAMETER, true);
    this.server = new JSONServer(new ServerCoreProfile(new Core()), configuration);
    server.addFeatureProfile(new ServerRemoteTriggerProfile());
    server.addFeatureProfile(new ServerSmartChargingProfile());
    server.addFeatureProfile(new ServerReservationProfile());
    server.addFeatureProfile(new ServerLocalAuthListProfile());
    server.addFeatureProfile(new ServerFirmwareManagementProfile(new FirmwareManagement()));
    server.addFeatureProfile(new ServerSecurityExtProfile(new SecurityExtension()));
    if (setup.tls() != null) {
      // Over TLS 1.3 the library now and then does not see a request that comes in one packet with
      // the
      // end of the TLS handshake, whoever sends it.
      server.enableWSS(
          BaseWssFactoryBuilder.builder().sslContext(setup.tls().serverContext("TLSv1.2")));
    }
    // The library cannot say which port it was given, so it must be given a free one.
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.open("127.0.0.1", port, new Sessions());
    awaitOpen();
  }

  public static ChargeTimeServer start() {
    return start(Setup.plain());
  }

  public static ChargeTimeServer start(Setup setup) {
    return new ChargeTimeServer(setup);
  }

  @Override
  public int port() {
    return port;
  }

  /** The address to configure in a station, without its identity. */
  @Override
  public String url() {
    return (setup.tls() == null ? "ws" : "wss") + "://localhost:" + port + "/ocpp";
  }

  /** Waits until a station has connected; its identity as the library read it from the path. */
  @Override
  public String awaitConnected() {
    return sessions.take(Session::begins, "a station").identity();
  }

  public void awaitDisconnected() {
    sessions.take(session -> !session.begins(), "the end of a connection");
  }

  /** Waits for the station's next request of that kind. */
  public <T extends Request> T await(Class<T> kind) {
    return kind.cast(requests.take(kind::isInstance, "a " + kind.getSimpleName()));
  }

  /** Sends a request to the station that connected last and waits for its confirmation. */
  public Confirmation call(Request request) {
    try {
      return server.send(latest, request).toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (OccurenceConstraintException
        | UnsupportedFeatureException
        | NotConnectedException
        | ExecutionException
        | TimeoutException e) {
      throw new AssertionError("no confirmation of " + request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public JsonNode next(String action, Predicate<JsonNode> fits) {
    Predicate<Request> kind = request -> action(request).equals(action);
    return payload(
        requests.take(
            kind, kind.and(request -> fits.test(payload(request))), "a fitting call " + action));
  }

  @Override
  public List<Call> heard() {
    return requests.all().stream()
        .map(request -> new Call(action(request), payload(request)))
        .toList();
  }

  @Override
  public JsonNode call(String action, String payload) {
    try {
      return payload(call(FORM.unpackPayload(payload, kind(action))));
    } catch (Exception e) {
      throw new AssertionError("no call " + action + " with " + payload, e);
    }
  }

  /** The library's class for an action, in whichever of its packages it is. */
  private static Class<? extends Request> kind(String action) {
    for (String profile : PROFILES) {
      try {
        return Class.forName("eu.chargetime.ocpp.model." + profile + "." + action + "Request")
            .asSubclass(Request.class);
      } catch (ClassNotFoundException elsewhere) {
        // The next package may have it.
      }
    }
    throw new AssertionError("the library knows no " + action);
  }

  /** The library refuses what breaks OCPP with a CALLERROR, and tells nobody but the station. */
  @Override
  public List<String> violations() {
    return List.of();
  }

  private static String action(Request request) {
    String name = request.getClass().getSimpleName();
    return name.substring(0, name.length() - "Request".length());
  }

  /** What the library has made of it, in the form of the wire again. */
  private static JsonNode payload(Object message) {
    return JSON.readTree(FORM.packPayload(message).toString());
  }

  /** Everything that the station has asked so far, in order. */
  public List<Request> requests() {
    return requests.all();
  }

  @Override
  public void close() {
    server.close();
  }

  /** The library opens its port on a thread of its own and tells nobody when. */
  private void awaitOpen() {
    for (int attempt = 0; attempt < ATTEMPTS_TO_REACH_IT; attempt++) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        pause();
      }
    }
    throw new AssertionError("the server did not open port " + port);
  }

  private static void pause() {
    try {
      // Nobody counts down: this only waits.
      boolean _ = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private final class Sessions implements ServerEvents {
    @Override
    public void authenticateSession(
        SessionInformation information, String userName, byte[] password)
        throws AuthenticationException {
      if (setup.password() != null && !Arrays.equals(setup.password(), password)) {
        throw new AuthenticationException(401, "wrong password");
      }
    }

    @Override
    public void newSession(UUID session, SessionInformation information) {
      latest = session;
      String path = information.getIdentifier();
      sessions.add(new Session(path.substring(path.lastIndexOf('/') + 1), true));
    }

    @Override
    public void lostSession(UUID session) {
      sessions.add(new Session("", false));
    }
  }

  private final class Core implements ServerCoreEventHandler {
    @Override
    public AuthorizeConfirmation handleAuthorizeRequest(UUID session, AuthorizeRequest request) {
      requests.add(request);
      return new AuthorizeConfirmation(about(request.getIdTag()));
    }

    @Override
    public BootNotificationConfirmation handleBootNotificationRequest(
        UUID session, BootNotificationRequest request) {
      requests.add(request);
      return new BootNotificationConfirmation(
          setup.clock().get(), setup.intervalSeconds(), RegistrationStatus.Accepted);
    }

    @Override
    public DataTransferConfirmation handleDataTransferRequest(
        UUID session, DataTransferRequest request) {
      requests.add(request);
      return new DataTransferConfirmation(DataTransferStatus.UnknownVendorId);
    }

    @Override
    public HeartbeatConfirmation handleHeartbeatRequest(UUID session, HeartbeatRequest request) {
      requests.add(request);
      return new HeartbeatConfirmation(setup.clock().get());
    }

    @Override
    public MeterValuesConfirmation handleMeterValuesRequest(
        UUID session, MeterValuesRequest request) {
      requests.add(request);
      return new MeterValuesConfirmation();
    }

    @Override
    public StartTransactionConfirmation handleStartTransactionRequest(
        UUID session, StartTransactionRequest request) {
      requests.add(request);
      return new StartTransactionConfirmation(
          about(request.getIdTag()), nextTransaction.getAndIncrement());
    }

    @Override
    public StatusNotificationConfirmation handleStatusNotificationRequest(
        UUID session, StatusNotificationRequest request) {
      requests.add(request);
      return new StatusNotificationConfirmation();
    }

    @Override
    public StopTransactionConfirmation handleStopTransactionRequest(
        UUID session, StopTransactionRequest request) {
      requests.add(request);
      StopTransactionConfirmation confirmation = new StopTransactionConfirmation();
      if (request.getIdTag() != null) {
        confirmation.setIdTagInfo(about(request.getIdTag()));
      }
      return confirmation;
    }

    private static IdTagInfo about(String idTag) {
      return new IdTagInfo(
          idTag.toUpperCase(Locale.ROOT).startsWith("BAD")
              ? AuthorizationStatus.Invalid
              : AuthorizationStatus.Accepted);
    }
  }

  private final class FirmwareManagement implements ServerFirmwareManagementEventHandler {
    @Override
    public DiagnosticsStatusNotificationConfirmation handleDiagnosticsStatusNotificationRequest(
        UUID session, DiagnosticsStatusNotificationRequest request) {
      requests.add(request);
      return new DiagnosticsStatusNotificationConfirmation();
    }

    @Override
    public FirmwareStatusNotificationConfirmation handleFirmwareStatusNotificationRequest(
        UUID session, FirmwareStatusNotificationRequest request) {
      requests.add(request);
      return new FirmwareStatusNotificationConfirmation();
    }
  }

  private final class SecurityExtension implements ServerSecurityExtEventHandler {
    @Override
    public LogStatusNotificationConfirmation handleLogStatusNotificationRequest(
        UUID session, LogStatusNotificationRequest request) {
      requests.add(request);
      return new LogStatusNotificationConfirmation();
    }

    @Override
    public SecurityEventNotificationConfirmation handleSecurityEventNotificationRequest(
        UUID session, SecurityEventNotificationRequest request) {
      requests.add(request);
      return new SecurityEventNotificationConfirmation();
    }

    @Override
    public SignCertificateConfirmation handleSignCertificateRequest(
        UUID session, SignCertificateRequest request) {
      requests.add(request);
      return new SignCertificateConfirmation(GenericStatusEnumType.Accepted);
    }

    @Override
    public SignedFirmwareStatusNotificationConfirmation
        handleSignedFirmwareStatusNotificationRequest(
            UUID session, SignedFirmwareStatusNotificationRequest request) {
      requests.add(request);
      return new SignedFirmwareStatusNotificationConfirmation();
    }
  }
}
