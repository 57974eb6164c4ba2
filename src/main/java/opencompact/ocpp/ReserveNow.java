package opencompact.ocpp;

import java.time.Instant;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/** Reserves a connector for an idTag (OCPP 1.6, 5.13; OCPP-RS-01). */
public final class ReserveNow {
  private ReserveNow() {}

  /** The central system asks. */
  public record Request(
      int connectorId,
      Instant expiryDate,
      IdTag idTag,
      @Nullable IdTag parentIdTag,
      int reservationId)
      implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.RESERVE_NOW;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("connectorId", connectorId);
      out.time("expiryDate", expiryDate);
      out.tag("idTag", idTag);
      out.tag("parentIdTag", parentIdTag);
      out.integer("reservationId", reservationId);
    }

    static Request read(FieldReader in) {
      Integer connectorId = null;
      Instant expiryDate = null;
      IdTag idTag = null;
      IdTag parentIdTag = null;
      Integer reservationId = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "connectorId" -> connectorId = in.integer();
          case "expiryDate" -> expiryDate = in.time();
          case "idTag" -> idTag = in.idTag();
          case "parentIdTag" -> parentIdTag = in.optional(FieldReader::idTag);
          case "reservationId" -> reservationId = in.integer();
          default -> in.unknown();
        }
      }
      return new Request(
          in.required("connectorId", connectorId),
          in.required("expiryDate", expiryDate),
          in.required("idTag", idTag),
          parentIdTag,
          in.required("reservationId", reservationId));
    }
  }

  /** The answer of the charge point. */
  public record Response(Status status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.RESERVE_NOW;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
    }

    static Response read(FieldReader in) {
      Status status = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(Status.WORDS);
          default -> in.unknown();
        }
      }
      return new Response(in.required("status", status));
    }
  }

  /** Whether the connector is reserved (OCPP 1.6, 7.39). */
  public enum Status implements Word {
    ACCEPTED("Accepted"),
    FAULTED("Faulted"),
    OCCUPIED("Occupied"),
    REJECTED("Rejected"),
    UNAVAILABLE("Unavailable");

    static final Words<Status> WORDS = Words.of(values());

    private final String wire;

    Status(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }
  }
}
