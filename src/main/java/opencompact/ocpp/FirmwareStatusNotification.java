package opencompact.ocpp;

/** Reports how an unsigned firmware update goes (OCPP 1.6, 4.5; OCPP-MS-05). */
public final class FirmwareStatusNotification {
  private FirmwareStatusNotification() {}

  /** The charge point asks. */
  public record Request(FirmwareStatus status) implements opencompact.ocpp.Request.ToCentralSystem {
    @Override
    public Operation operation() {
      return Operation.FIRMWARE_STATUS_NOTIFICATION;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
    }

    static Request read(FieldReader in) {
      FirmwareStatus status = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(FirmwareStatus.WORDS);
          default -> in.unknown();
        }
      }
      return new Request(in.required("status", status));
    }
  }

  /** The answer of the central system. */
  public record Response() implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.FIRMWARE_STATUS_NOTIFICATION;
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
