package opencompact.host.uplink;

import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.ocpp.FeatureProfile;
import opencompact.ocpp.Operation;

/**
 * What the back office may ask of this station: the operations of the feature profiles that it says
 * it speaks. A profile joins by being named in SupportedFeatureProfiles and understood by the desk;
 * until then its operations are answered NotSupported (OCPP-TR-25, OCPP-CF-38).
 */
final class Repertoire {
  private Repertoire() {}

  static boolean holds(Operation operation, Settings settings) {
    if (operation.profile() == FeatureProfile.SECURITY) {
      // The white paper's messages belong to no profile that could be named (OCPP-SE-45).
      return settings.value(Keys.SECURITY_MESSAGES);
    }
    return settings.value(Keys.SUPPORTED_FEATURE_PROFILES).contains(operation.profile().wire());
  }
}
