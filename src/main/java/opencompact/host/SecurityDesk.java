package opencompact.host;

import opencompact.catalogue.Keys;
import opencompact.host.security.KeySafe;
import opencompact.host.security.OwnCertificates;
import opencompact.host.security.Roots;
import opencompact.memory.Memory;
import opencompact.ocpp.CertificateSigned;
import opencompact.ocpp.DeleteCertificate;
import opencompact.ocpp.GetInstalledCertificateIds;
import opencompact.ocpp.InstallCertificate;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.ocpp.SignCertificate;
import org.jspecify.annotations.Nullable;

/** What the back office wants of the station's certificates (sections 9.3 and 8.6). */
final class SecurityDesk {
  private final Host host;
  private final OwnCertificates own;

  SecurityDesk(Host host, Plate plate) {
    this.host = host;
    this.own = new OwnCertificates(plate);
  }

  /** The answer to a request about certificates; null if it is about something else. */
  @Nullable Response answer(Request.ToChargePoint request, Turn turn) {
    return switch (request) {
      case InstallCertificate.Request r ->
          new InstallCertificate.Response(Roots.install(r, host.settings(), turn));
      case DeleteCertificate.Request r ->
          new DeleteCertificate.Response(
              Roots.delete(r.certificateHashData(), host.backOffice().anchor(), turn));
      case GetInstalledCertificateIds.Request r -> Roots.ids(r.certificateType(), turn.memory());
      case CertificateSigned.Request r ->
          new CertificateSigned.Response(own.signed(r.certificateChain(), host.settings(), turn));
      default -> null;
    };
  }

  /** The back office wants to be asked for a certificate; false if none can be (OCPP-TM-05). */
  boolean triggered(Turn turn) {
    return own.order("the back office wants to be asked", host.settings(), turn);
  }

  /** The key for which a certificate is asked for is made, or cannot be. */
  void made(KeySafe.Told told, Turn turn) {
    SignCertificate.Request request = own.made(told, host.backOffice().talking(), turn);
    if (request != null) {
      host.backOffice().ask(request, turn);
    }
  }

  /** The back office has answered whether it will sign. */
  static void answered(SignCertificate.Response response, Turn turn) {
    OwnCertificates.answered(response, turn);
  }

  /** Renews the station's certificate in time (OCPP-SE-20). */
  void settle(Turn turn) {
    if (own.due(turn)
        && host.backOffice().online()
        && host.settings().value(Keys.SECURITY_MESSAGES)) {
      own.order("the newest certificate ends within a month", host.settings(), turn);
    }
    own.settle(host.backOffice().talking(), host.settings(), turn);
  }

  long deadline(Memory memory) {
    return own.deadline(memory);
  }
}
