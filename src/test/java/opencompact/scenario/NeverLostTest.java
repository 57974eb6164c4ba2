package opencompact.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import opencompact.catalogue.Keys;
import opencompact.host.security.Certificates;
import opencompact.host.uplink.BackOfficeLink.Down;
import opencompact.host.uplink.Endpoint;
import opencompact.ocpp.CertificateSigned;
import opencompact.ocpp.CertificateUse;
import opencompact.ocpp.ChangeConfiguration;
import opencompact.ocpp.ExtendedTriggerMessage;
import opencompact.ocpp.InstallCertificate;
import opencompact.ocpp.MessageTrigger;
import opencompact.ocpp.Request;
import opencompact.ocpp.SignCertificate;
import opencompact.sim.SimAuthority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever a back office orders about address, profile, password and certificates, in whatever
 * order, with power cuts between: as long as the way on which it last accepted the station stays
 * open, the station comes back on it (OCP-3, OCPP-SE-04, OCPP-SE-12, OCPP-SE-21).
 */
class NeverLostTest {
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2090-01-01T00:00:00Z");
  private static final Duration LONG = Duration.ofHours(3);

  private final SimAuthority authority = new SimAuthority("Root", 1, FROM, UNTIL);

  /** What a server tells stations apart by. */
  private record Way(String url, @Nullable String authorization, @Nullable String key) {
    static Way of(Endpoint endpoint) {
      return new Way(endpoint.url().toString(), endpoint.authorization(), endpoint.tls().key());
    }
  }

  @Test
  void a_station_that_was_accepted_once_is_never_lost() {
    List<String> profiles = new ArrayList<>();
    for (int seed = 1; seed <= 25; seed++) {
      profiles.add(live(seed));
    }
    assertThat(profiles).as("the lives reach every profile").contains("0", "1", "2", "3");
  }

  /** One life; the profile in which it ends. */
  private String live(int seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    Scenario s = new Scenario().seed(seed).with(Keys.CPO_NAME, "Operator");
    Way worked = worked(s, null);
    for (int round = 0; round < 12; round++) {
      for (int orders = chance.nextInt(1, 4); orders > 0; orders--) {
        if (s.view().line().state().equals("online")) {
          order(s, chance);
          worked = worked(s, worked);
        }
      }
      if (chance.nextInt(3) == 0) {
        s.cutPower().later(Duration.ofSeconds(20)).restorePower();
      }
      // Half of the time the server follows; else it knows no other way than the last one.
      boolean follows = chance.nextBoolean();
      Way only = Objects.requireNonNull(worked);
      s.yard()
          .network()
          .guardedBy(
              endpoint -> follows || Way.of(endpoint).equals(only) ? null : closed(endpoint, only));
      int minutes = 0;
      do {
        s.later(Duration.ofMinutes(1));
        minutes++;
        assertThat(minutes)
            .as("seed %d, round %d: lost; %s", seed, round, s.view().line().sentence())
            .isLessThan(LONG.toMinutesPart() + 60 * LONG.toHoursPart());
      } while (!s.view().line().state().equals("online"));
      s.later(Duration.ofMinutes(2));
      worked = worked(s, worked);
    }
    return profile(s);
  }

  private static Down closed(Endpoint endpoint, Way only) {
    if (!endpoint.url().toString().equals(only.url())) {
      return new Down(Down.Kind.UNREACHABLE, 0, 0, "Nobody is there.");
    }
    return endpoint.tls().key() == null
        ? new Down(Down.Kind.REFUSED, 401, 0, "Not with this password.")
        : new Down(Down.Kind.STRANGER, 0, 0, "Not with this certificate.");
  }

  private static String profile(Scenario s) {
    Endpoint endpoint = s.yard().network().endpoint();
    return endpoint.tls().key() != null
        ? "3"
        : endpoint.authorization() == null
            ? "0"
            : endpoint.url().getScheme().equals("wss") ? "2" : "1";
  }

  private static @Nullable Way worked(Scenario s, @Nullable Way before) {
    return s.view().line().state().equals("online")
        ? Way.of(s.yard().network().endpoint())
        : before;
  }

  private void order(Scenario s, SplittableRandom chance) {
    String key = "0123456789abcdef0123456789abcde" + Integer.toHexString(chance.nextInt(16));
    switch (chance.nextInt(7)) {
      case 0 -> asks(s, set("AuthorizationKey", key));
      case 1 -> asks(s, set("SecurityProfile", String.valueOf(chance.nextInt(1, 4))));
      case 2 -> asks(s, set("BackendUrl", "ws://cs" + chance.nextInt(3) + ".test/ocpp"));
      case 3 -> asks(s, set("Uid", "CP" + chance.nextInt(3)));
      case 4 ->
          asks(
              s,
              new InstallCertificate.Request(
                  CertificateUse.CENTRAL_SYSTEM_ROOT_CERTIFICATE, authority.rootPem()));
      default -> certify(s);
    }
  }

  private void certify(Scenario s) {
    asks(s, new ExtendedTriggerMessage.Request(MessageTrigger.SIGN_CHARGE_POINT_CERTIFICATE, null));
    List<SignCertificate.Request> asked =
        s.yard().backOffice().received(SignCertificate.Request.class);
    if (!asked.isEmpty() && s.view().line().state().equals("online")) {
      String signed = Certificates.pem(authority.sign(asked.getLast().csr(), FROM, UNTIL));
      asks(s, new CertificateSigned.Request(signed));
    }
  }

  private static ChangeConfiguration.Request set(String key, String value) {
    return new ChangeConfiguration.Request(key, value);
  }

  private static void asks(Scenario s, Request.ToChargePoint request) {
    s.yard().backOffice().call(request);
    // Long enough to move, so that nobody is accepted unseen.
    s.later(Duration.ofSeconds(30));
  }
}
