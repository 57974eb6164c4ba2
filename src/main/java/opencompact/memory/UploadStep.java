package opencompact.memory;

/** How far an upload has come, as precisely as a status can tell it (OCPP-DG-02, OCPP-SE-43). */
public enum UploadStep {
  UPLOADING,
  UPLOADED,
  FAILED,
  BAD_MESSAGE,
  DENIED,
  NOT_SUPPORTED;

  /** Whether nothing more happens. */
  public boolean over() {
    return this != UPLOADING;
  }
}
