package opencompact.host.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Limit;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.host.allowance.Bound;
import opencompact.host.charge.Charge;
import opencompact.memory.Fact;
import opencompact.memory.InstalledProfile;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.ocpp.ChargingProfile;
import opencompact.ocpp.ChargingRateUnit;
import opencompact.ocpp.ClearChargingProfile;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.GetCompositeSchedule;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The charging profiles in force: takes and clears them, says what limit they set now and when that
 * changes by itself (OCPP-SC-25), and what they amount to for the days to come.
 */
public final class Profiles {
  private static final String KIND = "charge";
  private static final long SECOND = 1_000_000_000;

  /** Beyond this nobody waits; it keeps uptimes from overflowing. */
  private static final long FAR_SECONDS = 3_000_000_000L;

  /** A ruling that lasts for more changes of profiles than this is not followed to its end. */
  private static final int FAR_STEPS = 2000;

  private static final Amperes MOST = Amperes.ofTenths(100_000);

  /** A profile that waits for the transaction of a remote start (OCPP-SC-10). */
  private record Pending(IdTag tag, int after, InstalledProfile profile) {}

  /** All that decides what the profiles allow at a second. */
  private record Matters(
      List<InstalledProfile> profiles,
      int transaction,
      @Nullable Long begun,
      int phases,
      boolean timed) {}

  private @Nullable Pending pending;
  private @Nullable Matters judged;
  private long judgedAt;
  private long judgedUntil = Track.EVER;
  private @Nullable Bound bound;
  private long deadline = Moment.NEVER;

  // ---------------------------------------------------------------- what the back office wants

  /** Takes a profile for connector 0 or 1; null if it is installed, else why not. */
  public @Nullable String install(
      int connector, ChargingProfile profile, Settings settings, Turn turn) {
    return switch (reception(settings, turn).byItself(connector, profile)) {
      case Reception.Verdict.Refused(String why) -> why;
      case Reception.Verdict.Taken(InstalledProfile taken) -> {
        turn.remember(new Fact.ProfileInstalled(taken));
        turn.note(KIND, "The back office installed " + name(taken) + ".");
        yield null;
      }
    };
  }

  /** Why a profile cannot come with a remote start; null if it can. */
  public @Nullable String whyNotWithStart(ChargingProfile profile, Settings settings, Turn turn) {
    return reception(settings, turn).withStart(profile)
            instanceof Reception.Verdict.Refused(String why)
        ? why
        : null;
  }

  /** Keeps a profile for the transaction that a remote start is about to lead to. */
  public void awaitStart(IdTag tag, ChargingProfile profile, Settings settings, Turn turn) {
    if (reception(settings, turn).withStart(profile)
        instanceof Reception.Verdict.Taken(InstalledProfile taken)) {
      pending = new Pending(tag, turn.memory().lastTransaction(), taken);
    }
  }

  private static Reception reception(Settings settings, Turn turn) {
    Memory memory = turn.memory();
    return new Reception(settings, memory.profiles(), running(memory), turn.now().wall());
  }

  /** Removes what matches, the profile of a start under way included (OCPP-SC-40 to SC-45). */
  public ClearChargingProfile.Status clear(ClearChargingProfile.Request request, Turn turn) {
    Predicate<InstalledProfile> wanted = profile -> matches(request, profile);
    List<InstalledProfile> gone = turn.memory().profiles().stream().filter(wanted).toList();
    for (InstalledProfile profile : gone) {
      turn.remember(new Fact.ProfileCleared(profile.id()));
      turn.note(KIND, "The back office cleared " + name(profile) + ".");
    }
    Pending waiting = pending;
    boolean waited = waiting != null && wanted.test(waiting.profile());
    if (waited) {
      pending = null;
    }
    return gone.isEmpty() && !waited
        ? ClearChargingProfile.Status.UNKNOWN
        : ClearChargingProfile.Status.ACCEPTED;
  }

  private static boolean matches(ClearChargingProfile.Request r, InstalledProfile profile) {
    Integer id = r.id();
    if (id != null) {
      return id == profile.id();
    }
    Integer connector = r.connectorId();
    Integer level = r.stackLevel();
    return (connector == null || connector == profile.connector())
        && (level == null || level == profile.stackLevel())
        && (r.chargingProfilePurpose() == null
            || r.chargingProfilePurpose().wire().equals(profile.purpose().wire()));
  }

  /**
   * What all profiles amount to from now on (OCPP-SC-30 to SC-38).
   *
   * @param most what device, fuse and cable allow
   */
  public GetCompositeSchedule.Response composite(
      GetCompositeSchedule.Request request, Amperes most, Settings settings, Turn turn) {
    Instant wall = turn.now().wall();
    ChargingRateUnit asked = request.chargingRateUnit();
    ChargingRateUnit unit = asked == null ? ChargingRateUnit.A : asked;
    int connector = request.connectorId();
    if (connector < 0
        || connector > 1
        || request.duration() < 0
        || !allowed(unit, settings)
        || wall == null) {
      return new GetCompositeSchedule.Response(GenericStatus.REJECTED, null, null, null);
    }
    long now = wall.getEpochSecond();
    OpenTransaction open = running(turn.memory());
    Scale scale = new Scale(settings.value(Keys.PHASE_COUNT));
    Plan plan =
        new Plan(
            turn.memory().profiles(),
            connector == 1 || open != null,
            open == null ? 0 : open.number(),
            open == null ? (Long) now : begun(open, turn.now()),
            scale);
    return new GetCompositeSchedule.Response(
        GenericStatus.ACCEPTED,
        connector,
        Instant.ofEpochSecond(now),
        Composite.of(plan, most, scale, now, request.duration(), unit));
  }

