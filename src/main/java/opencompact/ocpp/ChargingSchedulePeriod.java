package opencompact.ocpp;

import org.jspecify.annotations.Nullable;

/**
 * A step of a charging schedule (OCPP 1.6, 7.14), counted in seconds from the start of the
 * schedule.
 */
public record ChargingSchedulePeriod(int startPeriod, Rate limit, @Nullable Integer numberPhases)
    implements Part {
  @Override
  public void write(FieldWriter out) {
    out.integer("startPeriod", startPeriod);
    out.rate("limit", limit);
    out.integer("numberPhases", numberPhases);
  }

  static ChargingSchedulePeriod read(FieldReader in) {
    Integer startPeriod = null;
    Rate limit = null;
    Integer numberPhases = null;
    in.open();
    for (String name = in.next(); name != null; name = in.next()) {
      switch (name) {
        case "startPeriod" -> startPeriod = in.integer();
        case "limit" -> limit = in.rate();
        case "numberPhases" -> numberPhases = in.optional(FieldReader::integer);
        default -> in.unknown();
      }
    }
    return new ChargingSchedulePeriod(
        in.required("startPeriod", startPeriod), in.required("limit", limit), numberPhases);
  }
}
