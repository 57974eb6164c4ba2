package opencompact.host.uplink;

import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.ocpp.Operation;

/**
 * What the back office may ask of this station: the operations of the feature profiles that it says
 * it speaks. A profile joins by being named in SupportedFeatureProfiles and understood by the desk;
 * until then its operations are answered NotSupported (OCPP-TR-25, OCPP-CF-38).
 */
final class Repertoire {
  private Repertoire() {}

  static boolean holds(Operation operation, Settings settings) {
    return settings.value(Keys.SUPPORTED_FEATURE_PROFILES).contains(operation.profile().wire());
  }
}
