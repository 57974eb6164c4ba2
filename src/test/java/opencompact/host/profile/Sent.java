package opencompact.host.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import opencompact.ocpp.ChargingProfile;
import opencompact.ocpp.ChargingProfileKind;
import opencompact.ocpp.ChargingProfilePurpose;
import opencompact.ocpp.ChargingRateUnit;
import opencompact.ocpp.ChargingSchedule;
import opencompact.ocpp.ChargingSchedulePeriod;
import opencompact.ocpp.Rate;
import opencompact.ocpp.RecurrencyKind;

/** A charging profile on its way from the back office, told in one line. */
public final class Sent {
  private final ChargingProfilePurpose purpose;
  private final int level;
  private int id;
  private Integer transactionId;
  private ChargingProfileKind kind = ChargingProfileKind.RELATIVE;
  private RecurrencyKind recurrency;
  private Instant start;
  private Instant validFrom;
  private Instant validTo;
  private Integer duration;
  private ChargingRateUnit unit = ChargingRateUnit.A;
  private Integer phases;
  private Rate least;
  private List<ChargingSchedulePeriod> periods = List.of();

  private Sent(ChargingProfilePurpose purpose, int level) {
    this.purpose = purpose;
    this.level = level;
    this.id = id(purpose) + level;
  }

  private static int id(ChargingProfilePurpose purpose) {
    return switch (purpose) {
      case CHARGE_POINT_MAX_PROFILE -> 0;
      case TX_DEFAULT_PROFILE -> 1000;
      case TX_PROFILE -> 2000;
    };
  }

  public static Sent max(int level) {
    return new Sent(ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE, level);
  }

  public static Sent txDefault(int level) {
    return new Sent(ChargingProfilePurpose.TX_DEFAULT_PROFILE, level);
  }

  public static Sent tx(int level) {
    return new Sent(ChargingProfilePurpose.TX_PROFILE, level);
  }

  public Sent id(int chosen) {
    id = chosen;
    return this;
  }

  public Sent transaction(int number) {
    transactionId = number;
    return this;
  }

  public Sent absolute(Instant from) {
    kind = ChargingProfileKind.ABSOLUTE;
    start = from;
    return this;
  }

  public Sent daily(Instant from) {
    return recurring(RecurrencyKind.DAILY, from);
  }

  public Sent weekly(Instant from) {
    return recurring(RecurrencyKind.WEEKLY, from);
  }

  public Sent recurring(RecurrencyKind every, Instant from) {
    kind = ChargingProfileKind.RECURRING;
    recurrency = every;
    start = from;
    return this;
  }

  public Sent valid(Instant from, Instant to) {
    validFrom = from;
    validTo = to;
    return this;
  }

  public Sent lasting(int seconds) {
    duration = seconds;
    return this;
  }

  public Sent lasting(Duration length) {
    return lasting((int) length.toSeconds());
  }

  /** minChargingRate. */
  public Sent least(int amperes) {
    least = Rate.of(amperes);
    return this;
  }

  /** numberPhases of the periods that follow. */
  public Sent phases(Integer number) {
    phases = number;
    return this;
  }

  public Sent watts(String steps) {
    unit = ChargingRateUnit.W;
    return amperes(steps);
  }

  /** Periods as {@code 0:16, 600:12.5}. */
  public Sent amperes(String steps) {
    List<ChargingSchedulePeriod> more = new ArrayList<>(periods);
    for (String step : steps.split(",")) {
      String[] parts = step.strip().split(":");
      more.add(
          new ChargingSchedulePeriod(
              Integer.parseInt(parts[0]),
              new Rate((int) Math.round(Double.parseDouble(parts[1]) * 10)),
              phases));
    }
    periods = more;
    return this;
  }

  public ChargingProfile profile() {
    return new ChargingProfile(
        id,
        transactionId,
        level,
        purpose,
        kind,
        recurrency,
        validFrom,
        validTo,
        new ChargingSchedule(duration, start, unit, periods, least));
  }
}
