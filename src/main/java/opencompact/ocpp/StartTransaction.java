package opencompact.ocpp;

import java.time.Instant;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/** Reports that a transaction has started (OCPP 1.6, 4.8; OCPP-MS-08). The register is in Wh. */
public final class StartTransaction {
  private StartTransaction() {}

  /** The charge point asks. */
  public record Request(
      int connectorId,
      IdTag idTag,
      int meterStart,
      @Nullable Integer reservationId,
      Instant timestamp)
      implements opencompact.ocpp.Request.ToCentralSystem {
    @Override
    public Operation operation() {
      return Operation.START_TRANSACTION;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("connectorId", connectorId);
      out.tag("idTag", idTag);
      out.integer("meterStart", meterStart);
      out.integer("reservationId", reservationId);
      out.time("timestamp", timestamp);
    }

    static Request read(FieldReader in) {
      Integer connectorId = null;
      IdTag idTag = null;
      Integer meterStart = null;
      Integer reservationId = null;
      Instant timestamp = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "connectorId" -> connectorId = in.integer();
          case "idTag" -> idTag = in.idTag();
          case "meterStart" -> meterStart = in.integer();
          case "reservationId" -> reservationId = in.optional(FieldReader::integer);
          case "timestamp" -> timestamp = in.time();
          default -> in.unknown();
        }
      }
      return new Request(
          in.required("connectorId", connectorId),
          in.required("idTag", idTag),
          in.required("meterStart", meterStart),
          reservationId,
          in.required("timestamp", timestamp));
    }
  }

  /** The answer of the central system. */
  public record Response(IdTagInfo idTagInfo, int transactionId)
      implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.START_TRANSACTION;
    }

    @Override
    public void write(FieldWriter out) {
      out.part("idTagInfo", idTagInfo);
      out.integer("transactionId", transactionId);
    }

    static Response read(FieldReader in) {
      IdTagInfo idTagInfo = null;
      Integer transactionId = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "idTagInfo" -> idTagInfo = IdTagInfo.read(in);
          case "transactionId" -> transactionId = in.integer();
          default -> in.unknown();
        }
      }
      return new Response(
          in.required("idTagInfo", idTagInfo), in.required("transactionId", transactionId));
    }
  }
}
