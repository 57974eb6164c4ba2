package opencompact.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.host.Event;
import opencompact.host.Plate;
import opencompact.host.Wish;
import opencompact.host.profile.Sent;
import opencompact.memory.Fact;
import opencompact.ocpp.AuthorizationData;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.AvailabilityType;
import opencompact.ocpp.CancelReservation;
import opencompact.ocpp.ChangeAvailability;
import opencompact.ocpp.ClearChargingProfile;
import opencompact.ocpp.FrameJudge;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.RemoteStartTransaction;
import opencompact.ocpp.RemoteStopTransaction;
import opencompact.ocpp.ReserveNow;
import opencompact.ocpp.Reset;
import opencompact.ocpp.ResetType;
import opencompact.ocpp.SendLocalList;
import opencompact.ocpp.SetChargingProfile;
import opencompact.ocpp.UnlockConnector;
import opencompact.ocpp.UpdateType;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import opencompact.sim.Seams;
import opencompact.sim.SimBackOffice;
import opencompact.sim.SimDisk;
import opencompact.sim.SimNetwork;
import opencompact.sim.Yard;
import opencompact.sim.bench.Cars;
import opencompact.sim.bench.Cause;
import opencompact.sim.bench.Causes;

/**
 * One seed of bad days: drivers, cars, breakage, networks, power, a moody back office; then a calm
 * in which everything owed must arrive. A seed says exactly what happened.
 */
public final class Storm {
  private static final Instant BEGAN = Instant.parse("2026-03-02T06:00:00Z");
  private static final List<String> CARDS = List.of("04A1B2C3", "04D4E5F6", "BAD00001");

  /**
   * All but a cut line between host and RTM: the laws compare what the host has granted with what
   * the RTM drives, which differ by design for the five seconds that the RTM believes a grant. A
   * reader that reads nothing would only make days quieter.
   */
  private static final Cause[] ANY =
      Stream.of(Cause.values())
          .filter(cause -> !List.of(Cause.HOST, Cause.READER, Cause.RADIO).contains(cause))
          .toArray(Cause[]::new);

  /** What hurts only where current flows. */
  private static final List<Cause> FELT_WHILE_CHARGING =
      List.of(
          Cause.SUPPLY,
          Cause.SUPPLY_L1,
          Cause.SUPPLY_OHMS,
          Cause.TEMPERATURE,
          Cause.PP,
          Cause.LOCK,
          Cause.CAR_IGNORES_LIMIT,
          Cause.CAR_IGNORES_STOP);

  private final long seed;
  private final SplittableRandom chance;

  /** Profiles have a chance of their own, so that the rest of a seed's days stay as they were. */
  private final SplittableRandom profileChance;

  private final Model model;
  private final int phases;
  private final Yard yard;
  private final Laws laws;
  private final StatusLaw statuses = new StatusLaw();
  private final Ledger ledger = new Ledger();
  private final PromiseLaw promises = new PromiseLaw();

  /** With a chance of its own, as the plans of the back office. */
  private final FileLaw files;

  /** Its own, so that what the back office plans does not shift what happens otherwise. */
  private final SplittableRandom plans;

  private int version;
  private final ProfileLaw profiles;

  /** Every fourth storm blows in the United Kingdom. */
  private final Region region;

  private final OffHoursLaw offHours = new OffHoursLaw();

  public Storm(long seed) {
    this(seed, Seams.TIGHT);
  }

  /** The same storm over a station with something at its seams. */
  Storm(long seed, Seams seams) {
    this.seed = seed;
    this.chance = new SplittableRandom(seed * 7919 + 17);
    this.files = new FileLaw(seed);
    this.plans = new SplittableRandom(seed * 104_729 + 3);
    this.profileChance = new SplittableRandom(seed * 104_729 + 5);
    this.region = seed % 4 == 2 ? Region.UK : Region.EU;
    this.model = chance.nextInt(4) == 0 ? Model.TLC : Model.SLC;
    this.phases = chance.nextInt(3) == 0 ? 1 : 3;
    List<Fact> settings = new ArrayList<>();
    settings.add(new Fact.SettingChanged(Keys.BACKEND_URL.name(), "ws://cs.test/ocpp", "storm"));
    settings.add(
        new Fact.SettingChanged(Keys.TRANSACTION_MESSAGE_ATTEMPTS.name(), "1000", "storm"));
    settings.add(
        new Fact.SettingChanged(Keys.TRANSACTION_MESSAGE_RETRY_INTERVAL.name(), "5", "storm"));
    settings.add(new Fact.SettingChanged(Keys.LOCAL_AUTH_LIST_ENABLED.name(), "true", "storm"));
    settings.add(
        new Fact.SettingChanged(
            Keys.LOCAL_PRE_AUTHORIZE.name(), plans.nextInt(3) == 0 ? "true" : "false", "storm"));
    this.yard =
        new Yard(
            new Plate("00000042", "storm", new Delivery(model, phases, region)),
            settings,
            BEGAN,
            seed,
            seams);
    FrameJudge.of(yard);
    yard.backOffice().card(new IdTag("BAD00001"), IdTagInfo.of(AuthorizationStatus.INVALID));
    this.laws = new Laws(model.socketed(), phases);
    this.profiles = new ProfileLaw(phases);
    yard.law(this::look);
  }

