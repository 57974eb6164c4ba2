package opencompact.ocpp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reports a critical security event (security white paper, A04; OCPP-MS-12). */
public final class SecurityEventNotification {
  private SecurityEventNotification() {}

  /** The charge point asks. */
  public record Request(String type, Instant timestamp, @Nullable String techInfo)
      implements opencompact.ocpp.Request.ToCentralSystem {
    public Request {
      Bounds.text("type", type, 50);
      Bounds.text("techInfo", techInfo, 255);
    }

    @Override
    public Operation operation() {
      return Operation.SECURITY_EVENT_NOTIFICATION;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("type", type);
      out.time("timestamp", timestamp);
      out.text("techInfo", techInfo);
    }

    static Request read(FieldReader in) {
      String type = null;
      Instant timestamp = null;
      String techInfo = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "type" -> type = in.text(50);
          case "timestamp" -> timestamp = in.time();
          case "techInfo" -> techInfo = in.optional(field -> field.text(255));
          default -> in.unknown();
        }
      }
      return new Request(in.required("type", type), in.required("timestamp", timestamp), techInfo);
    }
  }

  /** The answer of the central system. */
  public record Response() implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.SECURITY_EVENT_NOTIFICATION;
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
