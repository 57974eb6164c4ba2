package opencompact.torture;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import opencompact.ocpp.AuthorizationStatus;
import opencompact.ocpp.Measurand;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.Reason;
import opencompact.ocpp.SampledValue;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StopTransaction;
import opencompact.quantity.IdTag;
import opencompact.sim.Yard;
import org.jspecify.annotations.Nullable;

/**
 * The independent ledger: it knows from physics what flowed and when, from the wire what the back
 * office was told, and compares (OFF-2, OCPP-TX-04, TX-18 to TX-27). It never asks the station.
 */
final class Ledger {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLISECOND = 1_000_000L;

  /** The RTM reports once a second; so old may a register be when it is read. */
  private static final long REPORT_NANOS = SECOND + 100 * MILLISECOND;

  /** A charge ends, then the car ramps down for six seconds at most (IEC-T-11). */
  private static final long RAMP_NANOS = 7 * SECOND;

  /** What is on disk follows the register every minute (OCPP-TX-04). */
  private static final long KEPT_NANOS = 61 * SECOND;

  private static final long STAMP_NANOS = 50 * MILLISECOND;
  private static final long WATT_HOUR = 1_000;

  /** A transaction as it was told, and when it truly began and ended. */
  private static final class Told {
    final Message start;
    final StartTransaction.Request began;
    final long from;
    final List<Sample> samples = new ArrayList<>();

    /** Whether its life knew the time; otherwise only order and energy can be judged. */
    boolean dated;

    long to = Physics.NOT_YET;
    int meterStop;

    /** Until when its energy is its own; later than {@link #to} where it was cut off. */
    long energyTo = Physics.NOT_YET;

    Told(Message start, long from) {
      this.start = start;
      this.began = (StartTransaction.Request) start.request;
      this.from = from;
    }

    String title() {
      return "the transaction told by " + start.title();
    }
  }

  private record Sample(long at, MeterValues.Request values) {}

  private final Rules rules;
  private final Yard yard;
  private final Physics physics;
  private final Wire wire;
  private final StationClock clock;
  private final Deeds deeds;
  private final List<Told> told = new ArrayList<>();
  private long last;
  private boolean dated;
  private int register;

  /** What the station was set to do, as far as the ledger must know it. */
  record Rules(int sampleSeconds, IdTag freeTag) {}

  Ledger(Rules rules, Yard yard, Physics physics, Wire wire, StationClock clock, Deeds deeds) {
    this.rules = rules;
    this.yard = yard;
    this.physics = physics;
    this.wire = wire;
    this.clock = clock;
    this.deeds = deeds;
  }

  /** All is told, and nobody charges: is it what happened? */
  void close() {
    for (Message message : wire.messages()) {
      if (message.fate == Message.Fate.OPEN) {
        throw new Discrepancy(
            message.firstSaid, "Nobody has answered " + message.title() + ", and it is given up");
      }
      long at = placed(message);
      switch (message.request) {
        case StartTransaction.Request start -> began(message, start, at);
        case MeterValues.Request values when message.start != null ->
            told.getLast().samples.add(new Sample(at, values));
        case StopTransaction.Request stop -> ended(told.getLast(), message, stop, at);
        default -> {}
      }
    }
    if (!told.isEmpty() && told.getLast().to == Physics.NOT_YET) {
      throw new Discrepancy(
          told.getLast().from, "Nobody was told of the end of " + told.getLast().title());
    }
    told.forEach(this::complete);
    physics.flows().forEach(this::covered);
  }

  // ---------------------------------------------------------------- time and order

  /** The true instant of which it speaks; never before that of the message before. */
  private long placed(Message message) {
    Instant stamp =
        switch (message.request) {
          case StartTransaction.Request start -> start.timestamp();
          case StopTransaction.Request stop -> stop.timestamp();
          case MeterValues.Request values -> values.meterValue().getFirst().timestamp();
          default ->
              throw new Discrepancy(
                  message.firstSaid, "Not about a transaction: " + message.title());
        };
    dated = true;
    long found = Long.MIN_VALUE;
    boolean good = false;
    for (long when : clock.whens(stamp)) {
      boolean possible = when >= last - REPORT_NANOS && when <= message.firstSaid + STAMP_NANOS;
      if (possible && !good) {
        good = fits(message, when);
        found = good || found == Long.MIN_VALUE ? when : found;
      }
    }
    if (found == Long.MIN_VALUE) {
      if (!clock.everLostSince(last - REPORT_NANOS)) {
        throw new Discrepancy(
            message.firstSaid,
            "At no time after the message before did the station's clock show the stamp of "
                + message.title()
                + "; it was said at "
                + at(message.firstSaid));
      }
      found = undated(message);
      dated = false;
    }
    last = Math.max(last, found);
    return found;
  }