  Storm traced(Consumer<String> lines) {
    yard.trace(lines);
    return this;
  }

  private void look(Yard at) {
    laws.check(at);
    statuses.check(at);
    ledger.check(at);
    promises.check(at);
    files.check(at);
    profiles.check(at);
    if (region == Region.UK) {
      offHours.check(at);
    }
  }

  Yard yard() {
    return yard;
  }

  /** Bad days, then the calm. */
  public void blow(Duration length) {
    try {
      long end = yard.now() + length.toNanos();
      while (yard.now() < end) {
        deed();
        plan();
        files.deed(yard);
        // Where a profile rules, no off period does.
        if (region == Region.EU && profileChance.nextInt(12) == 0) {
          profile();
        }
        yard.later(Duration.ofMillis(pause()));
      }
      calm();
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("storm of seed " + seed + " at " + yard.now() / 1e9 + " s", broken);
    }
  }

  /** Mostly minutes, sometimes milliseconds: trouble likes to come while something moves. */
  private long pause() {
    return switch (chance.nextInt(4)) {
      case 0 -> chance.nextLong(1, 3_000);
      case 1 -> chance.nextLong(1_000, 60_000);
      default -> chance.nextLong(60_000, 3_600_000);
    };
  }

  private void deed() {
    switch (chance.nextInt(23)) {
      case 0, 1, 2, 3 -> {
        String car = Cars.names().get(chance.nextInt(Cars.names().size()));
        yard.bench().plugIn(Cars.named(car), List.of(13, 20, 32, 63).get(chance.nextInt(4)));
      }
      case 4, 5, 6 -> yard.tap(CARDS.get(chance.nextInt(CARDS.size())));
      case 7, 8 -> {
        yard.bench().stopAtCar();
        yard.later(Duration.ofMillis(chance.nextLong(1, 9_000)));
        yard.bench().unplugAtCar();
      }
      case 9 -> yard.bench().unplugAtStation();
      case 10, 19 -> upset();
      case 20, 21 -> charge();
      case 11 -> yard.bench().clearAll();
      case 12 -> power();
      case 13 ->
          yard.network()
              .becomes(SimNetwork.State.values()[chance.nextInt(SimNetwork.State.values().length)]);
      case 14 -> yard.network().becomes(SimNetwork.State.UP);
      case 15 -> mood();
      case 16 ->
          yard.supply(
              new Event.SupplyLimited(
                  chance.nextInt(3) == 0 ? null : Amperes.ofTenths(chance.nextInt(320)), "storm"));
      case 17 -> ordered();
      case 18 -> person();
      default -> yard.bench().startAtCar();
    }
    yard.touched();
    // What a deed did is seen before time goes on, so that it can be told from what comes next.
    look(yard);
  }

  /** The back office sends lists and takes reservations, whatever else happens. */
  private void plan() {
    if (plans.nextInt(6) != 0) {
      return;
    }
    switch (plans.nextInt(5)) {
      case 0, 1 -> reserve();
      case 2 -> promises.asks(yard, new CancelReservation.Request(version));
      case 3 -> yard.ask(new Wish.ClearReservation());
      default -> list();
    }
    yard.touched();
    look(yard);
  }

