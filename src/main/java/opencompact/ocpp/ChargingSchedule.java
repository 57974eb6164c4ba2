package opencompact.ocpp;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits of a charging profile over time (OCPP 1.6, 7.13). */
public record ChargingSchedule(
    @Nullable Integer duration,
    @Nullable Instant startSchedule,
    ChargingRateUnit chargingRateUnit,
    List<ChargingSchedulePeriod> chargingSchedulePeriod,
    @Nullable Rate minChargingRate)
    implements Part {
  public ChargingSchedule {
    chargingSchedulePeriod = List.copyOf(chargingSchedulePeriod);
    Bounds.notEmpty("chargingSchedulePeriod", chargingSchedulePeriod);
  }

  @Override
  public void write(FieldWriter out) {
    out.integer("duration", duration);
    out.time("startSchedule", startSchedule);
    out.word("chargingRateUnit", chargingRateUnit);
    out.parts("chargingSchedulePeriod", chargingSchedulePeriod);
    out.rate("minChargingRate", minChargingRate);
  }

  static ChargingSchedule read(FieldReader in) {
    Integer duration = null;
    Instant startSchedule = null;
    ChargingRateUnit chargingRateUnit = null;
    List<ChargingSchedulePeriod> chargingSchedulePeriod = null;
    Rate minChargingRate = null;
    in.open();
    for (String name = in.next(); name != null; name = in.next()) {
      switch (name) {
        case "duration" -> duration = in.optional(FieldReader::integer);
        case "startSchedule" -> startSchedule = in.optional(FieldReader::time);
        case "chargingRateUnit" -> chargingRateUnit = in.word(ChargingRateUnit.WORDS);
        case "chargingSchedulePeriod" ->
            chargingSchedulePeriod = in.list(1, ChargingSchedulePeriod::read);
        case "minChargingRate" -> minChargingRate = in.optional(FieldReader::rate);
        default -> in.unknown();
      }
    }
    return new ChargingSchedule(
        duration,
        startSchedule,
        in.required("chargingRateUnit", chargingRateUnit),
        in.required("chargingSchedulePeriod", chargingSchedulePeriod),
        minChargingRate);
  }
}
