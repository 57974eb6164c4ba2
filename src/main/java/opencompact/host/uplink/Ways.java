package opencompact.host.uplink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import opencompact.catalogue.Keys;
import opencompact.catalogue.SecurityEvent;
import opencompact.catalogue.Settings;
import opencompact.host.Plate;
import opencompact.host.Turn;
import opencompact.host.security.OwnCertificates;
import opencompact.host.security.Roots;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.ocpp.CertificateUse;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Which way to the back office is tried next: the one that the settings want, and, while that one
 * has never worked, every other time the one that did. So a mistyped address, a profile that the
 * other side does not serve, a password that it did not store or a certificate that it does not
 * take never loses a station for good (OCP-3, OCPP-SE-04, OCPP-SE-12, OCPP-SE-21).
 */
final class Ways {
  /** A new security profile is given up for a while after so many attempts, or so long. */
  private static final int MOST_ATTEMPTS = 5;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** So often is a new password, or certificate, refused before the one before is tried. */
  private static final int MOST_REFUSALS = 3;

  /** How often it is looked whether a certificate has become valid. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final Plate plate;

  private @Nullable Address wanted;
  private @Nullable Settings wantedBy;
  private @Nullable String wantedPassword;
  private List<OwnCertificates.Usable> own = List.of();
  private @Nullable List<Fact.StationCertified> ownOf;
  private long ownUntilNanos;

  private @Nullable Address trial;
  private long trialSinceNanos;
  private int attempts;
  private int refusals;
  private int strangenesses;

  private @Nullable Address dialledFor;
  private boolean back;
  private int timesBack;
  private boolean triedFormer;
  private int timesStrange;
  private boolean formerPassword;
  private boolean looks;
  private int shown;
  private boolean proven = true;

  Ways(Plate plate) {
    this.plate = plate;
  }

  /** The address that the settings want, made anew only when something in it has changed. */
  Address wanted(Settings settings, Memory memory, Moment now) {
    String password = memory.secret(Keys.AUTHORIZATION_KEY.name());
    Address known = wanted;
    boolean looked = look(settings, memory, now);
    if (known == null
        || looked
        || wantedBy != settings
        || !Objects.equals(wantedPassword, password)) {
      Address made =
          Address.of(
              settings.value(Keys.BACKEND_URL),
              BackOffice.identity(plate, settings),
              settings.value(Keys.SECURITY_PROFILE),
              password,
              certificate(0));
      // The same object while it says the same, so that nobody need look into it.
      known = known != null && known.equals(made) ? known : made;
      wanted = known;
      wantedBy = settings;
      wantedPassword = password;
    }
    return known;
  }

  /** Finds the station's own certificates that can be used now; true if it looked. */
  private boolean look(Settings settings, Memory memory, Moment now) {
    Fact.Registered before = memory.registered();
    boolean shownBefore = before != null && Objects.equals(before.profile(), 3);
    looks = settings.value(Keys.SECURITY_PROFILE) >= 3 || shownBefore;
    if (!looks || (memory.stationCertificates().equals(ownOf) && !now.reached(ownUntilNanos))) {
      return false;
    }
    ownOf = memory.stationCertificates();
    ownUntilNanos = now.in(BETWEEN_LOOKS);
    List<OwnCertificates.Usable> usable =
        OwnCertificates.usable(memory, Roots.at(now.wall(), memory));
    // Where none is valid the last one is shown all the same: the other side decides.
    own = usable.isEmpty() ? OwnCertificates.usable(memory, null) : usable;
    return true;
  }

  /** The uptime by which the certificates are looked at again, where they matter. */
  long nextLook() {
    return looks ? ownUntilNanos : Moment.NEVER;
  }

  private Fact.@Nullable StationCertified certificate(int index) {
    return index < own.size() ? own.get(index).stored() : null;
  }

  /** What the present or last connection was dialled for; null before the first. */
  @Nullable Address dialledFor() {
    return dialledFor;
  }

  /** The address to dial now. */
  Address next(Settings settings, Turn turn) {
    Memory memory = turn.memory();
    Moment now = turn.now();
    Address newest = wanted(settings, memory, now);
    if (!newest.equals(trial)) {
      trial = newest;
      trialSinceNanos = now.uptimeNanos();
      attempts = 0;
      refusals = 0;
      strangenesses = 0;
      back = false;
      timesBack = 0;
      triedFormer = false;
      timesStrange = 0;
    }
    dialledFor = newest;
    proven = false;
    String former = memory.formerPassword();
    Fact.Registered before = memory.registered();
    back = before != null && !back && elsewhere(before, newest) && patienceOver(before, now);
    if (back) {
      // Each on its own beat, so that every combination has its turn.
      timesBack++;
      formerPassword = former != null && timesBack % 2 == 1;
      shown = own.isEmpty() ? 0 : timesBack / 2 % own.size();
    } else {
      formerPassword = former != null && refusals >= MOST_REFUSALS && !triedFormer;
      boolean strange = own.size() > 1 && strangenesses >= MOST_REFUSALS;
      timesStrange = strange ? timesStrange + 1 : 0;
      shown = strange ? timesStrange % own.size() : 0;
      triedFormer = formerPassword;
    }
    String password = formerPassword ? former : memory.secret(Keys.AUTHORIZATION_KEY.name());
    Fact.StationCertified certificate = certificate(shown);
    Address choice =
        back && before != null
            ? Address.of(
                before.server(),
                before.identity(),
                Objects.requireNonNullElse(before.profile(), 0),
                password,
                certificate)
            : Address.of(
                newest.server(), newest.identity(), newest.profile(), password, certificate);
    if (back && choice.endpoint() == null) {
      back = false;
      choice = newest;
    }
    if (back) {
      turn.note(
          "line",
          "Nobody was reached as the settings say; the way that worked last is tried: "
              + choice.server()
              + " with security profile "
              + choice.profile()
              + ".");
    }
    return choice;
  }

