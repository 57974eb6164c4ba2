package opencompact.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.host.Plate;
import opencompact.memory.Fact;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.RegistrationStatus;
import opencompact.quantity.IdTag;
import opencompact.sim.Seams;
import opencompact.sim.Yard;

/**
 * One life of a station under torture, all of it from one seed: days of charges with bad hours in
 * between, then a calm in which everything owed must arrive, then the ledger is closed.
 */
public final class Torture {
  private static final Instant BEGAN = Instant.parse("2026-03-02T06:00:00Z");
  private static final Duration LONGEST_CALM = Duration.ofDays(3);

  private final long seed;
  private final SplittableRandom chance;
  private final int days;
  private final Yard yard;
  private final Tally tally = new Tally();
  private final Deeds deeds = new Deeds();
  private final Physics physics = new Physics();
  private final StationClock clock = new StationClock(BEGAN);
  private final Wire wire;
  private final Ledger.Rules rules;
  private final Drivers drivers;
  private final Troubles troubles;
  private final boolean battery;
  private boolean hadPower = true;
  private boolean ran = true;
  private int lives;

  /** The life of that seed. */
  public Torture(long seed) {
    this(seed, Seams.TIGHT);
  }

  /** The same life for a station with something at its seams. */
  public Torture(long seed, Seams seams) {
    this.seed = seed;
    this.chance = new SplittableRandom(seed * 7919 + 29);
    this.days = 9 + chance.nextInt(2);
    Model model = chance.nextInt(4) == 0 ? Model.TLC : Model.SLC;
    int phases = chance.nextInt(3) == 0 ? 1 : 3;
    Region region = chance.nextInt(4) == 0 ? Region.UK : Region.EU;
    int attempts = chance.nextInt(4) == 0 ? 3 : 1000;
    int sampleSeconds = List.of(0, 60, 300, 300, 900, 900).get(chance.nextInt(6));
    boolean keeps = chance.nextInt(3) == 0;
    List<Fact> settings = new ArrayList<>();
    set(settings, Keys.BACKEND_URL, "ws://cs.test/ocpp");
    set(settings, Keys.TRANSACTION_MESSAGE_ATTEMPTS, attempts);
    set(settings, Keys.TRANSACTION_MESSAGE_RETRY_INTERVAL, chance.nextInt(2, 60));
    set(settings, Keys.METER_VALUE_SAMPLE_INTERVAL, sampleSeconds);
    set(settings, Keys.METER_VALUES_SAMPLED_DATA, "Energy.Active.Import.Register");
    if (keeps) {
      set(settings, Keys.STOP_TXN_SAMPLED_DATA, "Energy.Active.Import.Register");
    }
    set(settings, Keys.CLOCK_ALIGNED_DATA_INTERVAL, chance.nextInt(5) == 0 ? 3600 : 0);
    // Pings are what costs most in a quiet week; few lives have them every minute.
    set(settings, Keys.WEB_SOCKET_PING_INTERVAL, List.of(60, 600, 900, 1800).get(pick(12)));
    set(settings, Keys.PLUG_AND_CHARGE, chance.nextBoolean());
    set(settings, Keys.AUTHORIZATION_ENABLED, chance.nextInt(6) != 0);
    set(settings, Keys.LOCAL_PRE_AUTHORIZE, chance.nextInt(3) == 0);
    set(settings, Keys.ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID, chance.nextBoolean());
    set(settings, Keys.STOP_TRANSACTION_ON_INVALID_ID, chance.nextInt(4) != 0);
    this.yard =
        new Yard(
            new Plate("00000042", "torture", new Delivery(model, phases, region)),
            settings,
            BEGAN,
            seed,
            seams);
    this.battery = chance.nextInt(4) != 0;
    if (!battery) {
      yard.withoutBattery();
      clock.forgets(0);
    }
    yard.backOffice().registers(RegistrationStatus.ACCEPTED, Troubles.HEARTBEAT_SECONDS);
    yard.backOffice().card(Drivers.BAD, IdTagInfo.of(AuthorizationStatus.INVALID));
    BadLine line = new BadLine(chance.split());
    yard.network().weather(line);
    this.wire = new Wire(yard, attempts, physics, clock, deeds, tally);
    yard.network().witness(wire);
    this.rules = new Ledger.Rules(sampleSeconds, new IdTag("FREEVEND"));
    this.drivers = new Drivers(yard, deeds, chance.split());
    this.troubles = new Troubles(yard, line, chance.split(), tally);
    yard.law(this::look);
  }

