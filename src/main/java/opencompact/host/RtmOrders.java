package opencompact.host;

import java.time.Duration;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.quantity.Amperes;
import opencompact.quantity.Moment;
import opencompact.rtm.Grant;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the RTM is told: its share of the settings, and the grant, renewed about every second
 * because the RTM forgets one after five (CHG-8).
 */
final class RtmOrders {

  /** Renewed with the first turn after this time, as a rule the RTM's next report. */
  private static final Duration RENEWAL = Duration.ofMillis(500);

  /** Renewed by then, even if no report comes. */
  private static final Duration RENEWED_BY = Duration.ofMillis(1500);

  private @Nullable Settings configured;
  private @Nullable Grant granted;
  private long grantedNanos;

  void settle(Grant wanted, Settings settings, Turn turn) {
    if (configured != settings) {
      configured = settings;
      turn.tell(new Command.TellRtm(new RtmCommand.Configured(share(settings))));
    }
    if (!wanted.equals(granted) || turn.now().since(grantedNanos) >= RENEWAL.toNanos()) {
      granted = wanted;
      grantedNanos = turn.now().uptimeNanos();
      turn.tell(new Command.TellRtm(new RtmCommand.HostGrants(wanted)));
    }
  }

  long deadline() {
    return granted == null ? Moment.NEVER : grantedNanos + RENEWED_BY.toNanos();
  }

  /** The safety core's share of the settings. */
  static RtmSettings share(Settings settings) {
    return new RtmSettings(
        settings.delivery().model().socketed(),
        settings.value(Keys.PHASE_COUNT),
        Amperes.of(32),
        settings.value(Keys.CHARGING_VENTILATED_ENABLED),
        settings.value(Keys.RCD_PROTECTION_TYPE) != 2,
        settings.value(Keys.VOLTAGE_PROTECTION_OFFSET),
        settings.value(Keys.LOCKER_DISENGAGE),
        settings.value(Keys.UNLOCK_CONNECTOR_ON_EV_SIDE_DISCONNECT),
        settings.value(Keys.SIMPLIFIED_PILOT_CAP),
        settings.value(Keys.FAULT_STATE_F_MILLIS),
        settings.value(Keys.METER_CALIBRATION));
  }
}
