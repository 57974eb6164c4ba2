package opencompact.ocpp;

import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a local authorization list (OCPP 1.6, 7.1); without idTagInfo it deletes
 * (OCPP-LL-03).
 */
public record AuthorizationData(IdTag idTag, @Nullable IdTagInfo idTagInfo) implements Part {
  @Override
  public void write(FieldWriter out) {
    out.tag("idTag", idTag);
    out.part("idTagInfo", idTagInfo);
  }

  static AuthorizationData read(FieldReader in) {
    IdTag idTag = null;
    IdTagInfo idTagInfo = null;
    in.open();
    for (String name = in.next(); name != null; name = in.next()) {
      switch (name) {
        case "idTag" -> idTag = in.idTag();
        case "idTagInfo" -> idTagInfo = in.optional(IdTagInfo::read);
        default -> in.unknown();
      }
    }
    return new AuthorizationData(in.required("idTag", idTag), idTagInfo);
  }
}
