package opencompact.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import opencompact.host.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a person may do to the simulated world around the station (WEB-12). It exists only where the
 * hardware is the simulated bench. Each act is answered with a sentence; {@link Outcome.Wrong} for
 * what cannot be meant, {@link Outcome.Refused} for what the world forbids just now.
 */
public interface Bench {

  /** The newest picture; any thread may read it. */
  BenchPicture picture();

  /** Has a listener called, on any thread, after each change of the picture, until it is closed. */
  Station.Watch watch(Runnable onChange);

  /** The cars that can be plugged in, in the order in which a page should offer them. */
  List<CarKind> cars();

  /** Everything that can be broken, whether it is broken now or not. */
  List<Cause> causes();

  /**
   * Plugs a car in.
   *
   * @param cableAmperes what the cable's proximity resistor says: 13, 20, 32, 63, or 0 for one
   *     without
   */
  CompletionStage<Outcome> plugIn(String car, int cableAmperes);

  CompletionStage<Outcome> unplug();

  /**
   * Holds a card at the reader.
   *
   * @param uid upper-case hexadecimal digits, byte 0 first
   */
  CompletionStage<Outcome> card(String uid);

  /**
   * Breaks something, all of it or, where one of the causes cannot be meant, nothing.
   *
   * @param causes each a cause's name, or {@code name=value} for one that takes a value
   * @param lasts after which they mend themselves; null for never
   */
  CompletionStage<Outcome> raise(List<String> causes, @Nullable Duration lasts);

  /** Mends one thing, by the cause's name; {@link Outcome.Wrong} where no cause is called so. */
  CompletionStage<Outcome> clear(String cause);

  CompletionStage<Outcome> clearAll();

  /** Cuts the mains off the whole station, or restores them. */
  CompletionStage<Outcome> power(boolean on);

  /** Holds the recessed button down for so long (RST-4). */
  CompletionStage<Outcome> holdButton(Duration lasts);

  /** Lets time pass as quickly as it can be computed. */
  CompletionStage<Outcome> advance(Duration time);

  /** Sets how many seconds of the station pass in one of ours. */
  CompletionStage<Outcome> speed(double factor);

  /** A kind of car that can be plugged in, with one sentence about it. */
  record CarKind(String name, String description) {}

  /**
   * Something that can be broken.
   *
   * @param takes what value it takes, in words, such as {@code a number of 0 to 1000 mA}
   * @param unit of the number it takes; empty where it takes none
   * @param words it takes instead of a number or besides one
   * @param shouldCause the fault that it ought to lead to in general; null where it only disturbs
   * @param leads which of its values should lead to which fault
   * @param now what the world shows of it at this moment, with its unit
   * @param inForce null while it is not
   */
  record Cause(
      String name,
      String description,
      String takes,
      String unit,
      List<String> words,
      @Nullable String shouldCause,
      List<Lead> leads,
      String now,
      BenchPicture.@Nullable InForce inForce) {
    public Cause {
      words = List.copyOf(words);
      leads = List.copyOf(leads);
    }
  }

  /**
   * A value with which a cause should lead to a fault.
   *
   * @param when in words, such as {@code from 30 mA}
   * @param bit of the fault in the RTM error word
   * @param errorCode what a status notification says of it
   */
  record Lead(String when, String fault, int bit, String errorCode) {}
}
