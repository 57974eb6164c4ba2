package opencompact.ocpp;

/** How far the upload of a log has come (security white paper, UploadLogStatusEnumType). */
public enum UploadLogStatus implements Word {
  BAD_MESSAGE("BadMessage"),
  IDLE("Idle"),
  NOT_SUPPORTED_OPERATION("NotSupportedOperation"),
  PERMISSION_DENIED("PermissionDenied"),
  UPLOADED("Uploaded"),
  UPLOAD_FAILURE("UploadFailure"),
  UPLOADING("Uploading");

  static final Words<UploadLogStatus> WORDS = Words.of(values());

  private final String wire;

  UploadLogStatus(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
