package opencompact.host.security;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.catalogue.SecurityEvent;
import opencompact.catalogue.Settings;
import opencompact.host.Command;
import opencompact.host.Plate;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.ocpp.CertificateHashData;
import opencompact.ocpp.CertificateUse;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.SignCertificate;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The certificates with which the station shows who it is: asked for, checked, renewed in time, and
 * the one before kept a month in case the back office does not take the new one (OCPP-SE-20,
 * SE-21).
 */
public final class OwnCertificates {
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
  private static final Duration KEPT_AFTER = Duration.ofDays(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofHours(1);
  private static final Duration BETWEEN_REQUESTS = Duration.ofDays(1);

  private final Plate plate;
  private boolean making;
  private boolean tidied;
  private @Nullable List<Fact.StationCertified> seen;
  private long nextNanos;

  public OwnCertificates(Plate plate) {
    this.plate = plate;
  }

  /**
   * One certificate of the station's own that can be used.
   *
   * @param stored its key's name and its whole chain
   */
  public record Usable(X509Certificate certificate, Fact.StationCertified stored) {}

  /**
   * Those that are valid now, the newest first (OCPP-SE-21).
   *
   * @param at null where nobody knows the time; then all are taken for valid
   */
  public static List<Usable> usable(Memory memory, @Nullable Instant at) {
    List<Usable> usable = new ArrayList<>();
    for (Fact.StationCertified stored : memory.stationCertificates()) {
      X509Certificate certificate = Certificates.parse(stored.chain()).getFirst();
      if (at == null
          || (!at.isBefore(certificate.getNotBefore().toInstant())
              && !at.isAfter(certificate.getNotAfter().toInstant()))) {
        usable.add(new Usable(certificate, stored));
      }
    }
    // Of the same age the one that came last; the sort keeps the order of equals.
    usable.sort(Comparator.comparing((Usable u) -> u.certificate().getNotBefore()));
    return usable.reversed();
  }

  /** Whether a certificate of the station's own is named by these hashes. */
  static boolean named(CertificateHashData wanted, Memory memory) {
    List<X509Certificate> issuers =
        new ArrayList<>(Roots.of(CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE, memory));
    for (Fact.StationCertified stored : memory.stationCertificates()) {
      List<X509Certificate> chain = Certificates.parse(stored.chain());
      X509Certificate own = chain.getFirst();
      issuers.addAll(chain.subList(1, chain.size()));
      for (X509Certificate issuer : issuers) {
        if (Certificates.signed(own, issuer)
            && HashData.same(HashData.of(own, issuer, wanted.hashAlgorithm()), wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Orders a key for which a certificate is then asked for; what was asked before is open until
   * then.
   *
   * @return false where none can be asked for now, which the log explains
   */
  public boolean order(String why, Settings settings, Turn turn) {
    if (nameless(settings, turn)) {
      return false;
    }
    if (!turn.memory().keyOrdered()) {
      turn.remember(new Fact.KeyOrdered(why));
    }
    return true;
  }

  private static boolean nameless(Settings settings, Turn turn) {
    if (settings.value(Keys.CPO_NAME).isEmpty()) {
      turn.note("security", "No certificate is asked for: CpoName, which it must name, is empty.");
      return true;
    }
    return false;
  }

  /**
   * The safe has made a key, or cannot. One that is ready while nobody listens is forgotten: the
   * order stands, and another one is made when the back office can be asked.
   *
   * @return what to send, if anything
   */
  public SignCertificate.@Nullable Request made(KeySafe.Told told, boolean listens, Turn turn) {
    making = false;
    tidied = false;
    switch (told) {
      case KeySafe.Told.Made made when listens && turn.memory().keyOrdered() -> {
        Instant wall = turn.now().wall();
        turn.remember(
            new Fact.SigningAsked(
                made.key(), made.publicKey(), wall == null ? -1 : wall.toEpochMilli()));
        turn.note("security", "A new key was made, and a certificate for it is asked for.");
        return new SignCertificate.Request(made.request());
      }
      case KeySafe.Told.Made _ -> {}
      case KeySafe.Told.Failed(String sentence) -> {
        turn.remember(new Fact.KeyOrderEnded(sentence));
        turn.note("security", "No certificate is asked for: " + sentence + ".");
      }
    }
    return null;
  }

  /** The back office will not sign: nothing follows by itself (OCPP-MS-13). */
  public static void answered(SignCertificate.Response response, Turn turn) {
    if (response.status() == GenericStatus.REJECTED && turn.memory().signingAsked() != null) {
      turn.remember(new Fact.SigningEnded("rejected"));
      turn.note("security", "The back office will not sign a certificate for this station.");
    }
  }

  /** A certificate came: taken if it is right in every respect, else refused (OCPP-SE-21). */
  public GenericStatus signed(String chainText, Settings settings, Turn turn) {
    List<X509Certificate> chain = Certificates.parse(chainText);
    String objection = objection(chain, chainText, settings, turn);
    if (objection != null) {
      turn.alert(
          SecurityEvent.INVALID_CHARGE_POINT_CERTIFICATE,
          "A certificate for this station was refused: " + objection + ".");
      return GenericStatus.REJECTED;
    }
    Fact.SigningAsked open = turn.memory().signingAsked();
    if (open == null) {
      throw new IllegalStateException("without a request there is an objection");
    }
    Instant wall = turn.now().wall();
    StringBuilder text = new StringBuilder();
    chain.forEach(link -> text.append(Certificates.pem(link)));
    turn.remember(
        new Fact.StationCertified(
            open.key(), text.toString(), wall == null ? -1 : wall.toEpochMilli()));
    turn.alert(
        SecurityEvent.RECONFIGURATION_OF_SECURITY_PARAMETERS,
        "The station has a new certificate, valid until "
            + chain.getFirst().getNotAfter().toInstant()
            + ".");
    return GenericStatus.ACCEPTED;
  }

  private @Nullable String objection(
      List<X509Certificate> chain, String text, Settings settings, Turn turn) {
    Fact.SigningAsked open = turn.memory().signingAsked();
    if (open == null) {
      return "none was asked for";
    }
    int most = settings.value(Keys.CERTIFICATE_SIGNED_MAX_CHAIN_SIZE);
    if (text.length() > most) {
      return "its chain is longer than " + most + " characters";
    }
    if (chain.isEmpty()) {
      return "it is no chain of X.509 certificates in PEM";
    }
    X509Certificate own = chain.getFirst();
    String key = Base64.getEncoder().encodeToString(own.getPublicKey().getEncoded());
    if (!key.equals(open.publicKey())) {
      return "it is for another key than the one that was made";
    }
    if (!plate.serial().equals(Certificates.subject(own, "CN"))) {
      return "its common name is not " + plate.serial();
    }
    if (!settings.value(Keys.CPO_NAME).equals(Certificates.subject(own, "O"))) {
      return "its organization is not " + settings.value(Keys.CPO_NAME);
    }
    Instant at = Roots.at(turn);
    if (at != null && at.isAfter(own.getNotAfter().toInstant())) {
      return "it expired on " + own.getNotAfter().toInstant();
    }
    // It may be meant for later: then it is used as soon as its time has come.
    Instant from = own.getNotBefore().toInstant();
    return Certificates.objection(
        chain,
        Roots.of(CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE, turn.memory()),
        at != null && at.isBefore(from) ? from : at);
  }

  /**
   * Has the key made that is ordered, as soon as the back office can be asked to sign (after a
   * restart, too), and those destroyed that are of no use any more.
   */
  public void settle(boolean listens, Settings settings, Turn turn) {
    if (turn.memory().keyOrdered() && listens && !making) {
      if (nameless(settings, turn)) {
        turn.remember(new Fact.KeyOrderEnded("CpoName is empty"));
      } else {
        making = true;
        turn.tell(new Command.MakeKey(plate.serial(), settings.value(Keys.CPO_NAME)));
      }
    }
    tidy(turn);
  }

  /**
   * Drops what is of no use any more and says whether it is time to ask for a new certificate: less
   * than a month is left, and none was asked for today (OCPP-SE-20).
   */
  public boolean due(Turn turn) {
    Memory memory = turn.memory();
    if (memory.stationCertificates().equals(seen) && !turn.now().reached(nextNanos)) {
      return false;
    }
    nextNanos = turn.now().in(BETWEEN_LOOKS);
    boolean due = look(turn);
    seen = memory.stationCertificates();
    return due;
  }

  private boolean look(Turn turn) {
    Memory memory = turn.memory();
    Instant wall = turn.now().wall();
    if (memory.stationCertificates().isEmpty() || wall == null) {
      return false;
    }
    List<Usable> usable = usable(memory, wall);
    for (Fact.StationCertified stored : List.copyOf(memory.stationCertificates())) {
      X509Certificate certificate = Certificates.parse(stored.chain()).getFirst();
      boolean expired = wall.isAfter(certificate.getNotAfter().toInstant());
      if (expired || replaced(stored, usable, wall)) {
        turn.remember(new Fact.StationCertificateDropped(stored.key()));
        turn.note(
            "security",
            "The station's certificate until "
                + certificate.getNotAfter().toInstant()
                + (expired ? " has expired." : " was replaced a month ago; it is dropped."));
        tidied = false;
      }
    }
    return ends(memory, wall) && !askedWithin(BETWEEN_REQUESTS, memory, wall);
  }

  /** Whether a newer one has been here for a month. */
  private static boolean replaced(Fact.StationCertified old, List<Usable> usable, Instant wall) {
    return !usable.isEmpty()
        && !usable.getFirst().stored().equals(old)
        && usable.getFirst().stored().wallMillis() >= 0
        && usable.getFirst().stored().wallMillis() >= old.wallMillis()
        && Duration.between(Instant.ofEpochMilli(usable.getFirst().stored().wallMillis()), wall)
                .compareTo(KEPT_AFTER)
            >= 0;
  }

  /** Whether even the one that lasts longest ends within a month. */
  private static boolean ends(Memory memory, Instant wall) {
    return memory.stationCertificates().stream()
        .map(stored -> Certificates.parse(stored.chain()).getFirst().getNotAfter().toInstant())
        .allMatch(end -> Duration.between(wall, end).compareTo(RENEWED_BEFORE) < 0);
  }

  private static boolean askedWithin(Duration time, Memory memory, Instant wall) {
    long last = memory.signingLastAskedWallMillis();
    return last >= 0 && Duration.between(Instant.ofEpochMilli(last), wall).compareTo(time) < 0;
  }

  /** Keys for which there is nothing any more are destroyed, but never one that is being made. */
  private void tidy(Turn turn) {
    Memory memory = turn.memory();
    if (tidied || memory.keyOrdered()) {
      return;
    }
    tidied = true;
    List<String> keys = new ArrayList<>();
    memory.stationCertificates().forEach(stored -> keys.add(stored.key()));
    Fact.SigningAsked open = memory.signingAsked();
    if (open != null) {
      keys.add(open.key());
    }
    turn.tell(new Command.KeepKeys(keys));
  }

  /** When this must be looked at again. */
  public long deadline(Memory memory) {
    return memory.stationCertificates().isEmpty() ? Moment.NEVER : nextNanos;
  }
}
