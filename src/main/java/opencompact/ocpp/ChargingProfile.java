package opencompact.ocpp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A limit on charging with its purpose, rank and schedule (OCPP 1.6, 7.8), as sent; what it means
 * is decided where it is installed (OCPP-SC-06).
 */
public record ChargingProfile(
    int chargingProfileId,
    @Nullable Integer transactionId,
    int stackLevel,
    ChargingProfilePurpose chargingProfilePurpose,
    ChargingProfileKind chargingProfileKind,
    @Nullable RecurrencyKind recurrencyKind,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    ChargingSchedule chargingSchedule)
    implements Part {
  @Override
  public void write(FieldWriter out) {
    out.integer("chargingProfileId", chargingProfileId);
    out.integer("transactionId", transactionId);
    out.integer("stackLevel", stackLevel);
    out.word("chargingProfilePurpose", chargingProfilePurpose);
    out.word("chargingProfileKind", chargingProfileKind);
    out.word("recurrencyKind", recurrencyKind);
    out.time("validFrom", validFrom);
    out.time("validTo", validTo);
    out.part("chargingSchedule", chargingSchedule);
  }

  static ChargingProfile read(FieldReader in) {
    Integer chargingProfileId = null;
    Integer transactionId = null;
    Integer stackLevel = null;
    ChargingProfilePurpose chargingProfilePurpose = null;
    ChargingProfileKind chargingProfileKind = null;
    RecurrencyKind recurrencyKind = null;
    Instant validFrom = null;
    Instant validTo = null;
    ChargingSchedule chargingSchedule = null;
    in.open();
    for (String name = in.next(); name != null; name = in.next()) {
      switch (name) {
        case "chargingProfileId" -> chargingProfileId = in.integer();
        case "transactionId" -> transactionId = in.optional(FieldReader::integer);
        case "stackLevel" -> stackLevel = in.integer();
        case "chargingProfilePurpose" ->
            chargingProfilePurpose = in.word(ChargingProfilePurpose.WORDS);
        case "chargingProfileKind" -> chargingProfileKind = in.word(ChargingProfileKind.WORDS);
        case "recurrencyKind" ->
            recurrencyKind = in.optional(field -> field.word(RecurrencyKind.WORDS));
        case "validFrom" -> validFrom = in.optional(FieldReader::time);
        case "validTo" -> validTo = in.optional(FieldReader::time);
        case "chargingSchedule" -> chargingSchedule = ChargingSchedule.read(in);
        default -> in.unknown();
      }
    }
    return new ChargingProfile(
        in.required("chargingProfileId", chargingProfileId),
        transactionId,
        in.required("stackLevel", stackLevel),
        in.required("chargingProfilePurpose", chargingProfilePurpose),
        in.required("chargingProfileKind", chargingProfileKind),
        recurrencyKind,
        validFrom,
        validTo,
        in.required("chargingSchedule", chargingSchedule));
  }
}
