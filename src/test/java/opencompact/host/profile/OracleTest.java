package opencompact.host.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import opencompact.host.allowance.Bound;
import opencompact.memory.Fact;
import opencompact.memory.InstalledProfile;
import opencompact.memory.InstalledProfile.Kind;
import opencompact.memory.InstalledProfile.Period;
import opencompact.memory.InstalledProfile.Purpose;
import opencompact.ocpp.ChargingRateUnit;
import opencompact.ocpp.ChargingSchedule;
import opencompact.ocpp.ChargingSchedulePeriod;
import org.junit.jupiter.api.Test;

/**
 * Random sets of profiles: schedule, limit in force and next change agree with brute force
 * everywhere (OCPP-SC-12 to SC-25, SC-38).
 */
class OracleTest {
  private static final Instant T = Instant.parse("2025-03-03T12:00:00Z");

  /** A shelf with up to ten profiles around T, in a transaction or not. */
  private static Shelf random(SplittableRandom chance, int phases) {
    Shelf shelf = new Shelf(phases).at(T.minusSeconds(chance.nextInt(4000)));
    if (chance.nextInt(3) > 0) {
      shelf.begins(7);
    }
    shelf.at(T.plusMillis(chance.nextInt(1000)));
    int number = shelf.memory.open() == null ? 0 : shelf.memory.open().number();
    for (int id = chance.nextInt(1, 11); id > 0; id--) {
      shelf.memory.fold(new Fact.ProfileInstalled(profile(id, number, chance)));
    }
    return shelf;
  }

  private static InstalledProfile profile(int id, int number, SplittableRandom chance) {
    Purpose purpose = Purpose.values()[chance.nextInt(number == 0 ? 2 : 3)];
    Kind kind = Kind.values()[chance.nextInt(4)];
    boolean watts = chance.nextInt(3) == 0;
    Period[] periods = new Period[chance.nextInt(1, 6)];
    int from = 0;
    for (int i = 0; i < periods.length; i++) {
      int tenths = watts ? chance.nextInt(230_000) : 10 * chance.nextInt(34);
      periods[i] = new Period(from, tenths, chance.nextInt(3) == 0 ? 1 : null);
      from += chance.nextInt(1, 1500);
    }
    if (purpose == Purpose.CHARGE_POINT_MAX && kind == Kind.RELATIVE) {
      kind = Kind.ABSOLUTE; // as Reception makes it
    }
    Instant anchor = T.plusSeconds(chance.nextInt(-5000, 5000));
    if (kind == Kind.DAILY || kind == Kind.WEEKLY) {
      anchor = anchor.minus(Duration.ofDays(chance.nextInt(0, 15)));
    }
    return new InstalledProfile(
        id,
        purpose == Purpose.CHARGE_POINT_MAX ? 0 : purpose == Purpose.TX ? 1 : chance.nextInt(2),
        purpose,
        chance.nextInt(4),
        purpose == Purpose.TX ? number : 0,
        kind,
        kind == Kind.RELATIVE ? null : anchor,
        chance.nextInt(3) == 0 ? T.plusSeconds(chance.nextInt(-3000, 3000)) : null,
        chance.nextInt(3) == 0 ? T.plusSeconds(chance.nextInt(3000, 9000)) : null,
        chance.nextBoolean() ? null : (Integer) chance.nextInt(1, 7000),
        watts,
        null,
        List.of(periods));
  }

  private static long began(Shelf shelf) {
    return shelf.memory.open() == null
        ? T.getEpochSecond()
        : Math.floorDiv(shelf.memory.open().start().at().wallMillis(), 1000L);
  }

  private static int number(Shelf shelf) {
    return shelf.memory.open() == null ? 0 : shelf.memory.open().number();
  }

  @Test
  void the_composite_schedule_says_at_each_second_what_brute_force_says_OCPP_SC_38() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom chance = new SplittableRandom(seed);
      int phases = chance.nextBoolean() ? 3 : 1;
      Shelf shelf = random(chance, phases);
      Oracle oracle = new Oracle(shelf.memory.profiles(), phases);
      boolean far = seed % 4 == 0;
      int seconds = far ? 604_800 : chance.nextInt(1, 9000);
      ChargingSchedule schedule =
          shelf.composite(1, seconds, ChargingRateUnit.A).chargingSchedule();
      List<ChargingSchedulePeriod> periods = schedule.chargingSchedulePeriod();
      TreeSet<Integer> looks = new TreeSet<>();
      for (int i = 0; i < (far ? 3000 : seconds); i++) {
        looks.add(far ? chance.nextInt(schedule.duration()) : i);
      }
      for (int i = 0; i < periods.size(); i++) {
        int start = periods.get(i).startPeriod();
        looks.addAll(List.of(start, Math.max(0, start - 1)));
        assertThat(i > 0 && periods.get(i).limit().equals(periods.get(i - 1).limit()))
            .as("seed %d: equal neighbours", seed)
            .isFalse();
      }
      int now = 0;
      for (int look : looks) {
        while (now + 1 < periods.size() && periods.get(now + 1).startPeriod() <= look) {
          now++;
        }
        int says = oracle.tenths(number(shelf), began(shelf), T.getEpochSecond() + look);
        assertThat(periods.get(now).limit().tenths())
            .as("seed %d at second %d of %s", seed, look, shelf.memory.profiles())
            .isEqualTo(says < 0 ? 320 : Math.min(320, says));
      }
    }
  }

  @Test
  void the_limit_in_force_holds_until_its_own_deadline_and_no_longer_than_true_OCPP_SC_25() {
    int changes = 0;
    for (int seed = 0; seed < 150; seed++) {
      SplittableRandom chance = new SplittableRandom(1000 + seed);
      Shelf shelf = random(chance, 3);
      Oracle oracle = new Oracle(shelf.memory.profiles(), 3);
      long end = T.getEpochSecond() + 4000;
      long second = T.getEpochSecond();
      while (second < end) {
        Bound bound = shelf.settled();
        long wait = shelf.profiles.deadline() - shelf.moment().uptimeNanos();
        assertThat(wait).as("seed %d: the deadline is in the future", seed).isPositive();
        Instant woken =
            wait > Duration.ofHours(9).toNanos()
                ? Instant.ofEpochSecond(end)
                : shelf.moment().wall().plusNanos(wait);
        assertThat(woken.getNano()).as("profiles change on whole seconds").isZero();
        int tenths = bound == null ? -1 : bound.value().tenths();
        // While none runs, what would hold is as if a transaction began in that very second.
        for (long t = second; t < Math.min(end, woken.getEpochSecond()); t++) {
          long began = number(shelf) == 0 ? t : began(shelf);
          assertThat(oracle.tenths(number(shelf), began, t))
              .as("seed %d at second %d of %s", seed, t, shelf.memory.profiles())
              .isEqualTo(tenths);
        }
        if (bound != null && bound.until() != null) {
          long until = bound.until().getEpochSecond();
          assertThat(until).isGreaterThanOrEqualTo(woken.getEpochSecond());
        }
        second = woken.getEpochSecond();
        shelf.at(woken);
        changes++;
      }
    }
    assertThat(changes).as("the sets told here change now and then").isGreaterThan(300);
  }
}
