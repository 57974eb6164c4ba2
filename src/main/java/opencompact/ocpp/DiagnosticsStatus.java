package opencompact.ocpp;

/** How far the upload of a diagnostics file has come (OCPP 1.6, 7.24). */
public enum DiagnosticsStatus implements Word {
  IDLE("Idle"),
  UPLOADED("Uploaded"),
  UPLOAD_FAILED("UploadFailed"),
  UPLOADING("Uploading");

  static final Words<DiagnosticsStatus> WORDS = Words.of(values());

  private final String wire;

  DiagnosticsStatus(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