  private void reserve() {
    if (plans.nextBoolean()) {
      leave();
    }
    boolean again = version > 0 && plans.nextInt(4) == 0;
    promises.asks(
        yard,
        new ReserveNow.Request(
            plans.nextInt(2),
            yard.wall().plusSeconds(plans.nextInt(1, 7_200)),
            new IdTag(CARDS.get(plans.nextInt(2))),
            plans.nextInt(3) == 0 ? PromiseLaw.FAMILY : null,
            again ? version : ++version));
    yard.later(Duration.ofMillis(plans.nextLong(1, 3_000)));
    if (plans.nextBoolean()) {
      yard.bench().plugIn(Cars.SEDAN, 32);
      yard.tap(CARDS.get(plans.nextInt(2)));
      yard.later(Duration.ofMillis(plans.nextLong(1, 60_000)));
    }
  }

  /** Whoever is here goes, so that there is a free connector. */
  private void leave() {
    yard.bench().stopAtCar();
    yard.later(Duration.ofSeconds(9));
    yard.bench().unplugAtCar();
    yard.later(Duration.ofSeconds(2));
    yard.bench().unplugAtStation();
    yard.later(Duration.ofSeconds(2));
  }

  private void list() {
    List<AuthorizationData> entries = new ArrayList<>();
    boolean whole = plans.nextBoolean();
    for (String card : CARDS) {
      switch (plans.nextInt(whole ? 2 : 3)) {
        case 0 -> {}
        case 1 -> {
          AuthorizationStatus status =
              plans.nextInt(3) == 0 ? AuthorizationStatus.BLOCKED : AuthorizationStatus.ACCEPTED;
          IdTag parent = plans.nextBoolean() ? PromiseLaw.FAMILY : null;
          entries.add(new AuthorizationData(new IdTag(card), new IdTagInfo(null, parent, status)));
        }
        default -> entries.add(new AuthorizationData(new IdTag(card), null));
      }
    }
    promises.asks(
        yard,
        new SendLocalList.Request(
            ++version, entries, whole ? UpdateType.FULL : UpdateType.DIFFERENTIAL));
  }

  /** Somebody comes who knows how to do it, so that there is something to disturb. */
  private void charge() {
    yard.bench().stopAtCar();
    yard.later(Duration.ofSeconds(9));
    yard.bench().unplugAtCar();
    yard.later(Duration.ofSeconds(chance.nextInt(3)));
    yard.bench().unplugAtStation();
    yard.later(Duration.ofSeconds(chance.nextInt(3)));
    yard.bench().plugIn(Cars.SEDAN, 32);
    yard.tap(CARDS.getFirst());
    yard.later(Duration.ofMillis(chance.nextLong(1, 60_000)));
    if (chance.nextBoolean()) {
      upset();
    }
  }

  private void upset() {
    Cause[] causes = chance.nextInt(3) == 0 ? FELT_WHILE_CHARGING.toArray(Cause[]::new) : ANY;
    Cause cause = causes[chance.nextInt(causes.length)];
    List<String> words = cause.words();
    String value =
        !words.isEmpty() && (chance.nextBoolean() || !cause.takesNumber())
            ? words.get(chance.nextInt(words.size()))
            : Double.toString(
                Math.floor(cause.least() + chance.nextDouble() * (cause.most() - cause.least())));
    if (Causes.parse(cause.title() + "=" + value) instanceof Causes.Parsed.Understood(var upset)) {
      yard.bench().raise(upset, Duration.ofMillis(chance.nextLong(100, 600_000)));
    }
  }

  /** The back office sets, or now and then clears, a profile of any kind that changes soon. */
  private void profile() {
    if (profileChance.nextInt(4) == 0) {
      Integer connector = profileChance.nextBoolean() ? null : (Integer) profileChance.nextInt(2);
      yard.backOffice().call(new ClearChargingProfile.Request(null, connector, null, null));
      return;
    }
    Instant start = yard.wall().minusSeconds(profileChance.nextInt(-60, 600));
    int level = profileChance.nextInt(3);
    int purpose = profileChance.nextInt(4);
    boolean station = purpose == 0;
    Sent sent = station ? Sent.max(level) : purpose == 1 ? Sent.txDefault(level) : Sent.tx(level);
    switch (profileChance.nextInt(4)) {
      case 0 -> sent.absolute(start);
      case 1 -> sent.daily(start.minus(Duration.ofDays(profileChance.nextInt(3))));
      case 2 -> sent.weekly(start);
      default -> {}
    }
    if (profileChance.nextInt(3) == 0) {
      sent.valid(start, start.plusSeconds(profileChance.nextInt(700, 9000)));
    }
    String periods =
        IntStream.range(0, profileChance.nextInt(1, 5))
            .mapToObj(i -> i * 200 + ":" + profileChance.nextInt(i == 0 ? 6 : 0, 34))
            .collect(Collectors.joining(","));
    sent.lasting(profileChance.nextInt(60, 10_000)).amperes(periods);
    boolean withStart = purpose == 2 && profileChance.nextInt(3) == 0;
    yard.backOffice()
        .call(
            withStart
                ? new RemoteStartTransaction.Request(1, new IdTag(CARDS.getFirst()), sent.profile())
                : new SetChargingProfile.Request(station ? 0 : 1, sent.profile()));
  }

