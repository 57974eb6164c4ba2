package opencompact.sim.bench;

import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import opencompact.rtm.Drive;
import opencompact.rtm.Signals;
import org.jspecify.annotations.Nullable;

/** A bench in the hand of a test that plays the RTM: commands, time, readings. */
final class Hand {
  final NonVolatile memory = new NonVolatile();
  final Bench bench;
  final Drive drive = new Drive();
  final Signals signals = new Signals();

  Hand(boolean socketed, int phases) {
    bench = new Bench(socketed, phases, memory, new SplittableRandom(7));
    measure();
  }

  static Hand threePhase() {
    return new Hand(true, 3);
  }

  static Hand singlePhase() {
    return new Hand(true, 1);
  }

  Hand plug(Car car) {
    done(bench.plugIn(car, 32));
    return measure();
  }

  static void done(@Nullable String refusal) {
    if (refusal != null) {
      throw new AssertionError(refusal);
    }
  }

  Hand offer(double amperes) {
    drive.dutyPercent = amperes / 0.6;
    return tell();
  }

  Hand noOffer() {
    drive.dutyPercent = 100;
    return tell();
  }

  Hand contactor(boolean closed) {
    drive.contactorClosed = closed;
    return tell();
  }

  Hand lock(Drive.LockMotor motor) {
    drive.lockMotor = motor;
    return tell();
  }

  Hand tell() {
    bench.drive(drive);
    return measure();
  }

  static Upset upset(String text) {
    return switch (Causes.parse(text)) {
      case Causes.Parsed.Understood(Upset upset) -> upset;
      case Causes.Parsed.Refused(String sentence) -> throw new AssertionError(sentence);
    };
  }

  Hand raise(String text) {
    bench.raise(upset(text), null);
    return measure();
  }

  Hand clear(Cause cause) {
    bench.clear(cause);
    return measure();
  }

  Hand seconds(double seconds) {
    bench.advance(bench.uptimeNanos() + Math.round(seconds * 1e9));
    return measure();
  }

  Hand stepping(double seconds, long stepNanos, LongConsumer each) {
    long end = bench.uptimeNanos() + Math.round(seconds * 1e9);
    while (bench.uptimeNanos() < end) {
      long step = Math.min(stepNanos, end - bench.uptimeNanos());
      bench.advance(bench.uptimeNanos() + step);
      measure();
      each.accept(step);
    }
    return this;
  }

  /** Plugged, offered, closed, and a minute later at full current. */
  Hand charging(Car car, double amperes) {
    return plug(car).offer(amperes).seconds(3).contactor(true).seconds(60);
  }

  Hand measure() {
    bench.measure(signals);
    return this;
  }

  double importedWh() {
    long milli = 0;
    for (long line : signals.importedMilliwattHours) {
      milli += line;
    }
    return milli / 1000.0;
  }

  BenchView view() {
    return bench.view();
  }

  BenchView.CarView car() {
    BenchView.CarView car = bench.view().car();
    if (car == null) {
      throw new AssertionError("no car is plugged in");
    }
    return car;
  }
}
