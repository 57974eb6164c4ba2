package opencompact.host.allowance;

import static opencompact.host.allowance.Hold.Kind.BLOCK;
import static opencompact.host.allowance.Hold.Kind.LIMIT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Limit;
import opencompact.catalogue.Status;
import opencompact.host.charge.Charge;
import opencompact.host.charge.Site;
import opencompact.memory.OpenTransaction;
import opencompact.quantity.Amperes;
import opencompact.quantity.Moment;
import opencompact.rtm.Pilot;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "why does it not charge" and "why only at 21 A" (LIM-1): everything that blocks or
 * limits now, in the order in which a person should look at it. It remembers since when each holds.
 */
public final class Why {
  private final SortedMap<String, Instant> since = new TreeMap<>();
  private @Nullable Matters before;

  /** All that decides which holds stand; their sentences may say more. */
  private record Matters(
      Charge charge,
      boolean rtmOnline,
      boolean operative,
      boolean permitted,
      boolean free,
      @Nullable String refused,
      Pilot pilot,
      boolean plugged,
      boolean locked,
      boolean contactorClosed,
      Amperes cable,
      Amperes temperatureLimit,
      Amperes limit,
      int faultWord,
      boolean ventilated,
      List<Bound> bounds) {}

  /** Called once a turn, so that it is known since when each hold stands. */
  public void watch(
      Charge charge, Site site, @Nullable OpenTransaction open, List<Bound> bounds, Moment now) {
    RtmReport rtm = site.rtm();
    Matters matters =
        new Matters(
            charge,
            site.rtmOnline(),
            site.operative(),
            site.permitted(),
            site.free(),
            open == null ? null : open.refused(),
            rtm.pilot(),
            rtm.plugged(),
            rtm.locked(),
            rtm.contactorClosed(),
            rtm.cable(),
            rtm.temperatureLimit(),
            rtm.limit(),
            rtm.faultWord(),
            site.settings().value(Keys.CHARGING_VENTILATED_ENABLED),
            bounds);
    if (!matters.equals(before)) {
      before = matters;
      holds(charge, site, open, bounds, now);
    }
  }

  /** The ordered stack: what blocks, most fundamental first; then the limits from the least up. */
  public List<Hold> holds(
      Charge charge, Site site, @Nullable OpenTransaction open, List<Bound> bounds, Moment now) {
    List<Hold> holds = new ArrayList<>(blocks(charge, site, open, now));
    holds.addAll(limits(site, bounds));
    return dated(holds, now);
  }

  /** One or two sentences that say what is happening, and the first reason why not more. */
  public static String sentence(Status status, Site site, List<Hold> holds) {
    Hold first = holds.getFirst();
    RtmReport rtm = site.rtm();
    return switch (status) {
      case CHARGING ->
          "Charging at "
              + amperes(greatest(rtm.readings().amperes()))
              + ", "
              + kilowatts(rtm.readings().totalWatts())
              + "; "
              + rtm.offered()
              + " is offered. "
              + first.sentence();
      case AVAILABLE -> "Ready. " + first.sentence();
      case PREPARING -> "Not charging yet. " + first.sentence();
      case SUSPENDED_EV, SUSPENDED_EVSE -> "Paused. " + first.sentence();
      case FINISHING -> "The charge is over; the cable is still in. " + first.sentence();
      case RESERVED -> "Reserved. " + first.sentence();
      case UNAVAILABLE -> "Out of service. " + first.sentence();
      case FAULTED -> "Stopped by a fault. " + first.sentence();
    };
  }

