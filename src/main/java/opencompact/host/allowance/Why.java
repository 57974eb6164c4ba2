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
import opencompact.host.access.FreeCharging;
import opencompact.host.charge.Charge;
import opencompact.host.charge.Site;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Reservation;
import opencompact.ocpp.Reason;
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
  private static final Amperes MOST = Amperes.of(32);

  /**
   * The hold of a car that takes clearly less than it is offered: no limit of ours, but a reason.
   */
  private static final String VEHICLE = "vehicle";

  private static final Amperes CLEARLY = Amperes.ofTenths(15);

  private final SortedMap<String, Long> sinceNanos = new TreeMap<>();
  private @Nullable Matters before;

  /**
   * What there is to explain.
   *
   * @param refusal what was said to a card that was refused just now, or null
   * @param forbidden what forbids all current though a charge runs, or null (LIM-3)
   * @param bounds the host's limits, least first
   */
  public record Scene(
      Charge charge,
      @Nullable String refusal,
      Site site,
      @Nullable OpenTransaction open,
      @Nullable Hold forbidden,
      List<Bound> bounds) {}

  /** All that decides which holds stand; their sentences may say more. */
  private record Matters(
      Charge charge,
      @Nullable String refusal,
      boolean rtmOnline,
      Site.Service service,
      @Nullable Hold forbidden,
      boolean free,
      @Nullable String refused,
      Pilot pilot,
      boolean pwm,
      boolean plugged,
      boolean locked,
      boolean contactorClosed,
      boolean drawsLess,
      Amperes cable,
      Amperes temperatureLimit,
      Amperes limit,
      @Nullable Reservation reservation,
      int faultWord,
      RtmReport.PlugIn plugIn,
      boolean ventilated,
      List<Bound> bounds) {}

  /** Called once a turn, so that it is known since when each hold stands. */
  public void watch(Scene scene, Moment now) {
    Site site = scene.site();
    RtmReport rtm = site.rtm();
    OpenTransaction open = scene.open();
    Matters matters =
        new Matters(
            scene.charge(),
            scene.refusal(),
            site.rtmOnline(),
            site.service(),
            scene.forbidden(),
            site.free(),
            open == null ? null : open.refused(),
            rtm.pilot(),
            rtm.pwm(),
            rtm.plugged(),
            rtm.locked(),
            rtm.contactorClosed(),
            drawsLess(rtm),
            rtm.cable(),
            rtm.temperatureLimit(),
            rtm.limit(),
            site.reservation(),
            rtm.faultWord(),
            rtm.plugIn(),
            site.settings().value(Keys.CHARGING_VENTILATED_ENABLED),
            scene.bounds());
    if (!matters.equals(before)) {
      before = matters;
      holds(scene, now);
    }
  }

  /** The ordered stack: what blocks, most fundamental first; then the limits from the least up. */
  public List<Hold> holds(Scene scene, Moment now) {
    List<Hold> holds = new ArrayList<>(blocks(scene, now));
    holds.addAll(limits(scene.site(), scene.bounds()));
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

  private static List<Hold> blocks(Scene scene, Moment now) {
    Site site = scene.site();
    List<Hold> blocks = new ArrayList<>(station(site));
    if (scene.charge() instanceof Charge.Vacant || scene.charge() instanceof Charge.Asking) {
      blocks.addAll(reserved(site.reservation()));
    }
    blocks.addAll(place(site));
    switch (scene.charge()) {
      case Charge.Vacant _ -> blocks.addAll(vacant(scene.refusal(), site, now));
      case Charge.Asking asking ->
          blocks.add(
              block(
                  "authorizing",
                  "back office",
                  "The back office is being asked about card " + asking.tag() + "."));
      case Charge.Admitted admitted -> blocks.addAll(admitted(admitted, site, now));
      case Charge.Running _ -> blocks.addAll(running(scene, now));
      case Charge.Ended ended -> blocks.add(ended(ended));
    }
    return blocks;
  }

  /** What stands against any charge here, whoever wants it. */
  private static List<Hold> station(Site site) {
    List<Hold> blocks = new ArrayList<>();
    if (!site.rtmOnline()) {
      blocks.add(
          block(
              "rtm-offline",
              "real-time module",
              "The real-time module has been silent for five seconds; nothing can be charged until"
                  + " it answers."));
    }
    for (Fault fault : Fault.in(site.rtm().faultWord())) {
      if (fault.stopsCharging()) {
        blocks.add(fault(fault, site.rtm()));
      }
    }
    if (site.service().restarting()) {
      blocks.add(block("restarting", "restart", "The station is about to restart."));
    }
    if (site.service().updating()) {
      blocks.add(
          block(
              "updating",
              "UpdateFirmware",
              "New firmware is installed as soon as no charge runs; until it runs, no other charge"
                  + " begins."));
    } else if (!site.operative()) {
      blocks.add(
          block(
              "unavailable",
              "ChangeAvailability",
              "The station was taken out of service, by a person or by the back office."));
    } else if (site.service().closing()) {
      blocks.add(
          block(
              "closing-down",
              "ChangeAvailability",
              "The station goes out of service when this visit is over; no other charge begins"
                  + " before."));
    }
    return blocks;
  }

  /** That others wait for this connector (OCPP-RS-04). */
  private static List<Hold> reserved(@Nullable Reservation reservation) {
    return reservation == null
        ? List.of()
        : List.of(
            new Hold(
                BLOCK,
                "reserved",
                null,
                "ReserveNow",
                null,
                reservation.until(),
                "The connector is kept for another driver (reservation "
                    + reservation.id()
                    + "); only the card it was reserved for, or one of its group, starts a charge"
                    + " before that."));
  }

  /** Whether there is a car at all. */
  private static List<Hold> place(Site site) {
    if (!site.plugged()) {
      return List.of(
          block(
              "no-vehicle",
              site.socketed() ? "proximity pilot" : "control pilot",
              site.socketed() ? "No cable is in the socket." : "No car is on the cable."));
    }
    return site.carConnected() || !site.carGone()
        ? List.of()
        : List.of(
            block(
                "no-vehicle",
                "control pilot",
                "A cable is in, but no car is on its other end (pilot state A)."));
  }

  private static List<Hold> vacant(@Nullable String refusal, Site site, Moment now) {
    FreeCharging free = site.freeCharging();
    boolean closed = site.whyClosed() != null;
    boolean reserved = site.reservation() != null;
    if (free.now() && !reserved) {
      return closed || site.carConnected()
          ? List.of()
          : List.of(
              block(
                  "plug-in",
                  free.by().name(),
                  free.by() == Keys.PLUG_AND_CHARGE
                      ? "Plug in a car and it charges at once; no card is needed (Plug & Charge)."
                      : "Plug in a car and it charges at once; this station wants no card."));
    }
    if (free.from() != Moment.NEVER && !closed && !reserved) {
      return List.of(
          new Hold(
              BLOCK,
              "not-authorized",
              null,
              free.by().name(),
              null,
              wall(free.from(), now),
              (refusal == null ? "" : refusal + " ")
                  + "The back office is out of reach; if it stays so for half a minute, a car"
                  + " charges without a card (Plug & Charge). A known card starts it now."));
    }
    return List.of(
        block(
            "not-authorized",
            Keys.AUTHORIZATION_ENABLED.name(),
            refusal != null ? refusal : invitation(closed, site.online())));
  }

  private static String invitation(boolean closed, boolean online) {
    if (closed) {
      return "Nobody has asked for a charge.";
    }
    return online
        ? "Nobody has asked for a charge: tap a card, or start it from the app."
        : "Nobody has asked for a charge: tap a card. The back office is out of reach, so the"
            + " station decides by itself which cards may charge.";
  }

  private static List<Hold> admitted(Charge.Admitted admitted, Site site, Moment now) {
    List<Hold> blocks = new ArrayList<>();
    if (site.startable() && !site.secured()) {
      blocks.add(block("locking", "lock", "The plug is not locked yet, so no current may flow."));
    }
    if (!site.carConnected()) {
      String who = admitted.free() ? "No card is needed" : "Card " + admitted.tag() + " may charge";
      blocks.add(
          new Hold(
              BLOCK,
              "waiting-for-plug",
              null,
              Keys.CONNECTION_TIME_OUT.name(),
              null,
              wall(admitted.until(), now),
              who + "; the station waits for the car to be plugged in."));
    }
    return blocks;
  }

  /** What keeps a running charge from current: the station's own reasons before the car's. */
  private static List<Hold> running(Scene scene, Moment now) {
    Site site = scene.site();
    OpenTransaction open = scene.open();
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
    if (scene.forbidden() != null) {
      blocks.add(scene.forbidden());
    }
    if (!site.enough()) {
      blocks.add(belowMinimum(rtm, scene.bounds()));
    }
    Hold rest = rest(rtm.plugIn(), now);
    if (rest != null) {
      blocks.add(rest);
    }
    Hold vehicle = vehicle(site, rtm);
    if (vehicle != null) {
      blocks.add(vehicle);
    } else if (blocks.isEmpty() && !rtm.contactorClosed() && !rtm.stopped()) {
      blocks.add(
          block(
              "closing",
              "contactor",
              "The contacts are about to close: lock, diode and the pause after the last opening are"
                  + " being checked."));
    }
    return blocks;
  }

  private static Hold belowMinimum(RtmReport rtm, List<Bound> bounds) {
    // One of ours knows more about itself: which profile it is, and until when.
    Bound ours =
        bounds.stream().filter(bound -> bound.limit() == rtm.ruling()).findFirst().orElse(null);
    return new Hold(
        BLOCK,
        "below-minimum",
        null,
        rtm.ruling().title(),
        null,
        ours == null ? null : ours.until(),
        "Only "
            + rtm.limit()
            + " is left by "
            + rtm.ruling().title()
            + " ("
            + (ours == null ? rtm.ruling().source() : ours.because())
            + "), and a car cannot be offered less than 6 A."
            + (rtm.plugIn().weary()
                ? " The car has borne "
                    + rtm.plugIn().pauses()
                    + " pauses since it was plugged in, and from the ninth on each lasts ten minutes"
                    + " at least."
                : ""));
  }

  /** The rest between an end of the offer and its return, or null when it is over (IEC-T-20). */
  private static @Nullable Hold rest(RtmReport.PlugIn plugIn, Moment now) {
    String because =
        switch (plugIn.delay()) {
          case NONE -> null;
          case AFTER_FAULT -> "a fault opened the contacts, which is followed by 30 s of rest.";
          case AFTER_LOAD_MANAGEMENT ->
              "load management paused the charge, and such a pause lasts a minute at least.";
          case SPARING_THE_CAR ->
              "the charge has been paused "
                  + plugIn.pauses()
                  + " times since the car was plugged in; many cars give up after about ten, so"
                  + " this pause lasts ten minutes.";
          case AFTER_VENTILATION ->
              "the car has just asked for ventilation and was refused; it is asked anew after"
                  + " 30 s.";
        };
    return because == null
        ? null
        : new Hold(
            BLOCK,
            "rest",
            null,
            "real-time module",
            null,
            wall(plugIn.offerFromNanos(), now),
            "Current is offered again in a moment: " + because);
  }

  private static @Nullable Hold vehicle(Site site, RtmReport rtm) {
    if (rtm.pilot() == Pilot.D && !site.settings().value(Keys.CHARGING_VENTILATED_ENABLED)) {
      return block(
          "ventilation",
          Keys.CHARGING_VENTILATED_ENABLED.name(),
          "The car asks for ventilation (pilot state D), which c_ChargingVentilatedEnabled does"
              + " not allow.");
    }
    if (rtm.pilot() == Pilot.B && rtm.plugIn().replugAdvised()) {
      return block(
          "replug",
          "control pilot",
          "The car does not ask for energy (pilot state B) and "
              + (rtm.plugIn().wakeUpCalls() == 1
                  ? "the station's wake-up call has not woken it: "
                  : "none of the station's "
                      + rtm.plugIn().wakeUpCalls()
                      + " wake-up calls has woken it: ")
              + "if it should charge, unplug it and plug it in again.");
    }
    if (rtm.pilot() == Pilot.B && rtm.plugIn().calling()) {
      return block(
          "waking",
          "control pilot",
          "The car does not ask for energy (pilot state B); the station is calling it, in case it"
              + " sleeps.");
    }
    if (rtm.pilot() == Pilot.B && rtm.pwm()) {
      // Without an offer a car that waits says nothing about itself.
      return block(
          "vehicle-not-ready",
          "control pilot",
          "The car does not ask for energy (pilot state B): it is full, paused or waiting for its"
              + " own timer.");
    }
    if (rtm.pilot() == Pilot.A) {
      return block(
          "vehicle-gone",
          "control pilot",
          "The car was unplugged; the charge goes on when it is plugged in again"
              + " (StopTransactionOnEVSideDisconnect is off).");
    }
    return null;
  }

  private static Hold ended(Charge.Ended ended) {
    Reason because = ended.because();
    String why = because == null ? "has ended" : "has ended " + because(because);
    return block(
        "ended",
        "transaction",
        "The charge "
            + why
            + (ended.holder() == null
                ? "; unplug, or tap a card to charge again."
                : "; the cable stays locked until card " + ended.holder() + " is shown."));
  }

  private static String because(Reason reason) {
    return switch (reason) {
      case DE_AUTHORIZED -> "because the back office refused the card";
      case EV_DISCONNECTED -> "because the car was unplugged";
      case LOCAL -> "by the driver's wish";
      case REMOTE -> "by the back office's order";
      case UNLOCK_COMMAND -> "because the connector was unlocked";
      case OTHER -> "because of a fault";
      case SOFT_RESET, HARD_RESET, REBOOT -> "because the station restarts";
      case POWER_LOSS -> "because the power failed";
      case EMERGENCY_STOP -> "by an emergency stop";
    };
  }

  private static Hold fault(Fault fault, RtmReport rtm) {
    String measured =
        rtm.faults().stream()
            .filter(record -> record.fault() == fault)
            .map(record -> ": " + record.sentence())
            .findFirst()
            .orElse(".");
    return block(
        fault.title(),
        String.format(Locale.ROOT, "RTM error 0x%X", fault.bit()),
        fault.text() + measured + " " + fault.advice());
  }

  private static List<Hold> limits(Site site, List<Bound> bounds) {
    RtmReport rtm = site.rtm();
    List<Hold> limits = new ArrayList<>();
    if (drawsLess(rtm)) {
      limits.add(vehicle(rtm));
    }
    limits.add(device(rtm, site.settings().value(Keys.SIMPLIFIED_PILOT_CAP)));
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

  private static boolean drawsLess(RtmReport rtm) {
    return rtm.contactorClosed()
        && rtm.pwm()
        && drawn(rtm).tenths() + CLEARLY.tenths() <= rtm.offered().tenths();
  }

  private static Amperes drawn(RtmReport rtm) {
    return Amperes.floor(greatest(rtm.readings().amperes()));
  }

  private static Hold vehicle(RtmReport rtm) {
    return new Hold(
        LIMIT,
        VEHICLE,
        drawn(rtm),
        "the car",
        null,
        null,
        "The car takes "
            + drawn(rtm)
            + " of the "
            + rtm.offered()
            + " it is offered; its own charger decides that.");
  }

  /**
   * The charger's own maximum, which a sagging supply (VOL-05) or the simplified pilot (IEC-CP-06)
   * lowers for this car.
   */
  private static Hold device(RtmReport rtm, boolean capsSimplified) {
    boolean simplified = capsSimplified && rtm.plugIn().simplifiedPilot();
    boolean lowered = rtm.ruling() == Limit.DEVICE && rtm.limit().compareTo(MOST) < 0;
    if (lowered && simplified) {
      return limit(
          Limit.DEVICE,
          rtm.limit(),
          "The car has the simplified control pilot, which is offered "
              + rtm.limit()
              + " at most here (SimplifiedPilotCap).",
          null);
    }
    return limit(
        Limit.DEVICE,
        lowered ? rtm.limit() : MOST,
        lowered
            ? "The charger offers this car "
                + rtm.limit()
                + " at most, because the supply voltage broke down under more."
            : "The charger itself can offer 32 A per phase at most.",
        null);
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
    List<Hold> dated = new ArrayList<>(holds.size());
    SortedMap<String, Long> still = new TreeMap<>();
    for (Hold hold : holds) {
      // A limit of another value is another limit, since another time; what a car takes just
      // varies.
      String id = hold.name().equals(VEHICLE) ? VEHICLE : hold.name() + " " + hold.value();
      long began = sinceNanos.getOrDefault(id, now.uptimeNanos());
      still.put(id, began);
      dated.add(
          new Hold(
              hold.kind(),
              hold.name(),
              hold.value(),
              hold.source(),
              wall(began, now),
              hold.until(),
              hold.sentence()));
    }
    sinceNanos.clear();
    sinceNanos.putAll(still);
    return List.copyOf(dated);
  }

  /** The time of day of an uptime, by today's clock; null if unknown, or never. */
  private static @Nullable Instant wall(long uptimeNanos, Moment now) {
    Instant wall = now.wall();
    return wall == null || uptimeNanos == Moment.NEVER
        ? null
        : wall.plusNanos(uptimeNanos - now.uptimeNanos());
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
