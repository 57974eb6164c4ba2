package opencompact.host.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Owed;
import opencompact.memory.Reading;
import opencompact.memory.Stamp;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import opencompact.quantity.WattHours;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When readings are taken and where they go, over virtual time (OCPP-MV-01 to OCPP-MV-16). */
class SamplesTest {
  private static final String REGISTER = "Energy.Active.Import.Register";
  private static final String INTERVAL = "Energy.Active.Import.Interval";

  private final Memory memory = new Memory();
  private final List<Fact.SampleTaken> taken = new ArrayList<>();
  private final RtmReport rtm = Report.charging();
  private Samples samples = new Samples();
  private Settings settings =
      Settings.delivered(new Delivery(Model.SLC, 3, Region.UK))
          .with(Keys.METER_VALUE_SAMPLE_INTERVAL, "0")
          .with(Keys.METER_VALUES_SAMPLED_DATA, REGISTER + ",Temperature");
  private long uptimeNanos;
  private @Nullable Instant wall;
  private long registerMilli = 1_000_000;

  SamplesTest() {
    memory.fold(new Fact.Booted(1, "CC_RST_PWR", -1));
  }

  @Test
  void OCPP_MV_01_a_transaction_is_sampled_at_its_start_plus_n_intervals() {
    clock("2026-03-01T10:00:07Z").set(Keys.METER_VALUE_SAMPLE_INTERVAL, 60);
    begin();
    until("2026-03-01T10:03:30Z");

    assertThat(times())
        .containsExactly("2026-03-01T10:01:07Z", "2026-03-01T10:02:07Z", "2026-03-01T10:03:07Z");
    assertThat(taken).allMatch(s -> s.connector() == 1 && s.number() == 1 && s.keep().isEmpty());
    assertThat(taken.getFirst().send())
        .extracting(Reading::context)
        .containsOnly("Sample.Periodic");
    assertThat(taken.getFirst().send())
        .extracting(Reading::measurand)
        .contains(REGISTER, "Temperature");
  }

  @Test
  void OCPP_MV_01_an_interval_of_zero_and_no_transaction_mean_no_samples() {
    clock("2026-03-01T10:00:00Z");
    begin();
    until("2026-03-01T12:00:00Z");
    end();
    set(Keys.METER_VALUE_SAMPLE_INTERVAL, 60);
    until("2026-03-01T14:00:00Z");

    assertThat(taken).isEmpty();
    assertThat(samples.deadline()).isEqualTo(Moment.NEVER);
  }

  @Test
  void OCPP_MV_01_a_late_turn_takes_one_sample_and_keeps_the_grid() {
    clock("2026-03-01T10:00:00Z").set(Keys.METER_VALUE_SAMPLE_INTERVAL, 60);
    begin();
    later(Duration.ofSeconds(200));
    until("2026-03-01T10:04:30Z");

    assertThat(times()).containsExactly("2026-03-01T10:03:20Z", "2026-03-01T10:04:00Z");
  }

  @Test
  void OCPP_MV_02_aligned_readings_are_taken_without_a_transaction_too() {
    clock("2026-03-01T10:00:07.250Z").set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 900);
    until("2026-03-01T10:20:00Z");
    begin();
    until("2026-03-01T10:40:00Z");
    end();
    until("2026-03-01T10:50:00Z");

