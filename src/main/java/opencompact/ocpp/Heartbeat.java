package opencompact.ocpp;

import java.time.Instant;

/** Shows that the charge point is alive and asks for the time (OCPP 1.6, 4.6; OCPP-BT-17). */
public final class Heartbeat {
  private Heartbeat() {}

  /** The charge point asks. */
  public record Request() implements opencompact.ocpp.Request.ToCentralSystem {
    @Override
    public Operation operation() {
      return Operation.HEARTBEAT;
    }

    @Override
    public void write(FieldWriter out) {}

    static Request read(FieldReader in) {
      in.open();
      while (in.next() != null) {
        in.unknown();
      }
      return new Request();
    }
  }

  /** The answer of the central system. */
  public record Response(Instant currentTime) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.HEARTBEAT;
    }

    @Override
    public void write(FieldWriter out) {
      out.time("currentTime", currentTime);
    }

    static Response read(FieldReader in) {
      Instant currentTime = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "currentTime" -> currentTime = in.time();
          default -> in.unknown();
        }
      }
      return new Response(in.required("currentTime", currentTime));
    }
  }
}
