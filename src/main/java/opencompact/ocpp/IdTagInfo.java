package opencompact.ocpp;

import java.time.Instant;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/**
 * What the central system knows about an idTag (OCPP 1.6, 7.27). In an answer an unknown status
 * counts as Invalid (OCPP-TR-36).
 */
public record IdTagInfo(
    @Nullable Instant expiryDate, @Nullable IdTag parentIdTag, AuthorizationStatus status)
    implements Part {
  /** A status without an expiry and without a group. */
  public static IdTagInfo of(AuthorizationStatus status) {
    return new IdTagInfo(null, null, status);
  }

  @Override
  public void write(FieldWriter out) {
    out.time("expiryDate", expiryDate);
    out.tag("parentIdTag", parentIdTag);
    out.word("status", status);
  }

  static IdTagInfo read(FieldReader in) {
    Instant expiryDate = null;
    IdTag parentIdTag = null;
    AuthorizationStatus status = null;
    in.open();
    for (String name = in.next(); name != null; name = in.next()) {
      switch (name) {
        case "expiryDate" -> expiryDate = in.optional(FieldReader::time);
        case "parentIdTag" -> parentIdTag = in.optional(FieldReader::idTag);
        case "status" -> status = in.word(AuthorizationStatus.WORDS, AuthorizationStatus.INVALID);
        default -> in.unknown();
      }
    }
    return new IdTagInfo(expiryDate, parentIdTag, in.required("status", status));
  }
}