    assertThat(times())
        .containsExactly("2026-03-01T10:15:00Z", "2026-03-01T10:30:00Z", "2026-03-01T10:45:00Z");
    assertThat(taken).extracting(Fact.SampleTaken::number).containsExactly(0, 1, 0);
    assertThat(taken.getFirst().send()).extracting(Reading::context).containsOnly("Sample.Clock");
  }

  @Test
  void OCPP_MV_02_a_late_reading_is_stamped_with_the_boundary_itself() {
    clock("2026-03-01T10:00:00Z").set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 60);
    later(Duration.ofMillis(60_700));

    Stamp at = taken.getFirst().at();
    assertThat(at.wall()).isEqualTo(Instant.parse("2026-03-01T10:01:00Z"));
    assertThat(at.uptimeMillis()).isEqualTo(uptimeNanos / 1_000_000 - 700);
  }

  @Test
  void OCPP_MV_02_a_transaction_that_began_after_the_boundary_is_not_named() {
    clock("2026-03-01T10:00:59.900Z").set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 60);
    settle();
    uptimeNanos += Duration.ofMillis(200).toNanos();
    wall = Objects.requireNonNull(wall).plusMillis(200);
    begin();

    assertThat(taken).extracting(Fact.SampleTaken::number).containsExactly(0);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T10:00:00Z,     900,   2026-03-01T10:15:00Z",
    "2026-03-01T10:14:59.999Z, 900,   2026-03-01T10:15:00Z",
    "2026-03-01T00:00:00Z,     86400, 2026-03-02T00:00:00Z",
    "2026-03-01T22:00:00Z,     50000, 2026-03-02T00:00:00Z",
    "2026-03-01T13:00:00Z,     50000, 2026-03-01T13:53:20Z",
    "2024-02-29T23:59:59Z,     7,     2024-03-01T00:00:00Z",
    "2024-02-29T23:59:50Z,     7,     2024-02-29T23:59:54Z",
    "2026-03-01T10:00:00Z,     1,     2026-03-01T10:00:01Z",
  })
  void OCPP_MV_02_boundaries_count_from_midnight_in_UTC(
      Instant now, int seconds, Instant boundary) {
    assertThat(AlignedTimer.after(now, seconds)).isEqualTo(boundary);
    assertThat(AlignedTimer.upTo(boundary, seconds)).isEqualTo(boundary);
  }

  @Test
  void OCPP_MV_02_while_the_clock_is_unknown_nothing_is_aligned() {
    set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 60);
    settle();
    later(Duration.ofHours(1));
    assertThat(taken).isEmpty();
    assertThat(samples.deadline()).isEqualTo(Moment.NEVER);

    clock("2026-03-01T10:00:30Z");
    until("2026-03-01T10:01:10Z");
    assertThat(times()).containsExactly("2026-03-01T10:01:00Z");
  }

  @Test
  void OCPP_MV_03_a_new_interval_counts_from_its_change_and_zero_stops() {
    clock("2026-03-01T10:00:00Z").set(Keys.METER_VALUE_SAMPLE_INTERVAL, 600);
    begin();
    until("2026-03-01T10:01:40Z");
    set(Keys.METER_VALUE_SAMPLE_INTERVAL, 30);
    until("2026-03-01T10:02:50Z");
    set(Keys.METER_VALUE_SAMPLE_INTERVAL, 0);
    until("2026-03-01T11:00:00Z");
    set(Keys.METER_VALUE_SAMPLE_INTERVAL, 45);
    until("2026-03-01T11:01:00Z");

    assertThat(times())
        .containsExactly("2026-03-01T10:02:10Z", "2026-03-01T10:02:40Z", "2026-03-01T11:00:45Z");
  }

  @Test
  void OCPP_MV_03_a_new_aligned_interval_takes_the_next_of_its_own_boundaries() {
    clock("2026-03-01T10:00:10Z").set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 900);
    until("2026-03-01T10:07:30Z");
    set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 60);
    until("2026-03-01T10:08:30Z");
    set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 0);
    until("2026-03-01T11:08:30Z");

    assertThat(times()).containsExactly("2026-03-01T10:08:00Z");
  }

  @Test
  void OCPP_MV_04_readings_for_the_end_are_kept_at_the_same_instants() {
    clock("2026-03-01T10:00:30Z")
        .set(Keys.METER_VALUE_SAMPLE_INTERVAL, 50)
        .set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 60)
        .set(Keys.STOP_TXN_SAMPLED_DATA, "Current.Import.L1")
        .set(Keys.STOP_TXN_ALIGNED_DATA, "Voltage.L1-N");
    settle();
    begin();
    until("2026-03-01T10:02:00Z");

    assertThat(taken.stream().filter(s -> !s.send().isEmpty()).map(SamplesTest::kept))
        .containsExactly(
            "2026-03-01T10:01:00Z Sample.Clock Voltage",
            "2026-03-01T10:01:20Z Sample.Periodic Current.Import",
            "2026-03-01T10:02:00Z Sample.Clock Voltage");
  }

  @Test
  void OCPP_MV_04_with_both_lists_empty_there_is_no_transaction_data() {
    clock("2026-03-01T10:00:30Z")
        .set(Keys.METER_VALUE_SAMPLE_INTERVAL, 60)
        .set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 60);
    begin();
    until("2026-03-01T10:10:00Z");

    assertThat(end().kept()).isEmpty();
  }

  @Test
  void OCPP_MV_05_transaction_data_has_both_ends_with_all_that_is_kept() {
    clock("2026-03-01T10:00:30Z")
        .set(Keys.METER_VALUE_SAMPLE_INTERVAL, 60)
        .set(Keys.STOP_TXN_SAMPLED_DATA, REGISTER)
        .set(Keys.STOP_TXN_ALIGNED_DATA, "Temperature," + REGISTER);
    settle();
    begin();
    until("2026-03-01T10:01:40Z");
    Owed.Stop stop = end();

    assertThat(stop.kept()).hasSize(3);
    List<Reading> first = stop.kept().getFirst().readings();
    List<Reading> last = stop.kept().getLast().readings();
    assertThat(stop.kept().getFirst().at().wall()).isEqualTo("2026-03-01T10:00:30Z");
    assertThat(stop.kept().getLast().at()).isEqualTo(stop.at());
    assertThat(first).extracting(Reading::context).containsOnly("Transaction.Begin");
    assertThat(last).extracting(Reading::context).containsOnly("Transaction.End");
    assertThat(first)
        .extracting(Reading::measurand)
        .containsExactly(REGISTER, REGISTER, REGISTER, REGISTER, "Temperature");
    assertThat(first.getFirst().value()).isEqualTo("1000");
    assertThat(last.getFirst().value()).isEqualTo(Long.toString(stop.register().whole()));
    assertThat(taken.stream().filter(s -> !s.send().isEmpty())).hasSize(1);
  }

  @Test
  void OCPP_MV_05_a_transaction_cut_off_by_a_power_cut_ends_with_its_last_register() {
    clock("2026-03-01T10:00:30Z").set(Keys.STOP_TXN_SAMPLED_DATA, REGISTER + "," + INTERVAL);
    begin();
    Stamp seen = turn().stamp();
    memory.fold(new Fact.EnergySeen(1, seen, WattHours.of(1234)));
    memory.fold(new Fact.Booted(2, "CC_RST_PWR", -1));
    samples = new Samples();
    uptimeNanos = 0;
    wall = null;

    settle();
    assertThat(samples.deadline()).isEqualTo(Moment.NEVER);
    Turn turn = turn();
    samples.ended(turn, settings, null, WattHours.of(1234), open());
    note(turn);

    Fact.SampleTaken last = taken.getLast();
    assertThat(last.at()).isEqualTo(seen);
    assertThat(last.send()).isEmpty();
    assertThat(last.keep())
        .containsExactly(new Reading(REGISTER, null, "1234", "Wh", "Transaction.End", "Outlet"));
  }

  @Test
  void OCPP_MV_07_what_is_asked_for_has_the_context_Trigger_and_is_not_remembered() {
    set(Keys.METER_VALUES_SAMPLED_DATA, "Voltage.N");

    assertThat(samples.present(settings, rtm, WattHours.of(5)))
        .containsExactly(new Reading("Voltage", "N", "1.4", "V", "Trigger", "Outlet"));
    assertThat(taken).isEmpty();
  }

  @Test
  void OCPP_MV_08_where_nothing_is_configured_the_register_is_told() {
    clock("2026-03-01T10:00:30Z")
        .set(Keys.METER_VALUES_SAMPLED_DATA, "")
        .set(Keys.METER_VALUES_ALIGNED_DATA, "")
        .set(Keys.METER_VALUE_SAMPLE_INTERVAL, 20)
        .set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 60);
    begin();
    until("2026-03-01T10:01:00Z");

    assertThat(taken).hasSize(2);
    assertThat(taken)
        .allSatisfy(
            s -> assertThat(s.send()).extracting(Reading::measurand).containsOnly(REGISTER));
    assertThat(samples.present(settings, rtm, WattHours.of(5)).getFirst())
        .isEqualTo(new Reading(REGISTER, null, "5", "Wh", "Trigger", "Outlet"));
  }

  @Test
  void OCPP_MV_12_a_message_without_a_value_is_skipped() {
    clock("2026-03-01T10:00:30Z")
        .set(Keys.METER_VALUES_ALIGNED_DATA, INTERVAL)
        .set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 60);
    until("2026-03-01T10:01:30Z");
    assertThat(taken).isEmpty();

    until("2026-03-01T10:02:30Z");
    assertThat(taken).hasSize(1);
  }

  @Test
  void OCPP_MV_13_samples_are_owed_in_order_with_their_own_stamps() {
    clock("2026-03-01T10:00:30Z").set(Keys.METER_VALUE_SAMPLE_INTERVAL, 60);
    begin();
    until("2026-03-01T10:02:30Z");
    end();

    List<String> owed = new ArrayList<>();
    memory
        .outbox()
        .forEach(o ->
            owed.add(
                switch (o) {
                  case Owed.Start s -> "start " + s.at().wall();
                  case Owed.Values v -> "values " + v.at().wall();
                  case Owed.Stop s -> "stop " + s.at().wall();
                }));
    assertThat(owed)
        .containsExactly(
            "start 2026-03-01T10:00:30Z",
            "values 2026-03-01T10:01:30Z",
            "values 2026-03-01T10:02:30Z",
            "stop 2026-03-01T10:02:30Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-01T10:31:10Z", "2026-03-01T07:31:10Z"})
  void OCPP_MV_15_a_step_of_the_clock_skips_boundaries_and_leaves_the_sampled_grid(String set) {
    clock("2026-03-01T10:00:00Z")
        .set(Keys.METER_VALUE_SAMPLE_INTERVAL, 100)
        .set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 60);
    begin();
    until("2026-03-01T10:01:30Z");
    long before = uptimeNanos;
    taken.clear();
    clock(set);
    later(Duration.ofSeconds(60));

    Instant stepped = Instant.parse(set);
    assertThat(taken)
        .extracting(Fact.SampleTaken::at)
        .containsExactly(
            new Stamp(1, before / 1_000_000 + 10_000, stepped.plusSeconds(10).toEpochMilli()),
            new Stamp(1, before / 1_000_000 + 50_000, stepped.plusSeconds(50).toEpochMilli()));
    assertThat(taken)
        .extracting(s -> s.send().getFirst().context())
        .containsExactly("Sample.Periodic", "Sample.Clock");
  }

  @Test
  void OCPP_MV_15_a_clock_that_drifts_skips_no_boundary_and_repeats_none() {
    clock("2026-03-01T10:00:59.800Z").set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 60);
    settle();
    clock("2026-03-01T10:01:00.100Z");
    settle();
    clock("2026-03-01T10:00:59.900Z");
    settle();
    later(Duration.ofSeconds(1));

    assertThat(times()).containsExactly("2026-03-01T10:01:00Z");
  }

  @Test
  void OCPP_MV_16_an_aligned_interval_is_stamped_with_the_start_of_its_period() {
    clock("2026-03-01T10:00:30Z")
        .set(Keys.METER_VALUES_ALIGNED_DATA, INTERVAL + "," + REGISTER + ",Voltage.N")
        .set(Keys.STOP_TXN_ALIGNED_DATA, INTERVAL)
        .set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 60);
    begin();
    registerMilli += 7_000;
    later(Duration.ofSeconds(30));
    registerMilli += 5_000;
    later(Duration.ofSeconds(60));

    assertThat(times())
        .containsExactly(
            "2026-03-01T10:00:30Z",
            "2026-03-01T10:01:00Z",
            "2026-03-01T10:01:00Z",
            "2026-03-01T10:02:00Z");
    assertThat(taken.get(0).send())
        .containsExactly(new Reading(INTERVAL, null, "7", "Wh", "Sample.Clock", "Outlet"));
    assertThat(taken.get(0).keep()).isEqualTo(taken.get(0).send());
    assertThat(taken.get(2).send().getFirst().value()).isEqualTo("5");
    assertThat(taken.get(3).send()).extracting(Reading::measurand).contains(REGISTER, "Voltage");
    assertThat(taken.get(3).send()).extracting(Reading::measurand).doesNotContain(INTERVAL);
  }

  @Test
  void OCPP_MV_16_the_start_of_a_period_follows_a_step_of_the_clock() {
    clock("2026-03-01T10:00:00Z")
        .set(Keys.METER_VALUES_ALIGNED_DATA, INTERVAL)
        .set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, 60);
    begin();
    later(Duration.ofSeconds(30));
    clock("2026-03-01T12:00:30Z");
    until("2026-03-01T12:01:00Z");

    assertThat(times()).containsExactly("2026-03-01T12:00:00Z");
  }

  @Test
  void OCPP_MV_16_an_interval_asked_for_counts_from_the_last_sample_and_moves_nothing() {
    clock("2026-03-01T10:00:00Z")
        .set(Keys.METER_VALUE_SAMPLE_INTERVAL, 60)
        .set(Keys.METER_VALUES_SAMPLED_DATA, INTERVAL);
    begin();
    registerMilli += 3_000;
    assertThat(samples.present(settings, rtm, register()).getFirst().value()).isEqualTo("3");
    registerMilli += 3_000;
    later(Duration.ofSeconds(60));

    assertThat(taken.getFirst().send().getFirst().value()).isEqualTo("6");
  }

  @Test
  void OCPP_MV_16_the_intervals_of_a_transaction_add_up_to_its_register_on_any_day() {
    for (long seed = 0; seed < 200; seed++) {
      SamplesTest day = new SamplesTest();
      day.anyDay(new SplittableRandom(seed));
    }
  }

  private void anyDay(SplittableRandom chance) {
    clock("2026-03-01T23:00:00Z")
        .set(Keys.METER_VALUES_SAMPLED_DATA, INTERVAL)
        .set(Keys.STOP_TXN_SAMPLED_DATA, REGISTER + "," + INTERVAL)
        .set(Keys.METER_VALUES_ALIGNED_DATA, INTERVAL)
        .set(Keys.CLOCK_ALIGNED_DATA_INTERVAL, chance.nextInt(2) * 60)
        .set(Keys.METER_VALUE_SAMPLE_INTERVAL, 1 + chance.nextInt(100));
    begin();
    long startWh = register().whole();
    for (int i = 0; i < 100; i++) {
      registerMilli += chance.nextInt(5_000);
      if (chance.nextInt(10) == 0) {
        set(Keys.METER_VALUE_SAMPLE_INTERVAL, chance.nextInt(100));
      }
      if (chance.nextInt(20) == 0) {
        wall = Objects.requireNonNull(wall).plusSeconds(chance.nextInt(-4000, 4000));
      }
      later(Duration.ofMillis(chance.nextInt(120_000)));
    }
    long sampledWh = sum(taken.stream().filter(s -> periodic(s.send())).map(s -> s.send()));
    Owed.Stop stop = end();
    List<Fact.SampleTaken> all = taken.stream().filter(s -> !s.keep().isEmpty()).toList();

    long keptWh = sum(all.stream().map(Fact.SampleTaken::keep));
    assertThat(keptWh).isEqualTo(stop.register().whole() - startWh);
    long tailWh = sum(Stream.of(all.getLast().keep()));
    assertThat(sampledWh).isEqualTo(keptWh - tailWh);
  }

  private static boolean periodic(List<Reading> readings) {
    return !readings.isEmpty() && readings.getFirst().context().equals("Sample.Periodic");
  }

  private static long sum(Stream<List<Reading>> samples) {
    return samples
        .flatMap(List::stream)
        .filter(r -> r.measurand().equals(INTERVAL))
        .mapToLong(r -> Long.parseLong(r.value()))
        .sum();
  }

  // ------------------------------------------------------------------ the words of these stories

  private SamplesTest clock(String instant) {
    wall = Instant.parse(instant);
    return this;
  }

  private SamplesTest set(Key<?> key, Object value) {
    settings = settings.with(key, value.toString());
    return this;
  }

  private WattHours register() {
    return WattHours.ofMilli(registerMilli);
  }

  private Turn turn() {
    return new Turn(new Moment(uptimeNanos, wall), memory);
  }

  private void note(Turn turn) {
    for (Fact fact : turn.facts()) {
      if (fact instanceof Fact.SampleTaken sample) {
        taken.add(sample);
      }
    }
  }

  private void settle() {
    Turn turn = turn();
    samples.settle(settings, rtm, register(), turn);
    int facts = turn.facts().size();
    samples.settle(settings, rtm, register(), turn);
    assertThat(turn.facts()).as("a second settle of a turn changes nothing").hasSize(facts);
    assertThat(samples.deadline()).as("the deadline lies ahead").isGreaterThan(uptimeNanos);
    note(turn);
  }

  private void begin() {
    Turn turn = turn();
    turn.remember(
        new Fact.TransactionStarted(
            memory.lastTransaction() + 1,
            new IdTag("04A1B2C3"),
            null,
            false,
            false,
            null,
            turn.stamp(),
            register()));
    settle();
  }

  private OpenTransaction open() {
    return Objects.requireNonNull(memory.open());
  }

  private Owed.Stop end() {
    Turn turn = turn();
    OpenTransaction open = open();
    samples.ended(turn, settings, rtm, register(), open);
    turn.remember(
        new Fact.TransactionStopped(open.number(), "Local", null, turn.stamp(), register()));
    note(turn);
    settle();
    Owed last = null;
    for (Owed owed : memory.outbox()) {
      last = owed;
    }
    return (Owed.Stop) Objects.requireNonNull(last);
  }

  /** One turn after so long, whatever was due in between. */
  private void later(Duration wait) {
    settle();
    long end = uptimeNanos + wait.toNanos();
    boolean punctual = wait.toMillis() % 1000 == 0 && wait.compareTo(Duration.ofSeconds(100)) < 0;
    while (punctual && samples.deadline() <= end) {
      pass(samples.deadline() - uptimeNanos);
    }
    pass(end - uptimeNanos);
  }

  /** A turn at every deadline until then, and one then. */
  private void until(String instant) {
    settle();
    Instant end = Instant.parse(instant);
    while (true) {
      long left = Duration.between(Objects.requireNonNull(wall), end).toNanos();
      long wait = samples.deadline() - uptimeNanos;
      if (wait > left) {
        pass(left);
        return;
      }
      pass(wait);
    }
  }

  private void pass(long nanos) {
    uptimeNanos += nanos;
    Instant was = wall;
    wall = was == null ? null : was.plusNanos(nanos);
    settle();
  }

  private List<String> times() {
    return taken.stream().map(s -> String.valueOf(s.at().wall())).toList();
  }

  private static String kept(Fact.SampleTaken sample) {
    Reading only = sample.keep().getFirst();
    return sample.at().wall() + " " + only.context() + " " + only.measurand();
  }
}
