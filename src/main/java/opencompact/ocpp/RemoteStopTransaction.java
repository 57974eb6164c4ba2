package opencompact.ocpp;

/** Asks the charge point to stop a transaction (OCPP 1.6, 5.12; OCPP-MS-27). */
public final class RemoteStopTransaction {
  private RemoteStopTransaction() {}

  /** The central system asks. */
  public record Request(int transactionId) implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.REMOTE_STOP_TRANSACTION;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("transactionId", transactionId);
    }

    static Request read(FieldReader in) {
      Integer transactionId = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "transactionId" -> transactionId = in.integer();
          default -> in.unknown();
        }
      }
      return new Request(in.required("transactionId", transactionId));
    }
  }

  /** The answer of the charge point. */
  public record Response(GenericStatus status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.REMOTE_STOP_TRANSACTION;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
    }

    static Response read(FieldReader in) {
      GenericStatus status = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(GenericStatus.WORDS);
          default -> in.unknown();
        }
      }
      return new Response(in.required("status", status));
    }
  }
}
