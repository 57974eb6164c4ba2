package opencompact.catalogue;

import static opencompact.catalogue.ErrorCode.CONNECTOR_LOCK_FAILURE;
import static opencompact.catalogue.ErrorCode.EV_COMMUNICATION_ERROR;
import static opencompact.catalogue.ErrorCode.GROUND_FAILURE;
import static opencompact.catalogue.ErrorCode.HIGH_TEMPERATURE;
import static opencompact.catalogue.ErrorCode.INTERNAL_ERROR;
import static opencompact.catalogue.ErrorCode.OTHER_ERROR;
import static opencompact.catalogue.ErrorCode.OVER_CURRENT_FAILURE;
import static opencompact.catalogue.ErrorCode.OVER_VOLTAGE;
import static opencompact.catalogue.ErrorCode.POWER_METER_FAILURE;
import static opencompact.catalogue.ErrorCode.POWER_SWITCH_FAILURE;
import static opencompact.catalogue.ErrorCode.UNDER_VOLTAGE;
import static opencompact.catalogue.Fault.Clearing.BY_HAND;
import static opencompact.catalogue.Fault.Clearing.BY_ITSELF;
import static opencompact.catalogue.Fault.Clearing.BY_POWER_CYCLE;
import static opencompact.catalogue.Fault.Clearing.BY_UNPLUGGING;
import static opencompact.catalogue.Fault.Effect.BLOCKS;
import static opencompact.catalogue.Fault.Effect.FAULTED;
import static opencompact.catalogue.Fault.Effect.WARNS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The manual's RTM errors (VendorID2), one row each, with the manual's names (PRT-1 to PRT-19;
 * OCPP-ST-30 to ST-40). The register, the status notification, the web page and the reference
 * follow from the row.
 */