  private static List<Hold> blocks(
      Charge charge, Site site, @Nullable OpenTransaction open, Moment now) {
    List<Hold> blocks = new ArrayList<>();
    RtmReport rtm = site.rtm();
    if (!site.rtmOnline()) {
      blocks.add(
          block(
              "rtm-offline",
              "real-time module",
              "The real-time module has been silent for five seconds, so it has opened the contacts."));
    }
    for (RtmReport.FaultRecord record : rtm.faults()) {
      if (record.fault().stopsCharging()) {
        blocks.add(fault(record));
      }
    }
    if (!site.operative()) {
      blocks.add(
          block(
              "unavailable",
              "ChangeAvailability",
              "The station was taken out of service, by a person or by the back office."));
    }
    blocks.addAll(visit(charge, site, open, now));
    if (!site.permitted()) {
      blocks.add(block("not-permitted", "schedule", "Charging is not permitted at this time."));
    }
    if (!site.enough() && site.plugged()) {
      blocks.add(
          block(
              "below-minimum",
              rtm.ruling().title(),
              "Only "
                  + rtm.limit()
                  + " is left, and a car cannot be offered less than 6 A; "
                  + rtm.ruling().source()
                  + " sets that limit ("
                  + rtm.ruling().title()
                  + ")."));
    }
    return blocks;
  }

  private static List<Hold> visit(
      Charge charge, Site site, @Nullable OpenTransaction open, Moment now) {
    List<Hold> blocks = new ArrayList<>();
    if (!site.plugged()) {
      blocks.add(
          block(
              "no-vehicle",
              site.socketed() ? "proximity pilot" : "control pilot",
              site.socketed() ? "No cable is in the socket." : "No car is on the cable."));
    } else if (!site.carConnected()) {
      blocks.add(
          block(
              "no-vehicle",
              "control pilot",
              "A cable is in, but no car is on its other end (pilot state "
                  + site.rtm().pilot()
                  + ")."));
    }
    switch (charge) {
      case Charge.Vacant _ ->
          blocks.add(
              block(
                  "not-authorized",
                  "AuthorizationEnabled",
                  site.free()
                      ? "No card is needed now; a plugged-in car is charged at once."
                      : "Nobody has asked for a charge: tap a card, or start it from the app."));
      case Charge.Asking asking ->
          blocks.add(
              block(
                  "authorizing",
                  "back office",
                  "The back office is being asked about card " + asking.tag() + "."));
      case Charge.Admitted admitted -> {
        if (site.plugged() && !site.secured()) {
          blocks.add(
              block("locking", "lock", "The plug is not locked yet, so no current may flow."));
        }
        if (!site.carConnected()) {
          blocks.add(waiting(admitted, now));
        }
      }
      case Charge.Running _ -> blocks.addAll(running(site, open));
      case Charge.Ended(var holder, _) ->
          blocks.add(
              block(
                  "ended",
                  "transaction",
                  holder == null
                      ? "The charge has ended; unplug, or tap a card to charge again."
                      : "The charge has ended; the cable stays locked until card "
                          + holder
                          + " is shown."));
    }
    return blocks;
  }

  private static Hold waiting(Charge.Admitted admitted, Moment now) {
    Instant until =
        now.wall() == null || admitted.until() == Moment.NEVER
            ? null
            : now.wall().plusNanos(admitted.until() - now.uptimeNanos());
    return new Hold(
        BLOCK,
        "waiting-for-plug",
        null,
        Keys.CONNECTION_TIME_OUT.name(),
        null,
        until,
        "Card " + admitted.tag() + " may charge; the station waits for the car to be plugged in.");
  }

  private static List<Hold> running(Site site, @Nullable OpenTransaction open) {
    List<Hold> blocks = new ArrayList<>();
    RtmReport rtm = site.rtm();
    if (open != null && open.refused() != null && !open.start().free()) {
      blocks.add(
          block(
              "card-refused",
              "StartTransaction",
              "The back office answered "
                  + open.refused()
                  + " for card "
                  + open.tag()
                  + ", so no more energy is given."));
    }
    if (rtm.pilot() == Pilot.D && !site.settings().value(Keys.CHARGING_VENTILATED_ENABLED)) {
      blocks.add(
          block(
              "ventilation",
              Keys.CHARGING_VENTILATED_ENABLED.name(),
              "The car asks for ventilation (pilot state D), which c_ChargingVentilatedEnabled does"
                  + " not allow."));
    } else if (rtm.pilot() == Pilot.B) {
      blocks.add(
          block(
              "vehicle-not-ready",
              "control pilot",
              "The car does not ask for energy (pilot state B): it is full, paused or waiting for its"
                  + " own timer."));
    } else if (rtm.pilot() == Pilot.A) {
      blocks.add(
          block(
              "vehicle-gone",
              "control pilot",
              "The car was unplugged; the charge goes on when it is plugged in again"
                  + " (StopTransactionOnEVSideDisconnect is off)."));
    } else if (rtm.pilot().ready() && !rtm.contactorClosed() && !rtm.stopped() && site.enough()) {
      blocks.add(
          block(
              "closing",
              "contactor",
              "The contacts are about to close: lock, diode and the pause after the last opening are"
                  + " being checked."));
    }
    return blocks;
  }

