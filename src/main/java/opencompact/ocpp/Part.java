package opencompact.ocpp;

/** Anything that is a JSON object on the wire and knows how to write its own properties. */
public interface Part {
  /** Writes the properties, without the braces around them. */
  void write(FieldWriter out);
}