public enum Fault {
  RCD(
      0x1,
      "EVSE_FAULT_RCD",
      "Residual current",
      FAULTED,
      Opening.AT_ONCE,
      GROUND_FAILURE,
      "mA",
      "From 30 mA AC or 6 mA DC, inversely timed: 30 mA AC within 0.3 s, 60 mA 0.15 s, 150 mA 0.04 s; at once at a failed self-test of the sensor.",
      "At least 30 mA of alternating or 6 mA of direct current leaked to earth.",
      "Unplug the car and do not touch the cable if it is wet or damaged. Clear the "
          + "fault in the web client; if it comes back without a car, have the "
          + "installation checked, and if only with this car, the car.",
      Recovery.NEVER,
      BY_HAND,
      BY_POWER_CYCLE),
  NEUTRAL(
      0x2,
      "EVSE_FAULT_NEUTRAL",
      "Neutral or earth error",
      FAULTED,
      Opening.AT_ONCE,
      OTHER_ERROR,
      "V",
      "More than 70 V between neutral and earth for 4 s, more than 110 V for 0.5 s; neutral and L1 exchanged: after 0.1 s.",
      "Line and neutral are swapped, neutral carries more than 70 V against earth, "
          + "or the protective earth is missing.",
      "Have an electrician check the wiring of line, neutral and earth. The station "
          + "comes back by itself once the neutral has been quiet for 30 seconds.",
      Recovery.AFTER_CALM,
      BY_ITSELF,
      BY_HAND,
      BY_UNPLUGGING,
      BY_POWER_CYCLE),
  OVERCURRENT(
      0x4,
      "EVSE_FAULT_OVERCURRENT",
      "Overcurrent",
      FAULTED,
      Opening.AT_ONCE,
      OVER_CURRENT_FAILURE,
      "A",
      "More than 110 % of the offer for 6 s, where a lowered offer counts after 5 s; more than 1.2 times the station's maximum after 0.03 s.",
      "The car took more than 110 % of the offered current for more than 6 seconds, "
          + "or more than 1.2 times the station's maximum.",
      "Unplug the car and plug it in again. If it happens again with this car only, "
          + "have its charger checked.",
      Recovery.NEVER,
      BY_UNPLUGGING,
      BY_HAND,
      BY_POWER_CYCLE),
  RCD_DC(
      0x8,
      "EVSE_FAULT_RCD_DC",
      "DC residual current",
      FAULTED,
      Opening.AT_ONCE,
      GROUND_FAILURE,
      "mA",
      "From 6 mA, inversely timed: 6 mA within 10 s, 60 mA 0.3 s, 200 mA 0.1 s; off where c_RCDProtectionType is 2.",
      "At least 6 mA of direct current leaked to earth.",
      "Unplug the car and clear the fault in the web client. If it comes back with "
          + "this car only, have the car checked; otherwise have the installation checked.",
      Recovery.NEVER,
      BY_HAND,
      BY_POWER_CYCLE),
  POWER_RELAY(
      0x10,
      "EVSE_FAULTS_POWER_RELAY",
      "Output relay error",
      FAULTED,
      Opening.AT_ONCE,
      POWER_SWITCH_FAILURE,
      "",
      "With each stuck contact; contacts that opened by themselves without a reason for 0.1 s.",
      "The output contacts are not in the state that was commanded.",
      "Do not use the station. Switch it off and on at the breaker; if the fault "
          + "comes back, the station needs service.",
      Recovery.NEVER,
      BY_HAND,
      BY_POWER_CYCLE),
  LOCK(
      0x20,
      "EVSE_FAULT_ACT_LOCK_FAULT",
      "Connector does not lock",
      FAULTED,
      Opening.AT_ONCE,
      CONNECTOR_LOCK_FAILURE,
      "",
      "Three attempts of 1 s without the pin seen in place; at once when its switch opens while current may flow.",
      "The lock's pin was not seen in place after it was told to lock.",
      "Push the plug in fully and try again. If nothing blocks the plug, use LOCK in "
          + "the web client, or have the lock serviced.",
      Recovery.WITH_ITS_CAUSE,
      BY_ITSELF,
      BY_UNPLUGGING,
      BY_HAND,
      BY_POWER_CYCLE),
  UNLOCK(
      0x40,
      "EVSE_FAULT_ACT_UNLOCK_FAULT",
      "Connector does not unlock",
      WARNS,
      Opening.NONE,
      CONNECTOR_LOCK_FAILURE,
      "",
      "Three attempts of 1 s without the pin seen withdrawn.",
      "The lock's pin was not seen released after it was told to unlock.",
      "Push the plug in while the station tries again, or use UNLOCK in the web "
          + "client. Do not pull hard at the cable.",
      Recovery.WITH_ITS_CAUSE,
      BY_ITSELF,
      BY_HAND,
      BY_POWER_CYCLE),
  CP_STATE(
      0x80,
      "EVSE_FAULT_CP_STATE",
      "Control pilot error",
      BLOCKS,
      Opening.AT_ONCE,
      EV_COMMUNICATION_ERROR,
      "V",
      "Outside every state of the pilot, between two of them too, or shorted, for 0.5 s.",
      "The voltage on the control pilot lies outside every state of the standard, or "
          + "shows a short circuit.",
      "Unplug the cable, check its contacts for dirt and damage, and plug it in "
          + "again. Try another cable or car if it stays.",
      Recovery.AFTER_CALM,
      BY_ITSELF,
      BY_POWER_CYCLE),
  DIODE(
      0x100,
      "EVSE_FAULT_DIODE_UNPRESENT",
      "Vehicle diode missing",
      BLOCKS,
      Opening.AT_ONCE,
      EV_COMMUNICATION_ERROR,
      "V",
      "The negative half-wave above -10 V while PWM is on.",
      "The negative half-wave of the control pilot shows no diode in the car.",
      "Unplug the car. If it happens again with this car only, have the car's "
          + "charging inlet checked.",
      Recovery.NEVER,
      BY_UNPLUGGING,
      BY_POWER_CYCLE),
  PP(
      0x200,
      "EVSE_FAULT_PP_UNPRESENT",
      "Cable not recognised",
      BLOCKS,
      Opening.AT_ONCE,
      EV_COMMUNICATION_ERROR,
      "ohm",
      "Unreadable for 0.5 s while a charge is wanted.",
      "The proximity resistor of the plugged cable cannot be read, so its rating is " + "unknown.",
      "Unplug the cable, check the contacts of its plug, and plug it in again, or "
          + "use another cable.",
      Recovery.NEVER,
      BY_UNPLUGGING,
      BY_POWER_CYCLE),
  MISSING_HOST(
      0x400,
      "EVSE_FAULT_MISSING_HOST",
      "Main controller silent",
      FAULTED,
      Opening.IN_ORDER,
      INTERNAL_ERROR,
      "s",
      "Not heard for 5 s.",
      "The main controller has not been heard for 5 seconds.",
      "Wait a minute: the station restarts its controller and recovers by itself. If "
          + "it does not, switch it off and on at the breaker.",
      Recovery.WITH_ITS_CAUSE,
      BY_ITSELF,
      BY_POWER_CYCLE),
  TEMPERATURE(
      0x800,
      "EVSE_FAULT_TEMPERATURE",
      "Too hot",
      FAULTED,
      Opening.IN_ORDER,
      HIGH_TEMPERATURE,
      "°C",
      "Above 79 °C, below −50 °C or no reading for 2 s; may be cleared below 69 °C.",
      "One of the two temperature sensors reads more than 79 °C, or is broken.",
      "Let the station cool down below 69 °C, shade it from the sun, then clear the "
          + "fault in the web client. If it comes back, have the terminals checked for a "
          + "loose screw.",
      Recovery.NEVER,
      BY_HAND,
      BY_POWER_CYCLE),
  OVERVOLTAGE(
      0x1000,
      "EVSE_FAULT_OVERVOLTAGE",
      "Supply voltage too high",
      FAULTED,
      Opening.AT_ONCE,
      OVER_VOLTAGE,
      "V",
      "Above 253 V for 3 s, above 300 V at once; the way back is 3 V inside.",
      "A phase is more than 10 % above 230 V, or outside the range widened by "
          + "c_VoltageProtectionOffset.",
      "Wait: charging goes on by itself once the supply has been normal for a while. "
          + "If it happens often, tell your network operator or electrician.",
      Recovery.AFTER_CALM,
      BY_ITSELF,
      BY_POWER_CYCLE),
  UNDERVOLTAGE(
      0x2000,
      "EVSE_FAULT_UNDERVOLTAGE",
      "Supply voltage too low",
      FAULTED,
      Opening.AT_ONCE,
      UNDER_VOLTAGE,
      "V",
      "Below 207 V for 3 s, below 115 V at once; the way back is 3 V inside.",
      "A phase is missing or more than 10 % below 230 V, or outside the range "
          + "widened by c_VoltageProtectionOffset.",
      "Wait: charging goes on by itself once the supply has been normal for a while. "
          + "If it happens while cars charge, have the supply cable checked or lower "
          + "c_DeviceLimit_I.",
      Recovery.AFTER_CALM,
      BY_ITSELF,
      BY_POWER_CYCLE),
  /** Not a fault of its own: the flag that the station will recover by itself (PRT-13). */
  AUTO_RECOVERY(
      0x4000,
      "EVSE_FAULTS_AUTO_RECOVERY",
      "Recovering",
      WARNS,
      Opening.NONE,
      OTHER_ERROR,
      "",
      "While the station will recover by itself from every fault that stands.",
      "The station will recover by itself from the fault told together with this " + "flag.",
      "Nothing: the station tries again by itself.",
      Recovery.WITH_ITS_CAUSE,
      BY_ITSELF),
  CALIBRATION(
      0x8000,
      "EVSE_FAULT_CAL",
      "Calibration data missing",
      FAULTED,
      Opening.AT_ONCE,
      INTERNAL_ERROR,
      "",
      "At once.",
      "The calibration data or the serial number cannot be read.",
      "The station needs service: a technician has to load its calibration data " + "again.",
      Recovery.WITH_ITS_CAUSE,
      BY_ITSELF,
      BY_POWER_CYCLE),
  NEUTRAL_STUCK_CLOSED(
      0x1_0000,
      "EVSE_FAULT_VN_OUT_OPEN",
      "Neutral contact stuck closed",
      FAULTED,
      Opening.AT_ONCE,
      POWER_SWITCH_FAILURE,
      "",
      "Still closed 1 s after it was told to open, and at any time while it shall be open.",
      "The neutral contact was told to open and is still closed.",
      "Do not use the station. Switch it off at the breaker and have it serviced.",
      Recovery.NEVER,
      BY_POWER_CYCLE),
  NEUTRAL_STUCK_OPEN(
      0x2_0000,
      "EVSE_FAULT_VN_OUT_CLOSE",
      "Neutral contact stuck open",
      FAULTED,
      Opening.AT_ONCE,
      POWER_SWITCH_FAILURE,
      "",
      "Still open 1 s after it was told to close.",
      "The neutral contact was told to close and is still open.",
      "Switch the station off and on at the breaker; if the fault comes back, it "
          + "needs service.",
      Recovery.NEVER,
      BY_POWER_CYCLE),
  LINE_STUCK_CLOSED(
      0x4_0000,
      "EVSE_FAULT_VL_OUT_OPEN",
      "Line contact stuck closed",
      FAULTED,
      Opening.AT_ONCE,
      POWER_SWITCH_FAILURE,
      "",
      "Still closed 1 s after it was told to open, and at any time while it shall be open.",
      "A line contact was told to open and is still closed.",
      "Do not use the station: its connector may be live. Switch it off at the "
          + "breaker and have it serviced.",
      Recovery.NEVER,
      BY_POWER_CYCLE),
  LINE_STUCK_OPEN(
      0x8_0000,
      "EVSE_FAULT_VL_OUT_CLOSE",
      "Line contact stuck open",
      FAULTED,
      Opening.AT_ONCE,
      POWER_SWITCH_FAILURE,
      "",
      "Still open 1 s after it was told to close.",
      "A line contact was told to close and is still open.",
      "Switch the station off and on at the breaker; if the fault comes back, it "
          + "needs service.",
      Recovery.NEVER,
      BY_POWER_CYCLE),
  TAMPER(
      0x10_0000,
      "EVSE_TAMPER_EVENT",
      "Main cover opened",
      WARNS,
      Opening.NONE,
      OTHER_ERROR,
      "",
      "At once.",
      "The main cover of the station has been opened.",
      "If you do not know who opened it, have the station inspected. The note goes "
          + "away when the station is switched off and on.",
      Recovery.NEVER,
      BY_POWER_CYCLE),
  TAMPER_SERVICE(
      0x20_0000,
      "EVSE_FAULT_TAMPER2_EVENT",
      "Service cover opened",
      WARNS,
      Opening.NONE,
      OTHER_ERROR,
      "",
      "At once.",
      "The cover of the terminals has been opened.",
      "Close the cover and clear the note in the web client. If you do not know who "
          + "opened it, have the station inspected.",
      Recovery.NEVER,
      BY_HAND,
      BY_POWER_CYCLE),
  EXTERNAL_METER(
      0x40_0000,
      "EVSE_FAULT_MISING_EXT_EMETER",
      "External meter silent",
      FAULTED,
      Opening.IN_ORDER,
      POWER_METER_FAILURE,
      "",
      "No good answer for 10 s.",
      "The energy meter that is configured on RS-485 does not answer.",
      "Check the meter's supply, the wiring of A and B, its address and its speed; "
          + "if there is no meter, choose none under external devices.",
      Recovery.WITH_ITS_CAUSE,
      BY_ITSELF),
  /**
   * PRT-19 has no bit in the manual's word; this one is ours, the next that is free. See the
   * decision record on phases.
   */
  PHASES(
      0x80_0000,
      "EVSE_FAULT_PHASES",
      "Phases misconnected",
      FAULTED,
      Opening.AT_ONCE,
      OTHER_ERROR,
      "V",
      "Wrong order or a phase too many for 1 s, a missing phase for 3 s, line to line instead of line to neutral for 0.1 s.",
      "The phases of the supply are not as the station is configured: wrong order, one missing or one too many, or a line where the neutral should be.",
      "Have an electrician put the wiring right, or set the number of phases that is wired; then switch the station off and on. A phase that was lost in service comes back by itself.",
      Recovery.AFTER_CALM,
      BY_ITSELF,
      BY_POWER_CYCLE);

