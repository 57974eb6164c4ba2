package opencompact.ocpp;

/** Ends a reservation (OCPP 1.6, 5.1; OCPP-MS-20). */
public final class CancelReservation {
  private CancelReservation() {}

  /** The central system asks. */
  public record Request(int reservationId) implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.CANCEL_RESERVATION;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("reservationId", reservationId);
    }

    static Request read(FieldReader in) {
      Integer reservationId = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "reservationId" -> reservationId = in.integer();
          default -> in.unknown();
        }
      }
      return new Request(in.required("reservationId", reservationId));
    }
  }

  /** The answer of the charge point. */
  public record Response(GenericStatus status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.CANCEL_RESERVATION;
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