  private static Hold fault(RtmReport.FaultRecord record) {
    Fault fault = record.fault();
    return block(
        fault.title(),
        String.format(Locale.ROOT, "RTM error 0x%X", fault.bit()),
        fault.text() + ": " + record.sentence() + " " + fault.advice());
  }

  private static List<Hold> limits(Site site, List<Bound> bounds) {
    RtmReport rtm = site.rtm();
    List<Hold> limits = new ArrayList<>();
    limits.add(
        limit(
            Limit.DEVICE,
            Amperes.of(32),
            "The charger itself can offer 32 A per phase at most.",
            null));
    if (site.socketed()) {
      limits.add(
          limit(
              Limit.CABLE,
              rtm.cable(),
              site.plugged()
                  ? "The cable is coded for " + rtm.cable() + " (proximity resistor)."
                  : "No cable is in the socket, so the cable's limit is 0 A.",
              null));
    }
    double warmest = rtm.readings().celsius().stream().mapToDouble(d -> d).max().orElse(0);
    limits.add(
        limit(
            Limit.TEMPERATURE,
            rtm.temperatureLimit(),
            String.format(
                Locale.ROOT,
                "The temperature inside is %.1f °C, which allows %s (derating begins at 72 °C).",
                warmest,
                rtm.temperatureLimit()),
            null));
    for (Bound bound : bounds) {
      limits.add(
          limit(
              bound.limit(),
              bound.value(),
              "The limit is " + bound.value() + " by " + bound.because() + ".",
              bound.until()));
    }
    limits.sort(
        Comparator.comparing((Hold hold) -> hold.value() == null ? Amperes.NONE : hold.value())
            .thenComparingInt(hold -> code(hold.name())));
    return limits;
  }

  private static int code(String title) {
    for (Limit limit : Limit.values()) {
      if (limit.title().equals(title)) {
        return limit.code();
      }
    }
    return Limit.values().length;
  }

  /** Fills in since when each holds; what no longer holds is forgotten. */
  private List<Hold> dated(List<Hold> holds, Moment now) {
    Instant wall = now.wall();
    List<Hold> dated = new ArrayList<>(holds.size());
    SortedMap<String, Instant> still = new TreeMap<>();
    for (Hold hold : holds) {
      // A limit of another value is another limit, since another time.
      String id = hold.name() + " " + hold.value();
      Instant began = since.containsKey(id) ? since.get(id) : wall;
      if (began != null) {
        still.put(id, began);
      }
      dated.add(
          new Hold(
              hold.kind(),
              hold.name(),
              hold.value(),
              hold.source(),
              began,
              hold.until(),
              hold.sentence()));
    }
    since.clear();
    since.putAll(still);
    return List.copyOf(dated);
  }

  private static Hold block(String name, String source, String sentence) {
    return new Hold(BLOCK, name, null, source, null, null, sentence);
  }

  private static Hold limit(Limit limit, Amperes value, String sentence, @Nullable Instant until) {
    return new Hold(LIMIT, limit.title(), value, limit.source(), null, until, sentence);
  }

  private static double greatest(List<Double> amperes) {
    return amperes.stream().mapToDouble(d -> d).max().orElse(0);
  }

  private static String amperes(double value) {
    return String.format(Locale.ROOT, "%.1f A", value);
  }

  private static String kilowatts(double watts) {
    return String.format(Locale.ROOT, "%.2f kW", watts / 1000);
  }
}
