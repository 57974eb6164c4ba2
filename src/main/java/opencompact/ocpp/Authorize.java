package opencompact.ocpp;

import opencompact.quantity.IdTag;

/** Asks the central system whether an idTag may charge (OCPP 1.6, 4.1; OCPP-MS-01). */
public final class Authorize {
  private Authorize() {}

  /** The charge point asks. */
  public record Request(IdTag idTag) implements opencompact.ocpp.Request.ToCentralSystem {
    @Override
    public Operation operation() {
      return Operation.AUTHORIZE;
    }

    @Override
    public void write(FieldWriter out) {
      out.tag("idTag", idTag);
    }

    static Request read(FieldReader in) {
      IdTag idTag = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "idTag" -> idTag = in.idTag();
          default -> in.unknown();
        }
      }
      return new Request(in.required("idTag", idTag));
    }
  }

  /** The answer of the central system. */
  public record Response(IdTagInfo idTagInfo) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.AUTHORIZE;
    }

    @Override
    public void write(FieldWriter out) {
      out.part("idTagInfo", idTagInfo);
    }

    static Response read(FieldReader in) {
      IdTagInfo idTagInfo = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "idTagInfo" -> idTagInfo = IdTagInfo.read(in);
          default -> in.unknown();
        }
      }
      return new Response(in.required("idTagInfo", idTagInfo));
    }
  }
}
