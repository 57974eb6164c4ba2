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

/**
 * The manual's RTM errors (VendorID2), one row each, with the manual's names (PRT-1 to PRT-19;
 * OCPP-ST-30 to ST-40). The register, the status notification, the web page and the reference follow
 * from the row.
 */
public enum Fault {
  RCD(0x1, "EVSE_FAULT_RCD", FAULTED, GROUND_FAILURE, BY_HAND, BY_POWER_CYCLE),
  NEUTRAL(0x2, "EVSE_FAULT_NEUTRAL", FAULTED, OTHER_ERROR, BY_ITSELF, BY_HAND, BY_UNPLUGGING, BY_POWER_CYCLE),
  OVERCURRENT(0x4, "EVSE_FAULT_OVERCURRENT", FAULTED, OVER_CURRENT_FAILURE, BY_UNPLUGGING, BY_HAND, BY_POWER_CYCLE),
  RCD_DC(0x8, "EVSE_FAULT_RCD_DC", FAULTED, GROUND_FAILURE, BY_HAND, BY_POWER_CYCLE),
  POWER_RELAY(0x10, "EVSE_FAULTS_POWER_RELAY", FAULTED, POWER_SWITCH_FAILURE, BY_HAND, BY_POWER_CYCLE),
  LOCK(0x20, "EVSE_FAULT_ACT_LOCK_FAULT", FAULTED, CONNECTOR_LOCK_FAILURE, BY_ITSELF, BY_HAND, BY_POWER_CYCLE),
  UNLOCK(0x40, "EVSE_FAULT_ACT_UNLOCK_FAULT", WARNS, CONNECTOR_LOCK_FAILURE, BY_ITSELF, BY_HAND, BY_POWER_CYCLE),
  CP_STATE(0x80, "EVSE_FAULT_CP_STATE", BLOCKS, EV_COMMUNICATION_ERROR, BY_ITSELF, BY_POWER_CYCLE),
  DIODE(0x100, "EVSE_FAULT_DIODE_UNPRESENT", BLOCKS, EV_COMMUNICATION_ERROR, BY_UNPLUGGING, BY_POWER_CYCLE),
  PP(0x200, "EVSE_FAULT_PP_UNPRESENT", BLOCKS, EV_COMMUNICATION_ERROR, BY_UNPLUGGING, BY_POWER_CYCLE),
  MISSING_HOST(0x400, "EVSE_FAULT_MISSING_HOST", FAULTED, INTERNAL_ERROR, BY_ITSELF, BY_POWER_CYCLE),
  TEMPERATURE(0x800, "EVSE_FAULT_TEMPERATURE", FAULTED, HIGH_TEMPERATURE, BY_HAND, BY_POWER_CYCLE),
  OVERVOLTAGE(0x1000, "EVSE_FAULT_OVERVOLTAGE", FAULTED, OVER_VOLTAGE, BY_ITSELF, BY_POWER_CYCLE),
  UNDERVOLTAGE(0x2000, "EVSE_FAULT_UNDERVOLTAGE", FAULTED, UNDER_VOLTAGE, BY_ITSELF, BY_POWER_CYCLE),
  /** Not a fault of its own: the flag that the station will recover by itself (PRT-13). */
  AUTO_RECOVERY(0x4000, "EVSE_FAULTS_AUTO_RECOVERY", WARNS, OTHER_ERROR, BY_ITSELF),
  CALIBRATION(0x8000, "EVSE_FAULT_CAL", FAULTED, INTERNAL_ERROR, BY_ITSELF, BY_POWER_CYCLE),
  NEUTRAL_STUCK_CLOSED(0x1_0000, "EVSE_FAULT_VN_OUT_OPEN", FAULTED, POWER_SWITCH_FAILURE, BY_POWER_CYCLE),
  NEUTRAL_STUCK_OPEN(0x2_0000, "EVSE_FAULT_VN_OUT_CLOSE", FAULTED, POWER_SWITCH_FAILURE, BY_POWER_CYCLE),
  LINE_STUCK_CLOSED(0x4_0000, "EVSE_FAULT_VL_OUT_OPEN", FAULTED, POWER_SWITCH_FAILURE, BY_POWER_CYCLE),
  LINE_STUCK_OPEN(0x8_0000, "EVSE_FAULT_VL_OUT_CLOSE", FAULTED, POWER_SWITCH_FAILURE, BY_POWER_CYCLE),
  TAMPER(0x10_0000, "EVSE_TAMPER_EVENT", WARNS, OTHER_ERROR, BY_POWER_CYCLE),
  TAMPER_SERVICE(0x20_0000, "EVSE_FAULT_TAMPER2_EVENT", WARNS, OTHER_ERROR, BY_HAND, BY_POWER_CYCLE),
  EXTERNAL_METER(0x40_0000, "EVSE_FAULT_MISING_EXT_EMETER", FAULTED, POWER_METER_FAILURE, BY_ITSELF);

  /** What a fault does to the connector. */
  public enum Effect {
    /** Contacts open, status Faulted. */
    FAULTED,
    /** Contacts open, no charge; told as a warning beside the computed status (OCPP-ST-35). */
    BLOCKS,
    /** Told, but charging goes on. */
    WARNS
  }

  /** What ends a fault once its cause has gone. */
  public enum Clearing {
    BY_ITSELF(1),
    BY_UNPLUGGING(2),
    BY_HAND(4),
    BY_POWER_CYCLE(8);

    private final int flag;

    Clearing(int flag) {
      this.flag = flag;
    }
  }

  private final int bit;
  private final String title;
  private final Effect effect;
  private final ErrorCode errorCode;
  private final int clears;

  Fault(int bit, String title, Effect effect, ErrorCode errorCode, Clearing first, Clearing... more) {
    this.bit = bit;
    this.title = title;
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
}
