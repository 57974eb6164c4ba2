package opencompact.ocpp;

import org.jspecify.annotations.Nullable;

/** One value of a meter (OCPP 1.6, 7.43). The value is a text, whatever it holds (OCPP-MS-39). */
public record SampledValue(
    String value,
    @Nullable ReadingContext context,
    @Nullable ValueFormat format,
    @Nullable Measurand measurand,
    @Nullable Phase phase,
    @Nullable Location location,
    @Nullable UnitOfMeasure unit)
    implements Part {
  @Override
  public void write(FieldWriter out) {
    out.text("value", value);
    out.word("context", context);
    out.word("format", format);
    out.word("measurand", measurand);
    out.word("phase", phase);
    out.word("location", location);
    out.word("unit", unit);
  }

  static SampledValue read(FieldReader in) {
    String value = null;
    ReadingContext context = null;
    ValueFormat format = null;
    Measurand measurand = null;
    Phase phase = null;
    Location location = null;
    UnitOfMeasure unit = null;
    in.open();
    for (String name = in.next(); name != null; name = in.next()) {
      switch (name) {
        case "value" -> value = in.text();
        case "context" -> context = in.optional(field -> field.word(ReadingContext.WORDS));
        case "format" -> format = in.optional(field -> field.word(ValueFormat.WORDS));
        case "measurand" -> measurand = in.optional(field -> field.word(Measurand.WORDS));
        case "phase" -> phase = in.optional(field -> field.word(Phase.WORDS));
        case "location" -> location = in.optional(field -> field.word(Location.WORDS));
        case "unit" -> unit = in.optional(field -> field.word(UnitOfMeasure.WORDS));
        default -> in.unknown();
      }
    }
    return new SampledValue(
        in.required("value", value), context, format, measurand, phase, location, unit);
  }
}
