package opencompact.host.energy;

import java.time.Duration;
import java.util.List;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.host.Command;
import opencompact.host.Turn;
import opencompact.quantity.Moment;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * Watches over the external energy meter, where one is configured (PRT-18, MET-2; MB-04 to MB-07):
 * asks it every second, each question up to three times, and calls it silent after ten seconds
 * without an answer that can be believed; three such answers in a row end that. The RTM is told so
 * until its fault register says the same.
 */
public final class ExternalMeter {
  private static final int ENERGY_METER = 1;

  private static final long POLL = Duration.ofSeconds(1).toNanos();
  private static final long TIME_OUT = Duration.ofMillis(300).toNanos();
  private static final int TRIES = 3;
  private static final long STALE = Duration.ofSeconds(3).toNanos();
  private static final long LOST = Duration.ofSeconds(10).toNanos();
  private static final int BACK_AFTER = 3;
  private static final long TOLD_AGAIN = Duration.ofMillis(500).toNanos();

  /** What no healthy meter at such a station says (MB-07). */
  private static final double MOST_VOLTS = 330;

  private static final double MOST_AMPERES = 100;

  private boolean configured;
  private long pollAt;
  private boolean outstanding;
  private long number;
  private long askedAt;
  private int tries;
  private long goodAt;
  private int goodInARow;
  private int unanswered;
  private int nonsense;
  private int failedInARow;
  private boolean silent;
  private @Nullable MeterReading reading;
  private boolean owed;
  private long toldAt = Moment.NEVER;

  /** An answer has come. One to an earlier question says nothing about this one (MB-04). */
  public void answered(long question, MeterReading answer, Moment now) {
    if (!outstanding || question != number) {
      return;
    }
    outstanding = false;
    if (believable(answer)) {
      reading = answer;
      goodAt = now.uptimeNanos();
      goodInARow++;
      failedInARow = 0;
    } else {
      nonsense++;
      failedInARow++;
      goodInARow = 0;
    }
  }

  /** Asks when it is time, judges, and sees to it that the RTM knows. */
  public void settle(Settings settings, RtmReport rtm, Turn turn) {
    boolean stands = Fault.EXTERNAL_METER.isIn(rtm.faultWord());
    boolean wanted = settings.value(Keys.EXTERNAL_METER) == ENERGY_METER;
    if (wanted != configured) {
      configured = wanted;
      // The RTM outlives a restart of the host: what it knows of a silent meter goes on.
      begin(wanted && stands, turn.now());
    }
    if (configured) {
      poll(turn);
      judge(turn);
    }
    owed = stands != silent;
    if (owed && (toldAt == Moment.NEVER || turn.now().since(toldAt) >= TOLD_AGAIN)) {
      toldAt = turn.now().uptimeNanos();
      turn.tell(new Command.TellRtm(new RtmCommand.ExternalMeter(silent)));
    } else if (!owed) {
      toldAt = Moment.NEVER;
    }
  }

  /** By when it wants a turn. */
  public long deadline() {
    long least = owed ? toldAt + TOLD_AGAIN : Moment.NEVER;
    if (configured) {
      least = Math.min(least, outstanding ? askedAt + TIME_OUT : pollAt);
      least = silent || !tried() ? least : Math.min(least, goodAt + LOST);
    }
    return least;
  }

  /** The newest reading, or null where there is none that is younger than three seconds (MB-06). */
  public @Nullable MeterReading reading(Moment now) {
    return now.since(goodAt) < STALE ? reading : null;
  }

  /** Whether the meter is configured and has been silent for too long. */
  public boolean silent() {
    return silent;
  }

  private void begin(boolean silentAlready, Moment now) {
    silent = silentAlready;
    outstanding = false;
    reading = null;
    goodInARow = 0;
    unanswered = 0;
    nonsense = 0;
    failedInARow = 0;
    pollAt = now.uptimeNanos();
    goodAt = now.uptimeNanos();
  }

  private void poll(Turn turn) {
    Moment now = turn.now();
    if (outstanding && now.reached(askedAt + TIME_OUT)) {
      outstanding = false;
      unanswered++;
      failedInARow++;
      if (tries < TRIES) {
        ask(turn);
      } else {
        goodInARow = 0;
      }
    }
    if (!outstanding && now.reached(pollAt)) {
      tries = 0;
      pollAt = Math.max(pollAt + POLL, now.uptimeNanos() + TIME_OUT);
      ask(turn);
    }
  }

  private void ask(Turn turn) {
    outstanding = true;
    tries++;
    number++;
    askedAt = turn.now().uptimeNanos();
    turn.tell(new Command.AskMeter(number));
  }

  /** Whether it has been asked in vain: a pause of our own says nothing about the meter. */
  private boolean tried() {
    return failedInARow >= TRIES;
  }

  private void judge(Turn turn) {
    if (!silent && tried() && turn.now().since(goodAt) >= LOST) {
      silent = true;
      turn.note(
          "meter",
          "The external meter has said nothing usable for 10 s: "
              + unanswered
              + " questions were not answered, "
              + nonsense
              + " answers made no sense.");
    } else if (silent && goodInARow >= BACK_AFTER) {
      silent = false;
      turn.note("meter", "The external meter answers again.");
    }
    if (goodInARow >= BACK_AFTER) {
      unanswered = 0;
      nonsense = 0;
    }
  }

  private static boolean believable(MeterReading answer) {
    return within(answer.volts(), 0, MOST_VOLTS)
        && within(answer.amperes(), -MOST_AMPERES, MOST_AMPERES)
        && answer.watts().stream().allMatch(Double::isFinite)
        && answer.importedWattHours() >= 0
        && Double.isFinite(answer.importedWattHours());
  }

  /** False for what is no number, too. */
  private static boolean within(List<Double> values, double least, double most) {
    return !values.isEmpty() && values.stream().allMatch(v -> v >= least && v <= most);
  }
}
