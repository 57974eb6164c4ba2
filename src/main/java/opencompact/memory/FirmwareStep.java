package opencompact.memory;

/** How far a firmware update has come, in the order of the story (OCPP-FW-01, OCPP-SE-31). */
public enum FirmwareStep {
  /** It waits for the time at which it may be fetched. */
  ORDERED,
  DOWNLOADING,
  DOWNLOADED,
  /** Signed firmware only: the signature is the manufacturer's. */
  VERIFIED,
  /** Signed firmware only: it waits for the time at which it may be installed. */
  SCHEDULED,
  INSTALLING,
  /** It lies ready and is tried by the next start. */
  RESTARTING,
  INSTALLED,
  DOWNLOAD_FAILED,
  /** Signed firmware only. */
  SIGNATURE_INVALID,
  /** What was fetched is no firmware of this station. */
  UNFIT,
  INSTALLATION_FAILED;

  /** Whether nothing more happens. */
  public boolean over() {
    return compareTo(INSTALLED) >= 0;
  }

  /** Whether it can no longer be called off (OCPP-FW-05, OCPP-MS-28). */
  public boolean installing() {
    return this == INSTALLING || this == RESTARTING;
  }
}
