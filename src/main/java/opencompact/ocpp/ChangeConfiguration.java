package opencompact.ocpp;

/** Sets a configuration key (OCPP 1.6, 5.3; OCPP-MS-22). */
public final class ChangeConfiguration {
  private ChangeConfiguration() {}

  /** The central system asks. */
  public record Request(String key, String value)
      implements opencompact.ocpp.Request.ToChargePoint {
    public Request {
      Bounds.text("key", key, 50);
      Bounds.text("value", value, 500);
    }

    @Override
    public Operation operation() {
      return Operation.CHANGE_CONFIGURATION;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("key", key);
      out.text("value", value);
    }

    static Request read(FieldReader in) {
      String key = null;
      String value = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "key" -> key = in.text(50);
          case "value" -> value = in.text(500);
          default -> in.unknown();
        }
      }
      return new Request(in.required("key", key), in.required("value", value));
    }
  }

  /** The answer of the charge point. */
  public record Response(Status status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.CHANGE_CONFIGURATION;
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

  /** What became of the new value (OCPP 1.6, 7.22). */
  public enum Status implements Word {
    ACCEPTED("Accepted"),
    REJECTED("Rejected"),
    REBOOT_REQUIRED("RebootRequired"),
    NOT_SUPPORTED("NotSupported");

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
