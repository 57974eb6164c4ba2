package opencompact.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.host.charge.Charge;
import opencompact.host.profile.Profiles;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.ocpp.ChargingProfile;
import opencompact.ocpp.ChargingProfileKind;
import opencompact.ocpp.ChargingProfilePurpose;
import opencompact.ocpp.ChargingRateUnit;
import opencompact.ocpp.ChargingSchedule;
import opencompact.ocpp.ChargingSchedulePeriod;
import opencompact.ocpp.GetCompositeSchedule;
import opencompact.ocpp.Rate;
import opencompact.ocpp.RecurrencyKind;
import opencompact.quantity.Amperes;
import opencompact.quantity.Moment;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * As many charging profiles as a station takes, ten daily ones of sixty periods each that overlap
 * and leave gaps: a week's composite schedule, and the share of a turn in which nothing changes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CompositeScheduleBenchmark {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final int WEEK = 7 * 86_400;

  private final Settings settings = Settings.delivered(new Delivery(Model.SLC, 3, Region.EU));
  private final Memory memory = new Memory();
  private final Profiles profiles = new Profiles();
  private Turn turn;

  @Setup
  public void install() {
    memory.fold(new Fact.Booted(1, "POWER_ON", -1));
    turn = new Turn(new Moment(60_000_000_000L, START.plusSeconds(40_000)), memory);
    for (int level = 0; level < 10; level++) {
      String whyNot = profiles.install(level < 3 ? 0 : 1, profile(level), settings, turn);
      if (whyNot != null) {
        throw new IllegalStateException(whyNot);
      }
    }
  }

  /** The higher the level, the shorter the day, so that each leads for a while. */
  private static ChargingProfile profile(int level) {
    List<ChargingSchedulePeriod> periods = new ArrayList<>();
    int step = 1440 - 120 * level;
    for (int i = 0; i < 60; i++) {
      periods.add(
          new ChargingSchedulePeriod(i * step, new Rate(60 + (i * 37 + level) % 260), null));
    }
    return new ChargingProfile(
        level + 1,
        null,
        level,
        level < 3
            ? ChargingProfilePurpose.CHARGE_POINT_MAX_PROFILE
            : ChargingProfilePurpose.TX_DEFAULT_PROFILE,
        ChargingProfileKind.RECURRING,
        RecurrencyKind.DAILY,
        null,
        null,
        new ChargingSchedule(
            60 * step, START.plusSeconds(level * 600), ChargingRateUnit.A, periods, null));
  }

  @Benchmark
  public GetCompositeSchedule.Response week() {
    return profiles.composite(
        new GetCompositeSchedule.Request(1, WEEK, ChargingRateUnit.A),
        Amperes.of(32),
        settings,
        turn);
  }

  @Benchmark
  public long quietTurn() {
    profiles.settle(new Charge.Vacant(), settings, turn);
    return profiles.deadline();
  }
}
