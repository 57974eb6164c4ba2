package opencompact.ocpp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which part of a log to upload, and where to (security white paper, LogParametersType). */
public record LogParameters(
    String remoteLocation, @Nullable Instant oldestTimestamp, @Nullable Instant latestTimestamp)
    implements Part {
  public LogParameters {
    Bounds.text("remoteLocation", remoteLocation, 512);
  }

  @Override
  public void write(FieldWriter out) {
    out.text("remoteLocation", remoteLocation);
    out.time("oldestTimestamp", oldestTimestamp);
    out.time("latestTimestamp", latestTimestamp);
  }

  static LogParameters read(FieldReader in) {
    String remoteLocation = null;
    Instant oldestTimestamp = null;
    Instant latestTimestamp = null;
    in.open();
    for (String name = in.next(); name != null; name = in.next()) {
      switch (name) {
        case "remoteLocation" -> remoteLocation = in.text(512);
        case "oldestTimestamp" -> oldestTimestamp = in.optional(FieldReader::time);
        case "latestTimestamp" -> latestTimestamp = in.optional(FieldReader::time);
        default -> in.unknown();
      }
    }
    return new LogParameters(
        in.required("remoteLocation", remoteLocation), oldestTimestamp, latestTimestamp);
  }
}
