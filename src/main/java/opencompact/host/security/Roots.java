package opencompact.host.security;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import opencompact.catalogue.Keys;
import opencompact.catalogue.SecurityEvent;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.ocpp.CertificateHashData;
import opencompact.ocpp.CertificateUse;
import opencompact.ocpp.DeleteCertificate;
import opencompact.ocpp.GetInstalledCertificateIds;
import opencompact.ocpp.HashAlgorithm;
import opencompact.ocpp.InstallCertificate;
import org.jspecify.annotations.Nullable;

/**
 * The root certificates that are installed in the station: who may vouch for the back office, and
 * who for the manufacturer's firmware (OCPP-SE-22 to SE-26).
 */
public final class Roots {
  /** When this program was built, as the build stamps its files: it is never earlier than that. */
  public static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

  private Roots() {}

  /** The roots for one use, in the order in which they were installed. */
  public static List<X509Certificate> of(CertificateUse use, Memory memory) {
    List<X509Certificate> roots = new ArrayList<>();
    for (Fact.CertificateInstalled root : memory.roots()) {
      if (root.use().equals(use.wire())) {
        roots.addAll(Certificates.parse(root.pem()));
      }
    }
    return List.copyOf(roots);
  }

  /** The same as PEM, for several uses. */
  public static List<String> pems(Memory memory, CertificateUse... uses) {
    List<String> wanted = Stream.of(uses).map(CertificateUse::wire).toList();
    return memory.roots().stream()
        .filter(root -> wanted.contains(root.use()))
        .map(Fact.CertificateInstalled::pem)
        .toList();
  }

  /** Whether anything is installed that could vouch for the back office (OCPP-SE-02). */
  public static boolean forBackOffice(Memory memory) {
    String use = CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE.wire();
    return memory.roots().stream().anyMatch(root -> root.use().equals(use));
  }

  /** Installs a root, once checked; one that is there already stays (OCPP-SE-22). */
  public static InstallCertificate.Status install(
      InstallCertificate.Request request, Settings settings, Turn turn) {
    CertificateUse use = request.certificateType();
    X509Certificate certificate = Certificates.one(request.certificate());
    String objection = objection(certificate, at(turn));
    X509CRL list =
        certificate == null ? null : RevocationLists.newest(request.certificate(), certificate);
    if (objection == null && list == null && RevocationLists.in(request.certificate())) {
      objection = "the list of revoked certificates behind it is not one that it has signed";
    }
    if (objection != null || certificate == null) {
      String sentence = "A " + use.wire() + " was not installed: " + objection + ".";
      if (use == CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE) {
        turn.alert(SecurityEvent.INVALID_CENTRAL_SYSTEM_CERTIFICATE, sentence);
      } else {
        turn.note("security", sentence);
      }
      return InstallCertificate.Status.REJECTED;
    }
    List<Fact.CertificateInstalled> installed = turn.memory().roots();
    String fingerprint = Certificates.fingerprint(certificate);
    String pem = Certificates.pem(certificate) + (list == null ? "" : RevocationLists.pem(list));
    for (Fact.CertificateInstalled same : installed) {
      if (same.use().equals(use.wire()) && same.fingerprint().equals(fingerprint)) {
        X509CRL before = RevocationLists.newest(same.pem(), certificate);
        if (list != null && (before == null || RevocationLists.newer(list, before))) {
          turn.remember(new Fact.CertificateDeleted(use.wire(), fingerprint));
          turn.remember(new Fact.CertificateInstalled(use.wire(), fingerprint, pem));
          turn.alert(
              SecurityEvent.RECONFIGURATION_OF_SECURITY_PARAMETERS,
              "A newer list of revoked certificates came with " + name(certificate) + ".");
        }
        return InstallCertificate.Status.ACCEPTED;
      }
    }
    int most = settings.value(Keys.CERTIFICATE_STORE_MAX_LENGTH);
    if (installed.size() >= most) {
      turn.note(
          "security",
          "A " + use.wire() + " was not installed: there are " + most + " certificates already.");
      return InstallCertificate.Status.REJECTED;
    }
    turn.remember(new Fact.CertificateInstalled(use.wire(), fingerprint, pem));
    turn.alert(
        SecurityEvent.RECONFIGURATION_OF_SECURITY_PARAMETERS,
        "A " + use.wire() + " was installed: " + name(certificate) + ".");
    return InstallCertificate.Status.ACCEPTED;
  }

