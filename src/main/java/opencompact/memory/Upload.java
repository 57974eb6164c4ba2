package opencompact.memory;

import org.jspecify.annotations.Nullable;

/**
 * The last upload of its kind.
 *
 * @param requestId the back office's number of it; null for diagnostics, which have none
 * @param told whether the back office has confirmed that it knows this step (OCPP-TR-43)
 */
public record Upload(UploadKind kind, @Nullable Integer requestId, UploadStep step, boolean told) {

  Upload heard() {
    return new Upload(kind, requestId, step, true);
  }
}