  /** Whether the way that worked last leads elsewhere, or is secured in another way. */
  private static boolean elsewhere(Fact.Registered before, Address newest) {
    Integer profile = before.profile();
    return profile != null
        && !(before.server().equals(newest.server())
            && before.identity().equals(newest.identity())
            && profile == newest.profile());
  }

  private boolean patienceOver(Fact.Registered before, Moment now) {
    Integer profile = before.profile();
    boolean other = trial != null && profile != null && profile != trial.profile();
    return (other && attempts >= MOST_ATTEMPTS)
        || (attempts > 0 && now.since(trialSinceNanos) >= PATIENCE.toNanos());
  }

  /** What secures the connection that is about to be dialled (OCPP-SE-05, OCPP-SE-09). */
  static Endpoint secured(Address choice, Endpoint endpoint, Turn turn) {
    List<String> anchors = new ArrayList<>();
    for (Fact.CertificateInstalled root : turn.memory().roots()) {
      if (root.use().equals(CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE.wire())) {
        anchors.add(root.pem());
      }
    }
    boolean bundled = choice.profile() < 2 || (choice.profile() == 2 && anchors.isEmpty());
    Tls tls = endpoint.tls();
    return endpoint.secured(new Tls(anchors, bundled, tls.key(), tls.chain(), Roots.at(turn)));
  }

  /** The attempt, or a connection on which nobody had accepted us yet, came to nothing. */
  void failed(BackOfficeLink.Down why) {
    if (proven) {
      return;
    }
    if (back) {
      return;
    }
    attempts++;
    if (why.httpStatus() == 401) {
      refusals++;
    }
    switch (why.kind()) {
      case STRANGER, TLS, WEAK_TLS, CLOSED -> strangenesses++;
      case UNTRUSTED, OLD_TLS, UNREACHABLE, REFUSED, WRONG_PROTOCOL, ENDED -> {}
    }
  }

  /** We are accepted on the present connection: its way is the one to come back to. */
  void worked(Settings settings, Turn turn) {
    if (proven) {
      return;
    }
    proven = true;
    attempts = 0;
    refusals = 0;
    strangenesses = 0;
    trialSinceNanos = turn.now().uptimeNanos();
    Address used = dialledFor;
    Fact.Registered before = turn.memory().registered();
    if (used == null) {
      return;
    }
    if (back && before != null) {
      wentBack(before, settings, turn);
    } else if (before == null || elsewhereOrUnknown(before, used)) {
      turn.remember(new Fact.Registered(used.server(), used.identity(), used.profile()));
    }
    boolean basic = used.profile() == 1 || used.profile() == 2;
    if (basic && turn.memory().formerPassword() != null) {
      if (formerPassword) {
        turn.note(
            "security",
            "The back office knows the password before the newest one only; both stay.");
      } else {
        turn.remember(new Fact.SecretProven(Keys.AUTHORIZATION_KEY.name()));
      }
    }
    if (used.profile() == 3 && shown > 0) {
      turn.note(
          "security", "The back office does not take the newest certificate, but the one before.");
    }
  }

  private static boolean elsewhereOrUnknown(Fact.Registered before, Address used) {
    return before.profile() == null || elsewhere(before, used);
  }

  /** The settings say again what works (OCP-3, OCPP-SE-04). */
  private void wentBack(Fact.Registered before, Settings settings, Turn turn) {
    int profile = Objects.requireNonNullElse(before.profile(), 0);
    String uid = before.identity().equals(plate.serial()) ? "" : before.identity();
    put(Keys.BACKEND_URL.name(), settings.value(Keys.BACKEND_URL), before.server(), turn);
    if (!BackOffice.identity(plate, settings).equals(before.identity())) {
      put(Keys.UID.name(), settings.value(Keys.UID), uid, turn);
    }
    put(
        Keys.SECURITY_PROFILE.name(),
        String.valueOf(settings.value(Keys.SECURITY_PROFILE)),
        String.valueOf(profile),
        turn);
    turn.alert(
        SecurityEvent.RECONFIGURATION_OF_SECURITY_PARAMETERS,
        "The new way to the back office led nowhere; the settings are as they were when it was"
            + " reached last: "
            + before.server()
            + " with security profile "
            + profile
            + ".");
    back = false;
    dialledFor =
        Address.of(
            before.server(),
            before.identity(),
            profile,
            turn.memory().secret(Keys.AUTHORIZATION_KEY.name()),
            certificate(0));
  }

  private static void put(String key, String present, String value, Turn turn) {
    if (!present.equals(value)) {
      turn.remember(new Fact.SettingChanged(key, value, "the way back"));
    }
  }
}