  /** Where a clock was set, one stamp may mean two instants; the one that fits is meant. */
  private boolean fits(Message message, long when) {
    return switch (message.request) {
      case StartTransaction.Request start ->
          physics.plugged(when, SECOND)
              && physics.shows(start.meterStart() * WATT_HOUR, when, when)
              && (free(start.idTag()) || deeds.wanted(start.idTag(), 0, when + STAMP_NANOS));
      case StopTransaction.Request stop when cutOff(stop.reason()) -> {
        Physics.Death death = physics.deathAfter(told.getLast().from);
        yield death != null && when >= physics.recordedUntil(death.at()) - KEPT_NANOS;
      }
      case StopTransaction.Request stop ->
          physics.shows(stop.meterStop() * WATT_HOUR, when - REPORT_NANOS, when);
      default -> true;
    };
  }

  private boolean free(IdTag tag) {
    return tag.key().equals(rules.freeTag().key());
  }

  private static boolean cutOff(@Nullable Reason reason) {
    return reason == Reason.POWER_LOSS || reason == Reason.REBOOT;
  }

  /** In a life that never knew the time only order and energy can be judged. */
  private long undated(Message message) {
    if (message.request instanceof StartTransaction.Request start) {
      long found = last;
      for (Physics.Span flow : physics.flows()) {
        long from = flow.from();
        boolean possible = from >= last && from <= message.firstSaid && clock.lost(from);
        if (possible && physics.shows(start.meterStart() * WATT_HOUR, from, from)) {
          found = from;
        }
      }
      return found;
    }
    if (message.request instanceof StopTransaction.Request stop && !told.isEmpty()) {
      Physics.Death death = physics.deathAfter(told.getLast().from);
      long cut =
          death == null || cutOff(stop.reason())
              ? message.firstSaid
              : Math.min(death.at(), message.firstSaid);
      return Math.max(last, Math.min(cut, physics.reached(stop.meterStop() * WATT_HOUR)));
    }
    return last;
  }

  // ---------------------------------------------------------------- beginnings and ends

  private void began(Message message, StartTransaction.Request start, long at) {
    Told one = new Told(message, at);
    one.dated = dated;
    told.add(one);
    if (dated && !physics.plugged(at, SECOND)) {
      throw new Discrepancy(at, "No car was plugged in at " + at(at) + ": " + message.title());
    }
    long since = told.size() < 2 ? 0 : told.get(told.size() - 2).from;
    boolean free = start.idTag().key().equals(rules.freeTag().key());
    if (!free
        && !deeds.wanted(start.idTag(), since, dated ? at + STAMP_NANOS : message.firstSaid)) {
      throw new Discrepancy(at, "Nobody has shown the card of " + message.title());
    }
    inOrder(start.meterStart(), message);
    within(start.meterStart(), at, at, "the register at the start in " + message.title());
  }

  private void ended(Told one, Message message, StopTransaction.Request stop, long at) {
    one.to = at;
    one.meterStop = stop.meterStop();
    one.dated &= dated;
    if (stop.timestamp().isBefore(one.began.timestamp())) {
      throw new Discrepancy(message.firstSaid, "It ends before it begins: " + message.title());
    }
    inOrder(stop.meterStop(), message);
    Reason reason = stop.reason();
    String why = "the register at the end in " + message.title();
    if (cutOff(reason)) {
      Physics.Death death =
          one.dated
              ? physics.deathAfter(one.from)
              : physics.lastDeath(0, message.firstSaid, stop.meterStop() * WATT_HOUR);
      if (death == null || death.at() > message.firstSaid) {
        throw new Discrepancy(
            message.firstSaid, "Nothing cut off what ended by " + message.title());
      }
      boolean power = reason == Reason.POWER_LOSS;
      if (!physics.died(death.at(), message.firstSaid, power)) {
        throw new Discrepancy(
            message.firstSaid, "That is not why the program ended: " + message.title());
      }
      boolean then =
          at <= death.at() + STAMP_NANOS && at >= physics.recordedUntil(death.at()) - KEPT_NANOS;
      if (one.dated && !then) {
        throw new Discrepancy(
            message.firstSaid,
            "It was cut off at " + at(death.at()) + ", not then: " + message.title());
      }
      one.energyTo = death.at();
      within(stop.meterStop(), death.at(), death.at(), why);
    } else {
      if (!explained(reason, at, one)) {
        throw new Discrepancy(
            message.firstSaid,
            "Nothing happened at " + at(at) + " that would be the reason: " + message.title());
      }
      one.energyTo = at;
      within(stop.meterStop(), at - REPORT_NANOS, at, why);
    }
  }