  private static @Nullable String objection(
      @Nullable X509Certificate certificate, @Nullable Instant at) {
    if (certificate == null) {
      return "it is not one X.509 certificate in PEM";
    }
    if (at != null && at.isAfter(certificate.getNotAfter().toInstant())) {
      return "it expired on " + certificate.getNotAfter().toInstant();
    }
    if (!Certificates.root(certificate)) {
      // One that is none could be neither listed nor deleted by its issuer's hashes (OCPP-P-48).
      return "it is not an authority's certificate that is signed with its own key";
    }
    return Certificates.strong(certificate.getPublicKey())
        ? null
        : "its key is shorter than 2048 bits of RSA or 224 bits of an elliptic curve";
  }

  /** The names of the roots for one use; no list where there is none (OCPP-SE-24, OCPP-P-46). */
  public static GetInstalledCertificateIds.Response ids(CertificateUse use, Memory memory) {
    List<CertificateHashData> ids =
        of(use, memory).stream()
            .map(root -> HashData.of(root, root, HashAlgorithm.SHA256))
            .toList();
    return ids.isEmpty()
        ? new GetInstalledCertificateIds.Response(null, GetInstalledCertificateIds.Status.NOT_FOUND)
        : new GetInstalledCertificateIds.Response(ids, GetInstalledCertificateIds.Status.ACCEPTED);
  }

  /**
   * Deletes a root, whatever it is used for; never the one on which the connection relies, nor the
   * station's own certificate (OCPP-SE-26).
   *
   * @param inUse the fingerprint of the root that vouches for the present connection, or null
   */
  public static DeleteCertificate.Status delete(
      CertificateHashData wanted, @Nullable String inUse, Turn turn) {
    boolean found = false;
    for (Fact.CertificateInstalled root : List.copyOf(turn.memory().roots())) {
      X509Certificate certificate = Certificates.parse(root.pem()).getFirst();
      if (HashData.same(HashData.of(certificate, certificate, wanted.hashAlgorithm()), wanted)) {
        boolean forBackOffice =
            root.use().equals(CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE.wire());
        if (forBackOffice && root.fingerprint().equals(inUse)) {
          turn.note(
              "security",
              "A root certificate was not deleted, because the connection relies on it: "
                  + name(certificate)
                  + ".");
          return DeleteCertificate.Status.FAILED;
        }
        found = true;
        turn.remember(new Fact.CertificateDeleted(root.use(), root.fingerprint()));
        turn.alert(
            SecurityEvent.RECONFIGURATION_OF_SECURITY_PARAMETERS,
            "A " + root.use() + " was deleted: " + name(certificate) + ".");
      }
    }
    if (found) {
      return DeleteCertificate.Status.ACCEPTED;
    }
    return OwnCertificates.named(wanted, turn.memory())
        ? DeleteCertificate.Status.FAILED
        : DeleteCertificate.Status.NOT_FOUND;
  }

  /** The time at which certificates must be valid (OCPP-SE-09). */
  public static Instant at(Turn turn) {
    return at(turn.now().wall(), turn.memory());
  }

  /** The same: while the clock is unknown, the latest time that has certainly passed. */
  public static Instant at(@Nullable Instant wall, Memory memory) {
    if (wall != null) {
      return wall;
    }
    Instant onRecord = Instant.ofEpochMilli(memory.lastWallMillis());
    return onRecord.isAfter(BUILT) ? onRecord : BUILT;
  }

  static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
