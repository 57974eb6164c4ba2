package opencompact.memory;

/** What the back office had uploaded: by GetDiagnostics, or by the white paper's GetLog. */
public enum UploadKind {
  DIAGNOSTICS,
  LOG
}