  private boolean explained(@Nullable Reason reason, long at, Told one) {
    if (!one.dated) {
      return true;
    }
    return switch (reason) {
      case LOCAL ->
          deeds.done(Deeds.Kind.CARD, at, STAMP_NANOS)
              || deeds.done(Deeds.Kind.BUTTON, at, STAMP_NANOS);
      case REMOTE -> deeds.done(Deeds.Kind.REMOTE_STOP, at, STAMP_NANOS);
      case SOFT_RESET -> deeds.done(Deeds.Kind.SOFT_RESET, at, STAMP_NANOS);
      case HARD_RESET -> deeds.done(Deeds.Kind.HARD_RESET, at, STAMP_NANOS);
      case UNLOCK_COMMAND -> deeds.done(Deeds.Kind.UNLOCK, at, STAMP_NANOS);
      case EV_DISCONNECTED -> physics.unplugged(at - 2 * SECOND, at + STAMP_NANOS);
      case DE_AUTHORIZED ->
          one.start.status != AuthorizationStatus.ACCEPTED
              && Math.abs(one.start.answeredAt - at) <= STAMP_NANOS;
      case null, default -> false;
    };
  }

  private void inOrder(int shown, Message message) {
    if (shown < register) {
      throw new Discrepancy(
          message.firstSaid, "The register goes back from " + register + " in " + message.title());
    }
    register = shown;
  }

  /** To the watt hour, between what the meter showed at two instants. */
  private void within(int told, long from, long to, String what) {
    if (!physics.shows(told * WATT_HOUR, from, to)) {
      throw new Discrepancy(
          to,
          "The meter showed "
              + (physics.milliAt(from) == physics.milliAt(to)
                  ? physics.milliAt(to)
                  : physics.milliAt(from) + " to " + physics.milliAt(to))
              + " mWh at "
              + at(to)
              + ", but "
              + told
              + " Wh is "
              + what);
    }
  }

  // ---------------------------------------------------------------- nothing missing

  /** Each sample that was due was told, with what the meter showed then (OCPP-MV-01, MV-13). */
  private void complete(Told one) {
    long every = rules.sampleSeconds() * SECOND;
    if (every == 0 || !one.dated) {
      return;
    }
    long end = Math.min(one.to, one.energyTo);
    Physics.Death death = physics.deathAfter(one.from);
    if (one.energyTo > one.to && death != null) {
      // What an ill disk did not take before the end of the program was told to nobody.
      end = Math.max(one.to, physics.recordedUntil(death.at()));
    }
    int next = 0;
    for (long due = one.from + every; due < end - STAMP_NANOS; due += every) {
      while (next < one.samples.size() && one.samples.get(next).at() < due - STAMP_NANOS) {
        next++;
      }
      if (next >= one.samples.size() || one.samples.get(next).at() > due + REPORT_NANOS) {
        throw new Discrepancy(
            due,
            "Nobody was told the sample of "
                + at(due)
                + " of "
                + one.title()
                + " that ended at "
                + at(one.to));
      }
    }
    for (Sample sample : one.samples) {
      for (SampledValue reading : sample.values().meterValue().getFirst().sampledValue()) {
        if (reading.measurand() == Measurand.ENERGY_ACTIVE_IMPORT_REGISTER
            && reading.phase() == null) {
          within(
              (int) Double.parseDouble(reading.value()),
              sample.at() - REPORT_NANOS,
              sample.at(),
              "the register in a sample of " + one.title());
        }
      }
    }
  }

  /** Whatever flowed belongs to a transaction that was told. */
  private void covered(Physics.Span flow) {
    long energy = physics.milliAt(flow.to()) - physics.milliAt(flow.from());
    if (energy <= 0) {
      return;
    }
    if (clock.lost(flow.from()) && registered(flow)) {
      return;
    }
    long covered = flow.from();
    for (Told one : told) {
      if (one.from <= covered + STAMP_NANOS && one.energyTo + RAMP_NANOS >= covered) {
        covered = one.energyTo + RAMP_NANOS;
      }
    }
    if (covered >= flow.to()) {
      return;
    }
    throw new Discrepancy(
        flow.from(),
        energy
            + " mWh flowed from "
            + at(flow.from())
            + " to "
            + at(flow.to())
            + " for which no transaction was told");
  }

  /** Where no stamp can tell, the registers must: some transaction has counted that energy. */
  private boolean registered(Physics.Span flow) {
    long began = physics.milliAt(flow.from()) + WATT_HOUR + Curve.SLACK_MILLI;
    long ended = physics.milliAt(flow.to() - RAMP_NANOS) - WATT_HOUR - Curve.SLACK_MILLI;
    return told.stream()
        .anyMatch(one ->
            !one.dated
                && one.began.meterStart() * WATT_HOUR <= began
                && one.meterStop * WATT_HOUR >= ended);
  }

  /** A true instant for people: the seconds of this world, and the time of day. */
  private String at(long nanos) {
    if (nanos == Physics.NOT_YET) {
      return "no time yet";
    }
    Instant wall = yard.wall().minus(Duration.ofNanos(yard.now() - nanos));
    return "%.3f s (%s)".formatted(nanos / 1e9, wall.truncatedTo(ChronoUnit.SECONDS));
  }
}