  /** What a fault does to the connector. */
  public enum Effect {
    /** Contacts open, status Faulted. */
    FAULTED("no charging, Faulted"),
    /** Contacts open, no charge; told as a warning beside the computed status (OCPP-ST-35). */
    BLOCKS("no charging, told as a warning"),
    /** Told, but charging goes on. */
    WARNS("charging goes on");

    private final String words;

    Effect(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** How the contacts open when it comes (CT-03). */
  public enum Opening {
    AT_ONCE("at once"),
    /** Nothing about it endangers the six seconds that a car has to stop. */
    IN_ORDER("after the car has stopped, at most 6 s"),
    NONE("not");

    private final String words;

    Opening(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** How it ends if nobody does anything. */
  public enum Recovery {
    WITH_ITS_CAUSE("with its cause"),
    /** The ladder of {@link AutoRecovery}. */
    AFTER_CALM("after a calm of 30 s, 60 s the second time and 300 s from the third in an hour"),
    NEVER("never");

    private final String words;

    Recovery(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** What ends a fault once its cause has gone. */
  public enum Clearing {
    BY_ITSELF(1, "by itself"),
    BY_UNPLUGGING(2, "unplugging"),
    BY_HAND(4, "web client"),
    BY_POWER_CYCLE(8, "power cycle");

    private final int flag;
    private final String words;

    Clearing(int flag, String words) {
      this.flag = flag;
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  private static final List<Fault> BY_SEVERITY =
      Stream.of(
              RCD,
              RCD_DC,
              NEUTRAL,
              PHASES,
              OVERCURRENT,
              POWER_RELAY,
              LINE_STUCK_CLOSED,
              NEUTRAL_STUCK_CLOSED,
              LINE_STUCK_OPEN,
              NEUTRAL_STUCK_OPEN,
              LOCK,
              UNLOCK,
              CP_STATE,
              DIODE,
              PP,
              MISSING_HOST,
              CALIBRATION,
              TEMPERATURE,
              OVERVOLTAGE,
              UNDERVOLTAGE,
              TAMPER,
              TAMPER_SERVICE,
              EXTERNAL_METER,
              AUTO_RECOVERY)
          .sorted(Comparator.comparing(Fault::effect))
          .toList();

  private final int bit;
  private final String title;
  private final String text;
  private final Effect effect;
  private final Opening opening;
  private final ErrorCode errorCode;
  private final String unit;
  private final String trips;
  private final String cause;
  private final String advice;
  private final Recovery recovery;
  private final int clears;

  Fault(
      int bit,
      String title,
      String text,
      Effect effect,
      Opening opening,
      ErrorCode errorCode,
      String unit,
      String trips,
      String cause,
      String advice,
      Recovery recovery,
      Clearing first,
      Clearing... more) {
    this.bit = bit;
    this.title = title;
    this.text = text;
    this.cause = cause;
    this.advice = advice;
    this.effect = effect;
    this.opening = opening;
    this.errorCode = errorCode;
    this.unit = unit;
    this.trips = trips;
    this.recovery = recovery;
    int mask = first.flag;
    for (Clearing clearing : more) {
      mask |= clearing.flag;
    }
    this.clears = mask;
  }

  /** The bit in the RTM error word. */
  public int bit() {
    return bit;
  }

  /** The manual's identifier, in the manual's spelling. */
  public String title() {
    return title;
  }

  /** What it is called in words. */
  public String text() {
    return text;
  }

  /** What has happened, in a sentence. */
  public String cause() {
    return cause;
  }

  /** What a person should do about it. */
  public String advice() {
    return advice;
  }

  public Effect effect() {
    return effect;
  }

  /** How the contacts open when it comes. */
  public Opening opening() {
    return opening;
  }

  /** The unit of what is measured; empty where nothing is. */
  public String unit() {
    return unit;
  }

  /** From when on, and how soon, it trips. */
  public String trips() {
    return trips;
  }

  /** How it ends if nobody does anything. */
  public Recovery recovery() {
    return recovery;
  }

  /** Whether current must not flow while this fault stands. */
  public boolean stopsCharging() {
    return effect != Effect.WARNS;
  }

  /** What StatusNotification says of it. */
  public ErrorCode errorCode() {
    return errorCode;
  }

  /** Whether this may end the fault once its cause has gone. */
  public boolean clears(Clearing clearing) {
    return (clears & clearing.flag) != 0;
  }

  public boolean isIn(int word) {
    return (word & bit) != 0;
  }

  /** The RTM error word in which exactly these faults are set. */
  public static int word(Iterable<Fault> faults) {
    int word = 0;
    for (Fault fault : faults) {
      word |= fault.bit;
    }
    return word;
  }

  /** The RTM error word of all faults of which this is true. */
  public static int wordOf(Predicate<Fault> which) {
    return word(Stream.of(values()).filter(which).toList());
  }

  /** The RTM error word in which exactly these faults are set. */
  public static int word(Fault... faults) {
    return word(List.of(faults));
  }

  /** The faults set in an RTM error word, the most severe first (OCPP-ST-22). */
  public static List<Fault> in(int word) {
    if (word == 0) {
      return List.of();
    }
    List<Fault> standing = new ArrayList<>();
    for (Fault fault : BY_SEVERITY) {
      if (fault.isIn(word)) {
        standing.add(fault);
      }
    }
    return List.copyOf(standing);
  }

  /**
   * What forbids charging and shows as Faulted first, then what only forbids charging, then what
   * only warns; among equals in the order of OCPP-ST-30 to ST-40. So a warning never speaks for a
   * station that is Faulted (OCPP-ST-19).
   */
  public static List<Fault> bySeverity() {
    return BY_SEVERITY;
  }
}