  /** 0 in one of so many lives, else 1 to 3. */
  private int pick(int oneOf) {
    return chance.nextInt(oneOf) == 0 ? 0 : chance.nextInt(1, 4);
  }

  private static void set(List<Fact> settings, Key<?> key, Object value) {
    settings.add(new Fact.SettingChanged(key.name(), String.valueOf(value), "torture"));
  }

  /** Tells each event, fact and command, one line each. */
  public Torture traced(Consumer<String> lines) {
    yard.trace(lines);
    return this;
  }

  /** The world, for whoever wants to look on. */
  public Yard yard() {
    return yard;
  }

  private void look(Yard at) {
    physics.check(at);
    boolean power = at.bench().powered();
    if (power && !hadPower && !battery) {
      clock.forgets(at.now());
    } else if (at.lives() != lives) {
      clock.anotherLife(at.now());
    }
    lives = at.lives();
    hadPower = power;
    boolean runs = at.powered();
    if (ran && !runs && power) {
      tally.crashes++;
    }
    ran = runs;
    troubles.check();
  }

  /**
   * Lives it.
   *
   * @throws Discrepancy where ledger and back office disagree
   * @throws RuntimeException where the station itself ended in an impossible state
   */
  public Tally live() {
    for (int day = 0; day < days; day++) {
      plan(Duration.ofDays(day));
    }
    yard.later(Duration.ofDays(days));
    calm();
    tally.lived(yard.now());
    return tally;
  }

  private void plan(Duration midnight) {
    for (int charges = chance.nextInt(4); charges > 0; charges--) {
      Duration stay = Duration.ofSeconds(chance.nextLong(30, 14_400));
      yard.in(midnight.plusSeconds(chance.nextLong(86_400)), () -> drivers.charge(stay));
    }
    if (chance.nextInt(2) != 0) {
      return;
    }
    Duration bad = midnight.plusSeconds(chance.nextLong(80_000));
    yard.in(bad, () -> drivers.charge(Duration.ofSeconds(chance.nextLong(30, 5_400))));
    for (int blows = chance.nextInt(1, 9); blows > 0; blows--) {
      yard.in(bad.plusMillis(chance.nextLong(5_400_000)), troubles::strike);
    }
    for (int blows = chance.nextInt(4); blows > 0; blows--) {
      // Trouble likes to come while something begins.
      yard.in(bad.plusMillis(chance.nextLong(60_000)), troubles::strike);
    }
  }

  private void calm() {
    troubles.end();
    long until = yard.now() + LONGEST_CALM.toNanos();
    boolean quiet = false;
    while (!quiet) {
      yard.later(Duration.ofMinutes(20));
      quiet =
          yard.powered()
              && !drivers.here()
              && yard.view().line().owed() == 0
              && yard.open() == null;
      if (!quiet && yard.now() > until) {
        throw new Discrepancy(yard.now(), stuck());
      }
    }
    yard.later(Duration.ofMinutes(10));
    close();
  }

  /** The books agree if they do under any assumption about what nobody can know for certain. */
  private void close() {
    Discrepancy first = null;
    int open = clock.assume(0);
    for (int did = 0; did < 1 << Math.min(open, StationClock.MOST_OPEN); did++) {
      clock.assume(did);
      try {
        new Ledger(rules, yard, physics, wire, clock, deeds).close();
        return;
      } catch (Discrepancy found) {
        first = first == null ? found : first;
      }
    }
    throw first == null ? new IllegalStateException("no assumption was tried") : first;
  }

  private String stuck() {
    if (!yard.powered()) {
      return "The station does not come back by itself.";
    }
    if (drivers.here()) {
      return "The cable stays captive: " + yard.view().sentence();
    }
    return "After "
        + LONGEST_CALM.toDays()
        + " calm days "
        + yard.view().line().owed()
        + " messages are still owed: "
        + yard.view().line().sentence();
  }

  @Override
  public String toString() {
    return "life " + seed;
  }
}
