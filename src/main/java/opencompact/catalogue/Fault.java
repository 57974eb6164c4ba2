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

import java.util.Comparator;
import java.util.List;
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
      GROUND_FAILURE,
      "At least 30 mA of alternating or 6 mA of direct current leaked to earth.",
      "Unplug the car and do not touch the cable if it is wet or damaged. Clear the "
          + "fault in the web client; if it comes back without a car, have the "
          + "installation checked, and if only with this car, the car.",
      BY_HAND,
      BY_POWER_CYCLE),
  NEUTRAL(
      0x2,
      "EVSE_FAULT_NEUTRAL",
      "Neutral or earth error",
      FAULTED,
      OTHER_ERROR,
      "Line and neutral are swapped, neutral carries more than 70 V against earth, "
          + "or the protective earth is missing.",
      "Have an electrician check the wiring of line, neutral and earth. The station "
          + "comes back by itself once the neutral has been quiet for 30 seconds.",
      BY_ITSELF,
      BY_HAND,
      BY_UNPLUGGING,
      BY_POWER_CYCLE),
  OVERCURRENT(
      0x4,
      "EVSE_FAULT_OVERCURRENT",
      "Overcurrent",
      FAULTED,
      OVER_CURRENT_FAILURE,
      "The car took more than 110 % of the offered current for more than 6 seconds, "
          + "or more than 1.2 times the station's maximum.",
      "Unplug the car and plug it in again. If it happens again with this car only, "
          + "have its charger checked.",
      BY_UNPLUGGING,
      BY_HAND,
      BY_POWER_CYCLE),
  RCD_DC(
      0x8,
      "EVSE_FAULT_RCD_DC",
      "DC residual current",
      FAULTED,
      GROUND_FAILURE,
      "At least 6 mA of direct current leaked to earth.",
      "Unplug the car and clear the fault in the web client. If it comes back with "
          + "this car only, have the car checked; otherwise have the installation checked.",
      BY_HAND,
      BY_POWER_CYCLE),
  POWER_RELAY(
      0x10,
      "EVSE_FAULTS_POWER_RELAY",
      "Output relay error",
      FAULTED,
      POWER_SWITCH_FAILURE,
      "The output contacts are not in the state that was commanded.",
      "Do not use the station. Switch it off and on at the breaker; if the fault "
          + "comes back, the station needs service.",
      BY_HAND,
      BY_POWER_CYCLE),
  LOCK(
      0x20,
      "EVSE_FAULT_ACT_LOCK_FAULT",
      "Connector does not lock",
      FAULTED,
      CONNECTOR_LOCK_FAILURE,
      "The lock's pin was not seen in place after it was told to lock.",
      "Push the plug in fully and try again. If nothing blocks the plug, use LOCK in "
          + "the web client, or have the lock serviced.",
      BY_ITSELF,
      BY_HAND,
      BY_POWER_CYCLE),
  UNLOCK(
      0x40,
      "EVSE_FAULT_ACT_UNLOCK_FAULT",
      "Connector does not unlock",
      WARNS,
      CONNECTOR_LOCK_FAILURE,
      "The lock's pin was not seen released after it was told to unlock.",
      "Push the plug in while the station tries again, or use UNLOCK in the web "
          + "client. Do not pull hard at the cable.",
      BY_ITSELF,
      BY_HAND,
      BY_POWER_CYCLE),
  CP_STATE(
      0x80,
      "EVSE_FAULT_CP_STATE",
      "Control pilot error",
      BLOCKS,
      EV_COMMUNICATION_ERROR,
      "The voltage on the control pilot lies outside every state of the standard, or "
          + "shows a short circuit.",
      "Unplug the cable, check its contacts for dirt and damage, and plug it in "
          + "again. Try another cable or car if it stays.",
      BY_ITSELF,
      BY_POWER_CYCLE),
  DIODE(
      0x100,
      "EVSE_FAULT_DIODE_UNPRESENT",
      "Vehicle diode missing",
      BLOCKS,
      EV_COMMUNICATION_ERROR,
      "The negative half-wave of the control pilot shows no diode in the car.",
      "Unplug the car. If it happens again with this car only, have the car's "
          + "charging inlet checked.",
      BY_UNPLUGGING,
      BY_POWER_CYCLE),
  PP(
      0x200,
      "EVSE_FAULT_PP_UNPRESENT",
      "Cable not recognised",
      BLOCKS,
      EV_COMMUNICATION_ERROR,
      "The proximity resistor of the plugged cable cannot be read, so its rating is " + "unknown.",
      "Unplug the cable, check the contacts of its plug, and plug it in again, or "
          + "use another cable.",
      BY_UNPLUGGING,
      BY_POWER_CYCLE),
  MISSING_HOST(
      0x400,
      "EVSE_FAULT_MISSING_HOST",
      "Main controller silent",
      FAULTED,
      INTERNAL_ERROR,
      "The main controller has not been heard for 5 seconds.",
      "Wait a minute: the station restarts its controller and recovers by itself. If "
          + "it does not, switch it off and on at the breaker.",
      BY_ITSELF,
      BY_POWER_CYCLE),
  TEMPERATURE(
      0x800,
      "EVSE_FAULT_TEMPERATURE",
      "Too hot",
      FAULTED,
      HIGH_TEMPERATURE,
      "One of the two temperature sensors reads more than 79 °C.",
      "Let the station cool down below 69 °C, shade it from the sun, then clear the "
          + "fault in the web client. If it comes back, have the terminals checked for a "
          + "loose screw.",
      BY_HAND,
      BY_POWER_CYCLE),
  OVERVOLTAGE(
      0x1000,
      "EVSE_FAULT_OVERVOLTAGE",
      "Supply voltage too high",
      FAULTED,
      OVER_VOLTAGE,
      "A phase is more than 10 % above 230 V, or outside the range widened by "
          + "c_VoltageProtectionOffset.",
      "Wait: charging goes on by itself once the supply has been normal for a while. "
          + "If it happens often, tell your network operator or electrician.",
      BY_ITSELF,
      BY_POWER_CYCLE),
  UNDERVOLTAGE(
      0x2000,
      "EVSE_FAULT_UNDERVOLTAGE",
      "Supply voltage too low",
      FAULTED,
      UNDER_VOLTAGE,
      "A phase is missing or more than 10 % below 230 V, or outside the range "
          + "widened by c_VoltageProtectionOffset.",
      "Wait: charging goes on by itself once the supply has been normal for a while. "
          + "If it happens while cars charge, have the supply cable checked or lower "
          + "c_DeviceLimit_I.",
      BY_ITSELF,
      BY_POWER_CYCLE),
  /** Not a fault of its own: the flag that the station will recover by itself (PRT-13). */
  AUTO_RECOVERY(
      0x4000,
      "EVSE_FAULTS_AUTO_RECOVERY",
      "Recovering",
      WARNS,
      OTHER_ERROR,
      "The station will recover by itself from the fault told together with this " + "flag.",
      "Nothing: the station tries again by itself.",
      BY_ITSELF),
  CALIBRATION(
      0x8000,
      "EVSE_FAULT_CAL",
      "Calibration data missing",
      FAULTED,
      INTERNAL_ERROR,
      "The calibration data or the serial number cannot be read.",
      "The station needs service: a technician has to load its calibration data " + "again.",
      BY_ITSELF,
      BY_POWER_CYCLE),
  NEUTRAL_STUCK_CLOSED(
      0x1_0000,
      "EVSE_FAULT_VN_OUT_OPEN",
      "Neutral contact stuck closed",
      FAULTED,
      POWER_SWITCH_FAILURE,
      "The neutral contact was told to open and is still closed.",
      "Do not use the station. Switch it off at the breaker and have it serviced.",
      BY_POWER_CYCLE),
  NEUTRAL_STUCK_OPEN(
      0x2_0000,
      "EVSE_FAULT_VN_OUT_CLOSE",
      "Neutral contact stuck open",
      FAULTED,
      POWER_SWITCH_FAILURE,
      "The neutral contact was told to close and is still open.",
      "Switch the station off and on at the breaker; if the fault comes back, it "
          + "needs service.",
      BY_POWER_CYCLE),
  LINE_STUCK_CLOSED(
      0x4_0000,
      "EVSE_FAULT_VL_OUT_OPEN",
      "Line contact stuck closed",
      FAULTED,
      POWER_SWITCH_FAILURE,
      "A line contact was told to open and is still closed.",
      "Do not use the station: its connector may be live. Switch it off at the "
          + "breaker and have it serviced.",
      BY_POWER_CYCLE),
  LINE_STUCK_OPEN(
      0x8_0000,
      "EVSE_FAULT_VL_OUT_CLOSE",
      "Line contact stuck open",
      FAULTED,
      POWER_SWITCH_FAILURE,
      "A line contact was told to close and is still open.",
      "Switch the station off and on at the breaker; if the fault comes back, it "
          + "needs service.",
      BY_POWER_CYCLE),
  TAMPER(
      0x10_0000,
      "EVSE_TAMPER_EVENT",
      "Main cover opened",
      WARNS,
      OTHER_ERROR,
      "The main cover of the station has been opened.",
      "If you do not know who opened it, have the station inspected. The note goes "
          + "away when the station is switched off and on.",
      BY_POWER_CYCLE),
  TAMPER_SERVICE(
      0x20_0000,
      "EVSE_FAULT_TAMPER2_EVENT",
      "Service cover opened",
      WARNS,
      OTHER_ERROR,
      "The cover of the terminals has been opened.",
      "Close the cover and clear the note in the web client. If you do not know who "
          + "opened it, have the station inspected.",
      BY_HAND,
      BY_POWER_CYCLE),
  EXTERNAL_METER(
      0x40_0000,
      "EVSE_FAULT_MISING_EXT_EMETER",
      "External meter silent",
      FAULTED,
      POWER_METER_FAILURE,
      "The energy meter that is configured on RS-485 does not answer.",
      "Check the meter's supply, the wiring of A and B, its address and its speed; "
          + "if there is no meter, choose none under external devices.",
      BY_ITSELF);

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
  private final ErrorCode errorCode;
  private final String cause;
  private final String advice;
  private final int clears;

  Fault(
      int bit,
      String title,
      String text,
      Effect effect,
      ErrorCode errorCode,
      String cause,
      String advice,
      Clearing first,
      Clearing... more) {
    this.bit = bit;
    this.title = title;
    this.text = text;
    this.cause = cause;
    this.advice = advice;
    this.effect = effect;
    this.errorCode = errorCode;
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

  /** The RTM error word in which exactly these faults are set. */
  public static int word(Fault... faults) {
    return word(List.of(faults));
  }

  /** The faults set in an RTM error word, the most severe first (OCPP-ST-22). */
  public static List<Fault> in(int word) {
    return word == 0 ? List.of() : BY_SEVERITY.stream().filter(fault -> fault.isIn(word)).toList();
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
