package opencompact.ocpp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports what the meter reads (OCPP 1.6, 4.7; OCPP-MS-07). */
public final class MeterValues {
  private MeterValues() {}

  /** The charge point asks. */
  public record Request(
      int connectorId, @Nullable Integer transactionId, List<MeterValue> meterValue)
      implements opencompact.ocpp.Request.ToCentralSystem {
    public Request {
      meterValue = List.copyOf(meterValue);
      Bounds.notEmpty("meterValue", meterValue);
    }

    @Override
    public Operation operation() {
      return Operation.METER_VALUES;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("connectorId", connectorId);
      out.integer("transactionId", transactionId);
      out.parts("meterValue", meterValue);
    }

    static Request read(FieldReader in) {
      Integer connectorId = null;
      Integer transactionId = null;
      List<MeterValue> meterValue = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "connectorId" -> connectorId = in.integer();
          case "transactionId" -> transactionId = in.optional(FieldReader::integer);
          case "meterValue" -> meterValue = in.list(1, MeterValue::read);
          default -> in.unknown();
        }
      }
      return new Request(
          in.required("connectorId", connectorId),
          transactionId,
          in.required("meterValue", meterValue));
    }
  }

  /** The answer of the central system. */
  public record Response() implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.METER_VALUES;
    }

    @Override
    public void write(FieldWriter out) {}

    static Response read(FieldReader in) {
      in.open();
      while (in.next() != null) {
        in.unknown();
      }
      return new Response();
    }
  }
}
