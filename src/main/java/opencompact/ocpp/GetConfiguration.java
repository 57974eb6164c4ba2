package opencompact.ocpp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists configuration keys, all of them when none is named (OCPP 1.6, 5.8; OCPP-MS-25). */
public final class GetConfiguration {
  private GetConfiguration() {}

  /** The central system asks. */
  public record Request(@Nullable List<String> key)
      implements opencompact.ocpp.Request.ToChargePoint {
    public Request {
      key = Bounds.texts("key", key, 50);
    }

    @Override
    public Operation operation() {
      return Operation.GET_CONFIGURATION;
    }

    @Override
    public void write(FieldWriter out) {
      out.texts("key", key);
    }

    static Request read(FieldReader in) {
      List<String> key = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "key" -> key = in.optional(field -> field.list(0, element -> element.text(50)));
          default -> in.unknown();
        }
      }
      return new Request(key);
    }
  }

  /** The answer of the charge point. */
  public record Response(
      @Nullable List<ConfigurationKey> configurationKey, @Nullable List<String> unknownKey)
      implements opencompact.ocpp.Response {
    public Response {
      configurationKey = configurationKey == null ? null : List.copyOf(configurationKey);
      unknownKey = Bounds.texts("unknownKey", unknownKey, 50);
    }

    @Override
    public Operation operation() {
      return Operation.GET_CONFIGURATION;
    }

    @Override
    public void write(FieldWriter out) {
      out.parts("configurationKey", configurationKey);
      out.texts("unknownKey", unknownKey);
    }

    static Response read(FieldReader in) {
      List<ConfigurationKey> configurationKey = null;
      List<String> unknownKey = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "configurationKey" ->
              configurationKey = in.optional(field -> field.list(0, ConfigurationKey::read));
          case "unknownKey" ->
              unknownKey = in.optional(field -> field.list(0, element -> element.text(50)));
          default -> in.unknown();
        }
      }
      return new Response(configurationKey, unknownKey);
    }
  }
}
