package opencompact.host.profile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.memory.InstalledProfile;
import opencompact.memory.InstalledProfile.Kind;
import opencompact.memory.InstalledProfile.Purpose;
import opencompact.memory.OpenTransaction;
import opencompact.ocpp.ChargingProfile;
import opencompact.ocpp.ChargingProfileKind;
import opencompact.ocpp.ChargingRateUnit;
import opencompact.ocpp.ChargingSchedule;
import opencompact.ocpp.ChargingSchedulePeriod;
import opencompact.ocpp.Rate;
import opencompact.ocpp.RecurrencyKind;
import org.jspecify.annotations.Nullable;

/**
 * Whether a charging profile can be taken, and what it says once it is (OCPP-SC-06 to SC-08). The
 * rules stand in the checklist's order; the sentence of a refusal says what would be right.
 */
final class Reception {
  private static final int MOST_PHASES = 3;

  private final Settings settings;
  private final List<InstalledProfile> installed;
  private final @Nullable OpenTransaction running;
  private final @Nullable Instant now;

  /**
   * As things stand.
   *
   * @param running the transaction that runs, or null
   * @param now the time of day, or null while unknown
   */
  Reception(
      Settings settings,
      List<InstalledProfile> installed,
      @Nullable OpenTransaction running,
      @Nullable Instant now) {
    this.settings = settings;
    this.installed = installed;
    this.running = running;
    this.now = now;
  }

  /** What becomes of a profile. */
  sealed interface Verdict {
    record Taken(InstalledProfile profile) implements Verdict {}

    record Refused(String why) implements Verdict {}
  }

  /** A profile sent by itself, for connector 0 or 1 (SetChargingProfile). */
  Verdict byItself(int connector, ChargingProfile profile) {
    String whyNot = misplaced(connector, profile);
    if (whyNot == null) {
      whyNot = malformed(profile);
    }
    if (whyNot != null) {
      return new Verdict.Refused(whyNot);
    }
    OpenTransaction open = running;
    boolean ofOne = purpose(profile) == Purpose.TX && open != null;
    InstalledProfile taken = taken(connector, profile, ofOne && open != null ? open.number() : 0);
    int most = settings.value(Keys.MAX_CHARGING_PROFILES_INSTALLED);
    return installed.size() >= most && installed.stream().noneMatch(taken::replaces)
        ? new Verdict.Refused(most + " profiles are installed and it replaces none of them")
        : new Verdict.Taken(taken);
  }

  /** A profile that comes with a remote start; its transaction is yet to begin (OCPP-SC-10). */
  Verdict withStart(ChargingProfile profile) {
    if (purpose(profile) != Purpose.TX) {
      return new Verdict.Refused("only a TxProfile can come with a start");
    }
    if (profile.transactionId() != null) {
      return new Verdict.Refused("a transaction that has not begun has no transactionId");
    }
    String whyNot = malformed(profile);
    return whyNot == null ? new Verdict.Taken(taken(1, profile, 0)) : new Verdict.Refused(whyNot);
  }

  private @Nullable String misplaced(int connector, ChargingProfile profile) {
    return switch (profile.chargingProfilePurpose()) {
      case CHARGE_POINT_MAX_PROFILE ->
          connector == 0 ? null : "a ChargePointMaxProfile is set on connector 0";
      case TX_DEFAULT_PROFILE -> null;
      case TX_PROFILE -> {
        if (connector == 0) {
          yield "a TxProfile is set on connector 1";
        }
        OpenTransaction open = running;
        if (open == null) {
          yield "a TxProfile wants a running transaction";
        }
        Integer wanted = profile.transactionId();
        Integer known = open.transactionId();
        // A start that was given up has the number -1, which never matches (as OCPP-MS-27).
        yield wanted == null || (wanted.equals(known) && wanted != -1)
            ? null
            : "transaction " + wanted + " is not the one that runs";
      }
    };
  }

