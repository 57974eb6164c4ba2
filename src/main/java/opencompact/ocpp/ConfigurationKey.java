package opencompact.ocpp;

import org.jspecify.annotations.Nullable;

/** A configuration key as it is listed (OCPP 1.6, 7.29). */
public record ConfigurationKey(String key, boolean readonly, @Nullable String value)
    implements Part {
  public ConfigurationKey {
    Bounds.text("key", key, 50);
    Bounds.text("value", value, 500);
  }

  @Override
  public void write(FieldWriter out) {
    out.text("key", key);
    out.flag("readonly", readonly);
    out.text("value", value);
  }

  static ConfigurationKey read(FieldReader in) {
    String key = null;
    Boolean readonly = null;
    String value = null;
    in.open();
    for (String name = in.next(); name != null; name = in.next()) {
      switch (name) {
        case "key" -> key = in.text(50);
        case "readonly" -> readonly = in.flag();
        case "value" -> value = in.optional(field -> field.text(500));
        default -> in.unknown();
      }
    }
    return new ConfigurationKey(in.required("key", key), in.required("readonly", readonly), value);
  }
}
