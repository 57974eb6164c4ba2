package opencompact.ocpp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A signed firmware to fetch and install (security white paper, FirmwareType). */
public record Firmware(
    String location,
    Instant retrieveDateTime,
    @Nullable Instant installDateTime,
    String signingCertificate,
    String signature)
    implements Part {
  public Firmware {
    Bounds.text("location", location, 512);
    Bounds.text("signingCertificate", signingCertificate, 5500);
    Bounds.text("signature", signature, 800);
  }

  @Override
  public void write(FieldWriter out) {
    out.text("location", location);
    out.time("retrieveDateTime", retrieveDateTime);
    out.time("installDateTime", installDateTime);
    out.text("signingCertificate", signingCertificate);
    out.text("signature", signature);
  }

  static Firmware read(FieldReader in) {
    String location = null;
    Instant retrieveDateTime = null;
    Instant installDateTime = null;
    String signingCertificate = null;
    String signature = null;
    in.open();
    for (String name = in.next(); name != null; name = in.next()) {
      switch (name) {
        case "location" -> location = in.text(512);
        case "retrieveDateTime" -> retrieveDateTime = in.time();
        case "installDateTime" -> installDateTime = in.optional(FieldReader::time);
        case "signingCertificate" -> signingCertificate = in.text(5500);
        case "signature" -> signature = in.text(800);
        default -> in.unknown();
      }
    }
    return new Firmware(
        in.required("location", location),
        in.required("retrieveDateTime", retrieveDateTime),
        installDateTime,
        in.required("signingCertificate", signingCertificate),
        in.required("signature", signature));
  }
}
