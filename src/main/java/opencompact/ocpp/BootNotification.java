package opencompact.ocpp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Introduces a charge point that has booted (OCPP 1.6, 4.2; OCPP-BT-02). */
public final class BootNotification {
  private BootNotification() {}

  /** The charge point asks. */
  public record Request(
      String chargePointVendor,
      String chargePointModel,
      @Nullable String chargePointSerialNumber,
      @Nullable String chargeBoxSerialNumber,
      @Nullable String firmwareVersion,
      @Nullable String iccid,
      @Nullable String imsi,
      @Nullable String meterType,
      @Nullable String meterSerialNumber)
      implements opencompact.ocpp.Request.ToCentralSystem {
    public Request {
      Bounds.text("chargePointVendor", chargePointVendor, 20);
      Bounds.text("chargePointModel", chargePointModel, 20);
      Bounds.text("chargePointSerialNumber", chargePointSerialNumber, 25);
      Bounds.text("chargeBoxSerialNumber", chargeBoxSerialNumber, 25);
      Bounds.text("firmwareVersion", firmwareVersion, 50);
      Bounds.text("iccid", iccid, 20);
      Bounds.text("imsi", imsi, 20);
      Bounds.text("meterType", meterType, 25);
      Bounds.text("meterSerialNumber", meterSerialNumber, 25);
    }

    @Override
    public Operation operation() {
      return Operation.BOOT_NOTIFICATION;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("chargePointVendor", chargePointVendor);
      out.text("chargePointModel", chargePointModel);
      out.text("chargePointSerialNumber", chargePointSerialNumber);
      out.text("chargeBoxSerialNumber", chargeBoxSerialNumber);
      out.text("firmwareVersion", firmwareVersion);
      out.text("iccid", iccid);
      out.text("imsi", imsi);
      out.text("meterType", meterType);
      out.text("meterSerialNumber", meterSerialNumber);
    }

    static Request read(FieldReader in) {
      String chargePointVendor = null;
      String chargePointModel = null;
      String chargePointSerialNumber = null;
      String chargeBoxSerialNumber = null;
      String firmwareVersion = null;
      String iccid = null;
      String imsi = null;
      String meterType = null;
      String meterSerialNumber = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "chargePointVendor" -> chargePointVendor = in.text(20);
          case "chargePointModel" -> chargePointModel = in.text(20);
          case "chargePointSerialNumber" ->
              chargePointSerialNumber = in.optional(field -> field.text(25));
          case "chargeBoxSerialNumber" ->
              chargeBoxSerialNumber = in.optional(field -> field.text(25));
          case "firmwareVersion" -> firmwareVersion = in.optional(field -> field.text(50));
          case "iccid" -> iccid = in.optional(field -> field.text(20));
          case "imsi" -> imsi = in.optional(field -> field.text(20));
          case "meterType" -> meterType = in.optional(field -> field.text(25));
          case "meterSerialNumber" -> meterSerialNumber = in.optional(field -> field.text(25));
          default -> in.unknown();
        }
      }
      return new Request(
          in.required("chargePointVendor", chargePointVendor),
          in.required("chargePointModel", chargePointModel),
          chargePointSerialNumber,
          chargeBoxSerialNumber,
          firmwareVersion,
          iccid,
          imsi,
          meterType,
          meterSerialNumber);
    }
  }

  /** The answer of the central system. */
  public record Response(RegistrationStatus status, Instant currentTime, int interval)
      implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.BOOT_NOTIFICATION;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
      out.time("currentTime", currentTime);
      out.integer("interval", interval);
    }

    static Response read(FieldReader in) {
      RegistrationStatus status = null;
      Instant currentTime = null;
      Integer interval = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(RegistrationStatus.WORDS, RegistrationStatus.REJECTED);
          case "currentTime" -> currentTime = in.time();
          case "interval" -> interval = in.integer();
          default -> in.unknown();
        }
      }
      return new Response(
          in.required("status", status),
          in.required("currentTime", currentTime),
          in.required("interval", interval));
    }
  }
}
