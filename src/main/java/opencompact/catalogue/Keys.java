package opencompact.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every configuration key of the station, each declared once (OCP-4; OCPP-CF-10 to CF-83), under
 * one name whatever page of the checklist it comes from. Which texts a key takes is its {@link
 * Shape}; what its value means is decided by the room that reads it.
 */
public interface Keys
    extends CoreKeys, MeteringKeys, ProfileKeys, SecurityKeys, ManualKeys, NetworkKeys, LocalKeys {

  /**
   * All keys: the standard's in the order of its list, then the manual's own, then the settings
   * that only the web client knows.
   */
  static List<Key<?>> all() {
    return KeyList.IN_ORDER;
  }

  /** The key of that name in any case (OCPP-X-18), or null; web client settings included. */
  static @Nullable Key<?> named(String name) {
    for (Key<?> key : all()) {
      if (key.name().equalsIgnoreCase(name)) {
        return key;
      }
    }
    return null;
  }
}
