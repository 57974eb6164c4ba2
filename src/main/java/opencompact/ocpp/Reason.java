package opencompact.ocpp;

/** Why a transaction was stopped (OCPP 1.6, 7.36). */
public enum Reason implements Word {
  DE_AUTHORIZED("DeAuthorized"),
  EMERGENCY_STOP("EmergencyStop"),
  EV_DISCONNECTED("EVDisconnected"),
  HARD_RESET("HardReset"),
  LOCAL("Local"),
  OTHER("Other"),
  POWER_LOSS("PowerLoss"),
  REBOOT("Reboot"),
  REMOTE("Remote"),
  SOFT_RESET("SoftReset"),
  UNLOCK_COMMAND("UnlockCommand");

  static final Words<Reason> WORDS = Words.of(values());

  private final String wire;

  Reason(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
