package opencompact.host.uplink;

import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.ocpp.Operation;

/**
 * What the back office may ask of this station: the operations of the feature profiles that it says
 * it speaks. Those of a profile that the owner has switched off, by leaving it out of
 * SupportedFeatureProfiles, are answered NotSupported (OCPP-TR-25, OCPP-CF-38), or by the desk.
 */
final class Repertoire {
  private Repertoire() {}

  static boolean holds(Operation operation, Settings settings) {
    return switch (operation.profile()) {
      // The white paper's messages belong to no profile that could be named (OCPP-SE-45).
      case SECURITY -> settings.value(Keys.SECURITY_MESSAGES);
      // Their answers have a word for a profile that is off (OCPP-RS-01, OCPP-LL-01, OCPP-LL-05).
      case RESERVATION, LOCAL_AUTH_LIST_MANAGEMENT -> true;
      default -> settings.speaks(operation.profile().wire());
    };
  }
}
