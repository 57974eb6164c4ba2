package opencompact.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import opencompact.rtm.Drive;
import opencompact.rtm.Signals;
import org.junit.jupiter.api.Test;

class SteppingTest {
  private static final long MILLI = 1_000_000L;

  private static Hand day(Car car, int phases, long stepNanos) {
    Hand hand = new Hand(true, phases);
    hand.plug(car).stepping(7, stepNanos, s -> {});
    hand.offer(32).stepping(3, stepNanos, s -> {});
    hand.contactor(true).stepping(100, stepNanos, s -> {});
    hand.offer(9.3).stepping(200, stepNanos, s -> {});
    hand.raise("supply.L1=212V").stepping(50, stepNanos, s -> {});
    hand.offer(20).stepping(1000, stepNanos, s -> {});
    hand.noOffer().stepping(4, stepNanos, s -> {});
    hand.contactor(false).stepping(30, stepNanos, s -> {});
    hand.offer(13).stepping(5, stepNanos, s -> {});
    return hand.contactor(true).stepping(2500, stepNanos, s -> {});
  }

  @Test
  void fine_and_coarse_steps_end_in_the_same_world_for_every_car() {
    for (Car car : Cars.all()) {
      for (int phases : new int[] {1, 3}) {
        Car arriving = car.battery().soc() < 1 ? car.withSoc(0.79) : car;
        boolean finest = phases == 3 && (car == Cars.SEDAN || car.name().equals("fast-3p32"));
        Hand fine = day(arriving, phases, (finest ? 10 : 90) * MILLI);
        Hand coarse = day(arriving, phases, 1000 * MILLI);
        Hand leap = day(arriving, phases, Long.MAX_VALUE / 4);

        double energy = fine.importedWh();
        for (Hand other : new Hand[] {coarse, leap}) {
          assertThat(other.importedWh())
              .as(car.name() + " on " + phases)
              .isCloseTo(energy, within(energy * 0.0005 + 1e-6));
          assertThat(other.signals.amperes[0])
              .as(car.name())
              .isCloseTo(fine.signals.amperes[0], within(0.01));
          assertThat(other.signals.pilotHighVolts).isEqualTo(fine.signals.pilotHighVolts);
          assertThat(other.signals.celsius[0]).isCloseTo(fine.signals.celsius[0], within(0.01));
          assertThat(other.car().state()).isEqualTo(fine.car().state());
        }
      }
    }
  }

  @Test
  void the_register_is_the_integral_of_the_measured_power_MOD_5() {
    for (String name : new String[] {"fast-3p32", "leaf-1p32", "bouncy", "zoe-3p32"}) {
      Hand hand = Hand.threePhase().plug(Cars.named(name).withSoc(0.79)).offer(32).seconds(8);
      hand.contactor(true);
      double[] joules = {0};
      double[] before = {0};
      hand.stepping(
          1800,
          5 * MILLI,
          step -> {
            double watts = hand.signals.watts[0] + hand.signals.watts[1] + hand.signals.watts[2];
            joules[0] += (watts + before[0]) / 2 * step * 1e-9;
            before[0] = watts;
            if (hand.bench.uptimeNanos() > 300_000_000_000L && hand.drive.dutyPercent > 20) {
              hand.offer(8);
            }
          });

      double expected = joules[0] / 3600;
      assertThat(expected).isPositive();
      assertThat(hand.importedWh()).as(name).isCloseTo(expected, within(expected * 0.001));
    }
  }

  /** Everything that can jump, in one number. */
  private static long jumps(Signals s) {
    long word = Math.round(s.pilotHighVolts * 10) * 31 + Math.round(s.pilotLowVolts);
    for (int k = 0; k < 3; k++) {
      word = word * 64 + (s.lineLive[k] ? 32 : 0) + (s.amperes[k] > 0 ? 16 : 0);
      word += Math.round(s.supplyVolts[k] / 25) + (s.amperes[k] > 38.4 ? 8 : 0);
    }
    word = word * 16 + (s.neutralLive ? 8 : 0) + (s.lockedFeedback ? 4 : 0);
    return word + (s.hardwareTrip ? 2 : 0) + (s.residualDcMilliamperes > 3 ? 1 : 0);
  }

  @Test
  void no_signal_jumps_before_the_next_change_that_was_foretold() {
    String[] upsets = {
      "car.bounces", "car.current=45A", "supply.L2=off", "lock=sluggish", "contact.L1=welded",
      "contact.delay=300ms", "cp=short", "car.ignoresStop", "car.lines=1", "diode=shorted"
    };
    RandomGenerator dice = new SplittableRandom(4711);
    for (int walk = 0; walk < 40; walk++) {
      Hand hand = new Hand(true, dice.nextBoolean() ? 3 : 1);
      Car car = Cars.all().get(dice.nextInt(Cars.all().size()));
      hand.bench.plugIn(car.withSoc(car.battery().soc() < 1 ? dice.nextDouble() : 1), 32);
      for (int deed = 0; deed < 25; deed++) {
        switch (dice.nextInt(9)) {
          case 0, 1, 2 -> hand.offer(6 + dice.nextInt(27));
          case 3 -> hand.noOffer();
          case 4, 5 -> hand.contactor(dice.nextInt(4) > 0);
          case 6 -> hand.lock(dice.nextBoolean() ? Drive.LockMotor.LOCK : Drive.LockMotor.UNLOCK);
          case 7 ->
              hand.bench.raise(
                  Hand.upset(upsets[dice.nextInt(upsets.length)]),
                  Duration.ofMillis(1 + dice.nextInt(5000)));
          default -> {
            hand.drive.residualTest = dice.nextBoolean();
            hand.tell();
          }
        }
        hand.measure();
        long before = jumps(hand.signals);
        long foretold = hand.bench.nextChange();
        long until = hand.bench.uptimeNanos() + dice.nextLong(8_000) * MILLI;
        while (hand.bench.uptimeNanos() < until) {
          hand.seconds(0.003);
          long after = jumps(hand.signals);
          if (after != before) {
            assertThat(foretold).as(car.name()).isLessThanOrEqualTo(hand.bench.uptimeNanos());
          }
          if (hand.bench.uptimeNanos() >= foretold || after != before) {
            before = after;
            foretold = hand.bench.nextChange();
          }
        }
      }
    }
  }

  @Test
  void the_same_seed_and_deeds_give_the_same_readings_noise_included() {
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    for (StringBuilder trace : new StringBuilder[] {first, second}) {
      Hand hand = Hand.threePhase().raise("noise=1%");
      hand.charging(Cars.named("bmw-ix3"), 16)
          .stepping(
              20,
              10 * MILLI,
              s -> trace.append(hand.signals.amperes[1]).append(hand.signals.pilotHighVolts));
    }
    assertThat(first).isEqualToIgnoringCase(second);
    assertThat(first.length()).isGreaterThan(10_000);
  }
}
