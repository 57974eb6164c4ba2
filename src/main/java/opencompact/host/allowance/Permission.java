package opencompact.host.allowance;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Limit;
import opencompact.catalogue.OffPeriod;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.quantity.Amperes;
import opencompact.quantity.Moment;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * Whether current is permitted at all, apart from how much (LIM-3): not within a charge-off period
 * while no charging profile rules (OFF-3), and not before a random delay is over (OFF-4). Without
 * permission a charge is suspended, never ended; the driver may have it at once (UK-OP-03,
 * UK-RD-04). What gets less is never delayed, and no permission lifts a limit (UK-SA-01).
 */
public final class Permission {
  private static final String KIND = "charge";
  private static final Amperes ALL = Amperes.ofTenths(100_000);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final RandomGenerator chance;

  private boolean heard;
  private boolean returning;
  private boolean running;
  private boolean overridden;

  /** What would be permitted now but for a delay. */
  private Amperes due = Amperes.NONE;

  private @Nullable StartDelay delay;
  private @Nullable OffHours hours;
  private @Nullable Settings hoursBy;
  private long hoursFrom;
  private boolean off;
  private Moment now = new Moment(0, null);
  private @Nullable ZoneId zone;

  /** Nobody charges yet. */
  public Permission(RandomGenerator chance) {
    this.chance = chance;
  }

  /**
   * Settles what is permitted from now on.
   *
   * @param charging whether a transaction runs
   * @param grid what the charging profiles allow; null while none rules
   */
  public void settle(
      boolean charging, @Nullable Bound grid, RtmReport rtm, Settings settings, Turn turn) {
    now = turn.now();
    zone = settings.value(Keys.TIME_ZONE);
    calendar(settings);
    if (!heard || !rtm.plugged()) {
      // A car that hung here when the power came back is one of many that wait for it.
      returning = !heard && rtm.plugged();
      heard = true;
    }
    if (!charging) {
      rest(turn);
      return;
    }
    boolean began = !running;
    running = true;
    if (hours == null && began && OffHours.any(settings)) {
      turn.note(
          KIND,
          "Nobody knows what time it is, so the charge-off periods rest until the clock is set; the"
              + " random delay holds.");
    }
    off = hours != null && hours.ruling() != null && grid == null && !overridden;
    boolean supplied = settings.value(Keys.MAX_START_DELAY) == 0 || !supplyFault(rtm);
    Amperes before = due;
    due = off || !supplied ? Amperes.NONE : grid == null ? ALL : grid.value();
    if (delay != null) {
      delay = delay.holding(due);
    } else if (before.below(due) && (!began || waitsAtPlugIn(settings))) {
      draw(before, settings, turn);
    }
    if (delay != null && (delay.over(now) || settings.value(Keys.MAX_START_DELAY) == 0)) {
      forget(turn);
    }
  }

  private boolean waitsAtPlugIn(Settings settings) {
    return returning || settings.value(Keys.RANDOM_DELAY_ON_PLUG_IN);
  }

  /** Faults of the supply come and go for a whole street at once (FLT-01, VOL-04). */
  private static boolean supplyFault(RtmReport rtm) {
    return rtm.faults().stream()
        .anyMatch(f -> f.fault() == Fault.OVERVOLTAGE || f.fault() == Fault.UNDERVOLTAGE);
  }

  private void draw(Amperes held, Settings settings, Turn turn) {
    int most = settings.value(Keys.MAX_START_DELAY);
    if (most == 0) {
      return;
    }
    Instant left = turn.memory().startDelay();
    Instant wall = now.wall();
    StartDelay drawn =
        left != null && wall != null && left.isAfter(wall) && returning
            ? StartDelay.lasting(least(Duration.between(wall, left), most), now, held)
            : StartDelay.draw(now, most, held, chance);
    delay = drawn;
    if (drawn.wall() != null) {
      turn.remember(new Fact.StartDelayed(drawn.wall()));
    }
    turn.note(
        KIND,
        "A random delay of %d s of at most %d s (c_MaxStartDelay) began; until then no more than %s"
                .formatted((drawn.until() - now.uptimeNanos()) / 1_000_000_000, most, held)
            + " per phase is permitted.");
  }

  private static Duration least(Duration left, int most) {
    return left.compareTo(Duration.ofSeconds(most)) < 0 ? left : Duration.ofSeconds(most);
  }

