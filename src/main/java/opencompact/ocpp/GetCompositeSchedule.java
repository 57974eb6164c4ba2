package opencompact.ocpp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks what limit all profiles together amount to (OCPP 1.6, 5.7; OCPP-SC-31). */
public final class GetCompositeSchedule {
  private GetCompositeSchedule() {}

  /** The central system asks. */
  public record Request(int connectorId, int duration, @Nullable ChargingRateUnit chargingRateUnit)
      implements opencompact.ocpp.Request.ToChargePoint {
    @Override
    public Operation operation() {
      return Operation.GET_COMPOSITE_SCHEDULE;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("connectorId", connectorId);
      out.integer("duration", duration);
      out.word("chargingRateUnit", chargingRateUnit);
    }

    static Request read(FieldReader in) {
      Integer connectorId = null;
      Integer duration = null;
      ChargingRateUnit chargingRateUnit = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "connectorId" -> connectorId = in.integer();
          case "duration" -> duration = in.integer();
          case "chargingRateUnit" ->
              chargingRateUnit = in.optional(field -> field.word(ChargingRateUnit.WORDS));
          default -> in.unknown();
        }
      }
      return new Request(
          in.required("connectorId", connectorId),
          in.required("duration", duration),
          chargingRateUnit);
    }
  }

  /** The answer of the charge point. */
  public record Response(
      GenericStatus status,
      @Nullable Integer connectorId,
      @Nullable Instant scheduleStart,
      @Nullable ChargingSchedule chargingSchedule)
      implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.GET_COMPOSITE_SCHEDULE;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
      out.integer("connectorId", connectorId);
      out.time("scheduleStart", scheduleStart);
      out.part("chargingSchedule", chargingSchedule);
    }

    static Response read(FieldReader in) {
      GenericStatus status = null;
      Integer connectorId = null;
      Instant scheduleStart = null;
      ChargingSchedule chargingSchedule = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(GenericStatus.WORDS);
          case "connectorId" -> connectorId = in.optional(FieldReader::integer);
          case "scheduleStart" -> scheduleStart = in.optional(FieldReader::time);
          case "chargingSchedule" -> chargingSchedule = in.optional(ChargingSchedule::read);
          default -> in.unknown();
        }
      }
      return new Response(
          in.required("status", status), connectorId, scheduleStart, chargingSchedule);
    }
  }
}
