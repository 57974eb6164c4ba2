package opencompact.ocpp;

import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/** Asks the charge point to start a transaction for an idTag (OCPP 1.6, 5.11; OCPP-MS-26). */
public final class RemoteStartTransaction {
  private RemoteStartTransaction() {}

  /** The central system asks. */
  public record Request(
      @Nullable Integer connectorId, IdTag idTag, @Nullable ChargingProfile chargingProfile)
      implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.REMOTE_START_TRANSACTION;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("connectorId", connectorId);
      out.tag("idTag", idTag);
      out.part("chargingProfile", chargingProfile);
    }

    static Request read(FieldReader in) {
      Integer connectorId = null;
      IdTag idTag = null;
      ChargingProfile chargingProfile = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "connectorId" -> connectorId = in.optional(FieldReader::integer);
          case "idTag" -> idTag = in.idTag();
          case "chargingProfile" -> chargingProfile = in.optional(ChargingProfile::read);
          default -> in.unknown();
        }
      }
      return new Request(connectorId, in.required("idTag", idTag), chargingProfile);
    }
  }

  /** The answer of the charge point. */
  public record Response(GenericStatus status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.REMOTE_START_TRANSACTION;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
    }

    static Response read(FieldReader in) {
      GenericStatus status = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(GenericStatus.WORDS);
          default -> in.unknown();
        }
      }
      return new Response(in.required("status", status));
    }
  }
}