  /** How often firmware was seen to be installed. */
  int timesInstalling() {
    return files.installed();
  }

  /** How often the pilot was seen at what a profile allows. */
  int profilesRuled() {
    return profiles.ruled();
  }

  /** How often a charge-off period was seen to hold a charge back. */
  int offHoursKept() {
    return offHours.kept();
  }

  private void power() {
    switch (chance.nextInt(3)) {
      case 0 -> yard.cutPower();
      case 1 ->
          yard.disk().cutPowerAt(yard.disk().writes() + 1 + chance.nextInt(3), SimDisk.Cut.TORN);
      default ->
          yard.disk().cutPowerAt(yard.disk().writes() + 1 + chance.nextInt(3), SimDisk.Cut.UNHEARD);
    }
    yard.later(Duration.ofMillis(chance.nextLong(1, 300_000)));
    yard.restorePower();
  }

  private void mood() {
    SimBackOffice.Mood[] moods = {
      SimBackOffice.Mood.ANSWERS,
      SimBackOffice.Mood.SILENT,
      SimBackOffice.Mood.REFUSES,
      SimBackOffice.Mood.HANGS_UP
    };
    List<SimBackOffice.Mood> next = new ArrayList<>();
    for (int i = chance.nextInt(4); i >= 0; i--) {
      next.add(moods[chance.nextInt(moods.length)]);
    }
    yard.backOffice().treatsNext(next);
  }

  private void ordered() {
    switch (chance.nextInt(6)) {
      case 0 ->
          yard.backOffice()
              .call(new RemoteStartTransaction.Request(1, new IdTag(CARDS.getFirst()), null));
      case 1 -> yard.backOffice().call(new RemoteStopTransaction.Request(1001 + chance.nextInt(5)));
      case 2 -> yard.backOffice().call(new UnlockConnector.Request(1));
      case 3 ->
          yard.backOffice()
              .call(
                  new ChangeAvailability.Request(chance.nextInt(2), AvailabilityType.INOPERATIVE));
      case 4 ->
          yard.backOffice().call(new ChangeAvailability.Request(0, AvailabilityType.OPERATIVE));
      default ->
          yard.backOffice()
              .call(new Reset.Request(chance.nextBoolean() ? ResetType.HARD : ResetType.SOFT));
    }
  }

  private void person() {
    switch (chance.nextInt(6)) {
      case 0 -> yard.ask(new Wish.ClearFaults());
      case 1 -> yard.ask(new Wish.UnlockConnector());
      case 2 -> yard.ask(new Wish.StopCharging());
      case 3 -> yard.ask(new Wish.StartCharging(new IdTag(CARDS.get(1))));
      case 4 ->
          yard.ask(
              new Wish.ChangeSetting(
                  Keys.DEVICE_LIMIT.name(), Integer.toString(chance.nextInt(60, 321))));
      default -> yard.ask(new Wish.SetAvailable(true));
    }
  }

  /** Everything is mended; the driver leaves with car and cable; whatever is owed must arrive. */
  private void calm() {
    yard.bench().clearAll();
    yard.network().becomes(SimNetwork.State.UP);
    yard.supply(new Event.SupplyLimited(null, "storm"));
    yard.cutPower();
    yard.later(Duration.ofSeconds(10));
    yard.restorePower();
    yard.later(Duration.ofMinutes(20));
    assertThat(yard.powered()).as("the station boots without a person").isTrue();
    yard.ask(new Wish.StopCharging());
    look(yard);
    yard.bench().stopAtCar();
    yard.later(Duration.ofSeconds(20));
    yard.bench().unplugAtCar();
    if (model.socketed() && yard.bench().view().cableAmperes() != null) {
      assertThat(yard.bench().unplugAtStation()).as("why the cable stays captive").isNull();
    }
    yard.touched();
    yard.later(Duration.ofMinutes(160));
    ledger.close(yard);
    promises.close(yard);
    files.close(yard);
  }
}
