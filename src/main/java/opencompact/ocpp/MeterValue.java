package opencompact.ocpp;

import java.time.Instant;
import java.util.List;

/** Values read at the same instant (OCPP 1.6, 7.32; OCPP-MV-10), at least one (OCPP-MV-12). */
public record MeterValue(Instant timestamp, List<SampledValue> sampledValue) implements Part {
  public MeterValue {
    sampledValue = List.copyOf(sampledValue);
    Bounds.notEmpty("sampledValue", sampledValue);
  }

  @Override
  public void write(FieldWriter out) {
    out.time("timestamp", timestamp);
    out.parts("sampledValue", sampledValue);
  }

  static MeterValue read(FieldReader in) {
    Instant timestamp = null;
    List<SampledValue> sampledValue = null;
    in.open();
    for (String name = in.next(); name != null; name = in.next()) {
      switch (name) {
        case "timestamp" -> timestamp = in.time();
        case "sampledValue" -> sampledValue = in.list(1, SampledValue::read);
        default -> in.unknown();
      }
    }
    return new MeterValue(
        in.required("timestamp", timestamp), in.required("sampledValue", sampledValue));
  }
}
