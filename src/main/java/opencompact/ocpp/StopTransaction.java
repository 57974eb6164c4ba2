package opencompact.ocpp;

import java.time.Instant;
import java.util.List;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/** Reports that a transaction has stopped (OCPP 1.6, 4.10; OCPP-MS-10). The register is in Wh. */
public final class StopTransaction {
  private StopTransaction() {}

  /** The charge point asks. */
  public record Request(
      @Nullable IdTag idTag,
      int meterStop,
      Instant timestamp,
      int transactionId,
      @Nullable Reason reason,
      @Nullable List<MeterValue> transactionData)
      implements opencompact.ocpp.Request.ToCentralSystem {
    public Request {
      transactionData = transactionData == null ? null : List.copyOf(transactionData);
    }

    @Override
    public Operation operation() {
      return Operation.STOP_TRANSACTION;
    }

    @Override
    public void write(FieldWriter out) {
      out.tag("idTag", idTag);
      out.integer("meterStop", meterStop);
      out.time("timestamp", timestamp);
      out.integer("transactionId", transactionId);
      out.word("reason", reason);
      out.parts("transactionData", transactionData);
    }

    static Request read(FieldReader in) {
      IdTag idTag = null;
      Integer meterStop = null;
      Instant timestamp = null;
      Integer transactionId = null;
      Reason reason = null;
      List<MeterValue> transactionData = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "idTag" -> idTag = in.optional(FieldReader::idTag);
          case "meterStop" -> meterStop = in.integer();
          case "timestamp" -> timestamp = in.time();
          case "transactionId" -> transactionId = in.integer();
          case "reason" -> reason = in.optional(field -> field.word(Reason.WORDS));
          case "transactionData" ->
              transactionData = in.optional(field -> field.list(0, MeterValue::read));
          default -> in.unknown();
        }
      }
      return new Request(
          idTag,
          in.required("meterStop", meterStop),
          in.required("timestamp", timestamp),
          in.required("transactionId", transactionId),
          reason,
          transactionData);
    }
  }

  /** The answer of the central system. */
  public record Response(@Nullable IdTagInfo idTagInfo) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.STOP_TRANSACTION;
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
          case "idTagInfo" -> idTagInfo = in.optional(IdTagInfo::read);
          default -> in.unknown();
        }
      }
      return new Response(idTagInfo);
    }
  }
}
