package opencompact.host;

import java.util.List;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.ResetReason;
import opencompact.catalogue.SecurityEvent;
import opencompact.memory.Fact;

/**
 * Sees to it that what concerns security is recorded, whoever did it: starts, and changes of what
 * protects the station or its driver (SEC-1; section 9.5 of the OCPP checklist).
 */
final class SecurityWatch {
  /** Settings that protect something; a change of one is a security event. */
  private static final List<Key<?>> PROTECTING =
      List.of(
          Keys.AUTHORIZATION_KEY,
          Keys.SECURITY_PROFILE,
          Keys.CPO_NAME,
          Keys.BACKEND_URL,
          Keys.UID,
          Keys.RCD_PROTECTION_TYPE,
          Keys.METER_CALIBRATION,
          Keys.VOLTAGE_PROTECTION_OFFSET);

  private boolean crowded;

  /** The program has started; the fact of it is folded already. */
  void booted(ResetReason cause, Turn turn) {
    turn.alert(SecurityEvent.STARTUP_OF_THE_DEVICE, "The station started: " + cause.text() + ".");
    String ordered = turn.memory().previousOrder();
    boolean powered = cause == ResetReason.POWER_ON || cause == ResetReason.BROWN_OUT;
    if (ordered != null || !powered) {
      turn.alert(
          SecurityEvent.RESET_OR_REBOOT,
          ordered == null
              ? "The station restarted: " + cause.title() + "."
              : "The station was restarted by order: " + ordered + ".");
    }
  }

  /** Looks at what this turn has decided to remember. */
  void settle(Turn turn) {
    for (Fact fact : List.copyOf(turn.facts())) {
      switch (fact) {
        case Fact.SettingChanged(String key, String _, String by) when protects(key) ->
            turn.alert(
                SecurityEvent.RECONFIGURATION_OF_SECURITY_PARAMETERS,
                key + " was changed by " + by + ".");
        case Fact.SecretChanged(String name, String _) ->
            turn.alert(
                SecurityEvent.RECONFIGURATION_OF_SECURITY_PARAMETERS,
                "The secret " + name + " was changed.");
        case Fact.SettingsReset(String by) ->
            turn.alert(
                SecurityEvent.RECONFIGURATION_OF_SECURITY_PARAMETERS,
                "All settings were put back to delivery by " + by + ".");
        case Fact.FactoryReset(String by) ->
            turn.alert(
                SecurityEvent.RECONFIGURATION_OF_SECURITY_PARAMETERS,
                "Settings, passwords, certificates and cards were put back to delivery by "
                    + by
                    + ".");
        default -> {}
      }
    }
    boolean now = turn.memory().crowded();
    if (now && !crowded) {
      turn.alert(
          SecurityEvent.MEMORY_EXHAUSTION,
          "The queue for the back office is full: samples of old charges are thinned out.");
    }
    crowded = now;
  }

  private static boolean protects(String name) {
    Key<?> key = Keys.named(name);
    return key != null && PROTECTING.contains(key);
  }
}
