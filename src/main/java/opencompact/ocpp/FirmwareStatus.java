package opencompact.ocpp;

/** How far an unsigned firmware update has come (OCPP 1.6, 7.25). */
public enum FirmwareStatus implements Word {
  DOWNLOADED("Downloaded"),
  DOWNLOAD_FAILED("DownloadFailed"),
  DOWNLOADING("Downloading"),
  IDLE("Idle"),
  INSTALLATION_FAILED("InstallationFailed"),
  INSTALLING("Installing"),
  INSTALLED("Installed");

  static final Words<FirmwareStatus> WORDS = Words.of(values());

  private final String wire;

  FirmwareStatus(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
