package opencompact.host.uplink;

import java.time.Instant;
import opencompact.catalogue.Keys;
import opencompact.host.security.OwnCertificates;
import opencompact.host.security.Roots;
import opencompact.memory.Memory;
import org.jspecify.annotations.Nullable;

/** What a security profile needs before it can be entered (section 9.1 of the OCPP checklist). */
final class ProfileRules {
  private ProfileRules() {}

  /** Why the back office cannot raise the profile to this one; null if it can (OCPP-SE-02). */
  static @Nullable String raising(int wanted, int present, Memory memory, @Nullable Instant wall) {
    if (wanted <= present) {
      return "The back office can only raise SecurityProfile, which is " + present + ".";
    }
    if (wanted >= 2 && !Roots.forBackOffice(memory)) {
      return "SecurityProfile " + wanted + " needs a root certificate of the back office.";
    }
    return entering(wanted, memory, wall);
  }

  /**
   * Why nobody can enter this profile now; null if it can be. A person at the station may go up and
   * down (OCPP-SE-01).
   */
  static @Nullable String entering(int wanted, Memory memory, @Nullable Instant wall) {
    boolean password = wanted == 1 || wanted == 2;
    if (password && memory.secret(Keys.AUTHORIZATION_KEY.name()) == null) {
      return "Security profile " + wanted + " needs an AuthorizationKey first.";
    }
    if (wanted == 3 && OwnCertificates.usable(memory, Roots.at(wall, memory)).isEmpty()) {
      return "Security profile 3 needs a valid certificate of the station's own first.";
    }
    return null;
  }
}