  private void rest(Turn turn) {
    if (running) {
      forget(turn);
    }
    running = false;
    overridden = false;
    off = false;
    due = Amperes.NONE;
  }

  private void forget(Turn turn) {
    delay = null;
    if (turn.memory().startDelay() != null) {
      turn.remember(new Fact.StartDelayed(null));
    }
  }

  private void calendar(Settings settings) {
    Instant wall = now.wall();
    if (wall == null) {
      // Nobody knows whether it is eight in the morning; then the station charges (UK-LC-01).
      hours = null;
      return;
    }
    long second = wall.getEpochSecond();
    boolean stale =
        hours == null
            || hoursBy != settings
            || second < hoursFrom
            || second >= hoursFrom + Duration.ofDays(1).toSeconds()
            || (hours.until() != null && !wall.isBefore(hours.until()));
    if (stale) {
      hours = OffHours.at(wall, settings);
      hoursBy = settings;
      hoursFrom = second;
    }
  }

  /** The driver wants the current now: what holds this charge back is over; null if nothing did. */
  public @Nullable String override(String by, Turn turn) {
    if (!running || (!off && delay == null)) {
      return null;
    }
    String what = off ? "the charge-off period, for this charge" : "the random delay";
    overridden |= off;
    if (off) {
      due = ALL;
    }
    off = false;
    forget(turn);
    turn.note(KIND, by + " overrode " + what + ".");
    return "This overrides " + what + ".";
  }

  /** Whether any current is permitted. */
  public boolean given() {
    StartDelay waits = delay;
    return !off && (waits == null || waits.held().compareTo(Amperes.NONE) > 0);
  }

  /** What the profiles allow, or for a while still only what they allowed before. */
  public @Nullable Bound grid(@Nullable Bound grid) {
    StartDelay waits = delay;
    if (waits == null
        || waits.held().equals(Amperes.NONE)
        || (grid != null && !waits.held().below(grid.value()))
        || !waits.held().below(ALL)) {
      return grid;
    }
    return new Bound(
        Limit.GRID,
        waits.held(),
        "what it was before; it rises" + end(waits) + " after a random delay (c_MaxStartDelay)",
        waits.wall());
  }

  /** What forbids all current, in words; null if nothing does. */
  public @Nullable Hold hold(Settings settings) {
    OffHours calendar = hours;
    if (off && calendar != null && calendar.ruling() != null) {
      Key<OffPeriod> key = calendar.ruling();
      OffPeriod period = settings.value(key);
      return new Hold(
          Hold.Kind.BLOCK,
          "charge-off-period",
          null,
          key.name(),
          null,
          calendar.until(),
          "Nothing charges by itself from %s to %s on weekdays (%s, %s). Charge now overrides it once."
              .formatted(
                  period.from(), period.until(), key.name(), settings.value(Keys.TIME_ZONE)));
    }
    StartDelay waits = delay;
    if (given() || waits == null) {
      return null;
    }
    return new Hold(
        Hold.Kind.BLOCK,
        "random-delay",
        null,
        Keys.MAX_START_DELAY.name(),
        null,
        waits.wall(),
        "Charging begins"
            + end(waits)
            + ", after a random delay of up to "
            + settings.value(Keys.MAX_START_DELAY)
            + " s so that not all cars begin at once. Charge now ends it.");
  }

  private String end(StartDelay waits) {
    return waits.wall() == null || zone == null
        ? " in " + (waits.until() - now.uptimeNanos()) / 1_000_000_000 + " s"
        : " at " + CLOCK.format(waits.wall().atZone(zone));
  }

  /** The random delay under way, for the driver to see; null if there is none (OFF-4). */
  public @Nullable Countdown countdown(Moment seen) {
    StartDelay waits = delay;
    if (waits == null) {
      return null;
    }
    long nanos = Math.max(0, waits.until() - seen.uptimeNanos());
    return new Countdown(
        Math.ceilDiv(nanos, 1_000_000_000L),
        waits.held(),
        due.below(ALL) ? due : null,
        waits.began(),
        waits.wall());
  }

  /** The uptime by which the permission may change by itself. */
  public long deadline() {
    long least = delay == null ? Moment.NEVER : delay.until();
    Instant wall = now.wall();
    if (running && hours != null && hours.until() != null && wall != null) {
      least = Math.min(least, now.in(Duration.between(wall, hours.until())));
    }
    return least;
  }
}