  private @Nullable String malformed(ChargingProfile profile) {
    ChargingSchedule schedule = profile.chargingSchedule();
    int highest = settings.value(Keys.CHARGE_PROFILE_MAX_STACK_LEVEL);
    if (profile.stackLevel() < 0 || profile.stackLevel() > highest) {
      return "the stackLevel is 0 to " + highest;
    }
    String periods = malformed(schedule.chargingSchedulePeriod());
    if (periods != null) {
      return periods;
    }
    if (!Profiles.allowed(schedule.chargingRateUnit(), settings)) {
      return "schedules are written in "
          + settings.text(Keys.CHARGING_SCHEDULE_ALLOWED_CHARGING_RATE_UNIT);
    }
    Integer duration = schedule.duration();
    if (duration != null && duration <= 0) {
      return "a duration is at least 1 s";
    }
    if (profile.chargingProfileKind() == ChargingProfileKind.RECURRING
        && (profile.recurrencyKind() == null || schedule.startSchedule() == null)) {
      return "a Recurring profile says recurrencyKind and startSchedule";
    }
    if (anchored(profile) && now == null) {
      return "the station does not know the time, from which this profile would count";
    }
    return neverValid(profile);
  }

  private @Nullable String malformed(List<ChargingSchedulePeriod> periods) {
    int most = settings.value(Keys.CHARGING_SCHEDULE_MAX_PERIODS);
    if (periods.size() > most) {
      return "a schedule has at most " + most + " periods, not " + periods.size();
    }
    if (periods.getFirst().startPeriod() != 0) {
      return "the first startPeriod is 0, not " + periods.getFirst().startPeriod();
    }
    int before = -1;
    for (ChargingSchedulePeriod period : periods) {
      if (period.startPeriod() <= before) {
        return "each startPeriod is later than the one before";
      }
      before = period.startPeriod();
      if (period.limit().tenths() < 0) {
        return "a limit is 0 or more, not " + period.limit();
      }
      Integer phases = period.numberPhases();
      if (phases != null && (phases < 1 || phases > MOST_PHASES)) {
        return "numberPhases is 1, 2 or 3, not " + phases;
      }
    }
    return null;
  }

  private @Nullable String neverValid(ChargingProfile profile) {
    Instant from = whole(profile.validFrom());
    Instant to = whole(profile.validTo());
    if (to == null) {
      return null;
    }
    if (from != null && !to.isAfter(from)) {
      return "validTo comes after validFrom";
    }
    return now != null && !to.isAfter(now) ? "its validTo is past" : null;
  }

  /** Whether it counts from this very moment: a limit of the station has no transaction. */
  private static boolean anchored(ChargingProfile profile) {
    return purpose(profile) == Purpose.CHARGE_POINT_MAX && kind(profile) == Kind.RELATIVE;
  }

  private InstalledProfile taken(int connector, ChargingProfile profile, int transaction) {
    ChargingSchedule schedule = profile.chargingSchedule();
    boolean anchored = anchored(profile);
    Kind kind = anchored ? Kind.ABSOLUTE : kind(profile);
    Instant start = anchored ? whole(now) : whole(schedule.startSchedule());
    Rate least = schedule.minChargingRate();
    return new InstalledProfile(
        profile.chargingProfileId(),
        connector,
        purpose(profile),
        profile.stackLevel(),
        transaction,
        kind,
        kind == Kind.RELATIVE ? null : start,
        whole(profile.validFrom()),
        whole(profile.validTo()),
        schedule.duration(),
        schedule.chargingRateUnit() == ChargingRateUnit.W,
        least == null ? null : (Integer) least.tenths(),
        schedule.chargingSchedulePeriod().stream()
            .map(p ->
                new InstalledProfile.Period(p.startPeriod(), p.limit().tenths(), p.numberPhases()))
            .toList());
  }

  static Purpose purpose(ChargingProfile profile) {
    return switch (profile.chargingProfilePurpose()) {
      case CHARGE_POINT_MAX_PROFILE -> Purpose.CHARGE_POINT_MAX;
      case TX_DEFAULT_PROFILE -> Purpose.TX_DEFAULT;
      case TX_PROFILE -> Purpose.TX;
    };
  }

  /** An Absolute profile that names no start counts from the transaction's (OCPP-SC-07). */
  private static Kind kind(ChargingProfile profile) {
    return switch (profile.chargingProfileKind()) {
      case ABSOLUTE ->
          profile.chargingSchedule().startSchedule() == null ? Kind.RELATIVE : Kind.ABSOLUTE;
      case RECURRING ->
          profile.recurrencyKind() == RecurrencyKind.WEEKLY ? Kind.WEEKLY : Kind.DAILY;
      case RELATIVE -> Kind.RELATIVE;
    };
  }

  /** Schedules go by whole seconds, so whatever they are counted from does too (OCPP-P-50). */
  private static @Nullable Instant whole(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