  /** Whether schedules may be written in this unit (OCPP-CF-49). */
  static boolean allowed(ChargingRateUnit unit, Settings settings) {
    return settings
        .value(Keys.CHARGING_SCHEDULE_ALLOWED_CHARGING_RATE_UNIT)
        .contains(unit == ChargingRateUnit.W ? "Power" : "Current");
  }

  // ---------------------------------------------------------------- what follows by itself

  /** What the profiles allow now; called once a turn, after the visit has settled. */
  public void settle(Charge charge, Settings settings, Turn turn) {
    adopt(charge, turn);
    Memory memory = turn.memory();
    if (memory.profiles().isEmpty() || !on(settings)) {
      judged = null;
      bound = null;
      deadline = Moment.NEVER;
      return;
    }
    Moment now = turn.now();
    OpenTransaction open = running(memory);
    Matters matters =
        new Matters(
            memory.profiles(),
            open == null ? 0 : open.number(),
            open == null ? null : (Long) begun(open, now),
            settings.value(Keys.PHASE_COUNT),
            now.wall() != null);
    long second = second(now);
    if (!matters.equals(judged) || second < judgedAt || second >= judgedUntil) {
      judge(matters, second);
    }
    deadline = uptime(judgedUntil, now);
  }

  /** Whether the owner has left smart charging on; without it installed profiles rest. */
  public static boolean on(Settings settings) {
    return settings.speaks("SmartCharging");
  }

  /** The grid's bound, or null while no profile rules (OCPP-SC-18). */
  public @Nullable Bound bound() {
    return bound;
  }

  /** When the profiles may allow something else, an uptime. */
  public long deadline() {
    return deadline;
  }

  /** The profile of a remote start joins its transaction, or goes with the authorisation. */
  private void adopt(Charge charge, Turn turn) {
    Pending waiting = pending;
    if (waiting == null) {
      return;
    }
    OpenTransaction open = running(turn.memory());
    if (charge.running()
        && open != null
        && open.number() > waiting.after()
        && open.tag().equals(waiting.tag())) {
      InstalledProfile profile = waiting.profile().of(open.number());
      turn.remember(new Fact.ProfileInstalled(profile));
      turn.note(KIND, "The back office started this charge with " + name(profile) + ".");
      pending = null;
    } else if (!waitsFor(charge, waiting.tag())) {
      pending = null;
    }
  }

  private static boolean waitsFor(Charge charge, IdTag tag) {
    return switch (charge) {
      case Charge.Admitted admitted -> admitted.tag().equals(tag);
      case Charge.Asking asking -> asking.tag().equals(tag);
      default -> false;
    };
  }

  private void judge(Matters matters, long second) {
    Scale scale = new Scale(matters.phases());
    Plan plan = new Plan(matters.profiles(), true, matters.transaction(), matters.begun(), scale);
    Plan.Limit limit = matters.timed() ? plan.at(second) : plan.unknowing(second);
    judged = matters;
    judgedAt = second;
    judgedUntil = limit.until();
    InstalledProfile profile = limit.profile();
    bound =
        profile == null
            ? null
            : new Bound(
                Limit.GRID,
                amperes(scale.deciamperes(limit.deciwatts())),
                name(profile)
                    + (matters.timed()
                        ? ""
                        : ", the least it may ask for, since the time of day is unknown"),
                matters.timed() ? end(plan, limit) : null);
  }

  private static Amperes amperes(long tenths) {
    return tenths >= MOST.tenths() ? MOST : Amperes.ofTenths((int) tenths);
  }

  /** When another profile or another limit rules; null if never, or if nobody can say. */
  private static @Nullable Instant end(Plan plan, Plan.Limit ruling) {
    Plan.Limit limit = ruling;
    for (int steps = 0; steps < FAR_STEPS && limit.until() != Track.EVER; steps++) {
      long second = limit.until();
      limit = plan.at(second);
      if (!limit.same(ruling)) {
        return Instant.ofEpochSecond(second);
      }
    }
    return null;
  }

  private static String name(InstalledProfile profile) {
    return "charging profile "
        + profile.id()
        + " ("
        + profile.purpose().wire()
        + ", stack level "
        + profile.stackLevel()
        + ")";
  }

  // ---------------------------------------------------------------- time

  /** The transaction of this start of the station; an earlier one is about to be closed. */
  private static @Nullable OpenTransaction running(Memory memory) {
    OpenTransaction open = memory.open();
    return open != null && open.start().at().boot() == memory.boot() ? open : null;
  }

  /** The second that it is, by the time of day or, while that is unknown, since the start. */
  private static long second(Moment now) {
    Instant wall = now.wall();
    return wall == null ? now.uptimeNanos() / SECOND : wall.getEpochSecond();
  }

  /** The second at which a transaction began, by the clock that never jumps (OCPP-BT-14). */
  private static long begun(OpenTransaction open, Moment now) {
    long ago = now.uptimeNanos() - open.start().at().uptimeMillis() * 1_000_000;
    Instant wall = now.wall();
    return wall == null
        ? Math.floorDiv(now.uptimeNanos() - ago, SECOND)
        : wall.minusNanos(ago).getEpochSecond();
  }

  private static long uptime(long second, Moment now) {
    long here = second(now);
    if (second == Track.EVER || second - here > FAR_SECONDS) {
      return Moment.NEVER;
    }
    Instant wall = now.wall();
    return wall == null
        ? second * SECOND
        : now.in(Duration.between(wall, Instant.ofEpochSecond(second)));
  }
}
