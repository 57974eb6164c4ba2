package opencompact.host.allowance;

import static opencompact.host.allowance.Hold.Kind.BLOCK;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import opencompact.catalogue.Fault;
import opencompact.catalogue.HostFault;
import opencompact.catalogue.Keys;
import opencompact.host.access.FreeCharging;
import opencompact.host.charge.Charge;
import opencompact.host.charge.Site;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Reservation;
import opencompact.ocpp.Reason;
import opencompact.quantity.Moment;
import opencompact.rtm.Pilot;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * What keeps current from flowing, the most fundamental first: what stands against any charge here,
 * then that there is no car, then how far the visit has come.
 */
final class Blocks {
  private Blocks() {}

  /** The most fundamental first. */
  static List<Hold> of(Why.Scene scene, Moment now) {
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
              Hold.block(
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
          Hold.block(
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
    if (!site.service().records()) {
      blocks.add(
          Hold.block(
              "storage", "disk", HostFault.STORAGE.text() + ". " + HostFault.STORAGE.advice()));
    }
    if (site.service().restarting()) {
      blocks.add(Hold.block("restarting", "restart", "The station is about to restart."));
    }
    if (site.service().updating()) {
      blocks.add(
          Hold.block(
              "updating",
              "UpdateFirmware",
              "New firmware is installed as soon as no charge runs; until it runs, no other charge"
                  + " begins."));
    } else if (!site.operative()) {
      blocks.add(
          Hold.block(
              "unavailable",
              "ChangeAvailability",
              "The station was taken out of service, by a person or by the back office."));
    } else if (site.service().closing()) {
      blocks.add(
          Hold.block(
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
          Hold.block(
              "no-vehicle",
              site.socketed() ? "proximity pilot" : "control pilot",
              site.socketed() ? "No cable is in the socket." : "No car is on the cable."));
    }
    return site.carConnected() || !site.carGone()
        ? List.of()
        : List.of(
            Hold.block(
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
              Hold.block(
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
              now.wallAt(free.from()),
              (refusal == null ? "" : refusal + " ")
                  + "The back office is out of reach; if it stays so for half a minute, a car"
                  + " charges without a card (Plug & Charge). A known card starts it now."));
    }
    return List.of(
        Hold.block(
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
      blocks.add(
          Hold.block("locking", "lock", "The plug is not locked yet, so no current may flow."));
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
              now.wallAt(admitted.until()),
              who + "; the station waits for the car to be plugged in."));
    }
    return blocks;
  }

  /** What keeps a running charge from current: the station's own reasons before the car's. */
  private static List<Hold> running(Why.Scene scene, Moment now) {
    Site site = scene.site();
    OpenTransaction refused = scene.refused();
    List<Hold> blocks = new ArrayList<>();
    RtmReport rtm = site.rtm();
    if (refused != null) {
      blocks.add(
          Hold.block(
              "card-refused",
              "StartTransaction",
              "The back office answered "
                  + refused.refused()
                  + " for card "
                  + refused.tag()
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
          Hold.block(
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
            now.wallAt(plugIn.offerFromNanos()),
            "Current is offered again in a moment: " + because);
  }

  private static @Nullable Hold vehicle(Site site, RtmReport rtm) {
    if (rtm.pilot() == Pilot.D && !site.settings().value(Keys.CHARGING_VENTILATED_ENABLED)) {
      return Hold.block(
          "ventilation",
          Keys.CHARGING_VENTILATED_ENABLED.name(),
          "The car asks for ventilation (pilot state D), which c_ChargingVentilatedEnabled does"
              + " not allow.");
    }
    if (rtm.pilot() == Pilot.B && rtm.plugIn().replugAdvised()) {
      return Hold.block(
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
      return Hold.block(
          "waking",
          "control pilot",
          "The car does not ask for energy (pilot state B); the station is calling it, in case it"
              + " sleeps.");
    }
    if (rtm.pilot() == Pilot.B && rtm.pwm()) {
      // Without an offer a car that waits says nothing about itself.
      return Hold.block(
          "vehicle-not-ready",
          "control pilot",
          "The car does not ask for energy (pilot state B): it is full, paused or waiting for its"
              + " own timer.");
    }
    if (rtm.pilot() == Pilot.A) {
      return Hold.block(
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
    return Hold.block(
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
    return Hold.block(
        fault.title(),
        String.format(Locale.ROOT, "RTM error 0x%X", fault.bit()),
        fault.text() + measured + " " + fault.advice());
  }
}
