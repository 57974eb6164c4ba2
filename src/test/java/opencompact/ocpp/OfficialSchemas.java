package opencompact.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The official schemas of OCPP 1.6 and its security extension, as an independent OCPP library
 * brings them along (OCPP-MS-38), turned into rules that are quick enough for every frame of every
 * test. It knows exactly the words that these schemas use and refuses any other; {@code
 * OfficialSchemasTest} compares it with a general validator. Without {@code npm ci} in {@code
 * src/test/node} there is nothing to compare with; that is tolerated at a desk and an error where
 * {@code CI} or {@code -Dpeers} is set.
 */
public final class OfficialSchemas {
  static final Path FILE = Path.of("src/test/node/node_modules/ocpp-rpc/lib/schemas/ocpp1_6.json");
  static final JsonMapper JSON = new JsonMapper();

  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

  private static final @Nullable OfficialSchemas INSTALLED = load();

  private final Map<String, Rule> byId = new TreeMap<>();

  /** One schema or part of one: tells what is wrong with a value, and where. */
  private interface Rule {
    void check(JsonNode value, String where, BiConsumer<String, String> wrong);
  }

  private OfficialSchemas(JsonNode all) {
    for (JsonNode schema : all) {
      byId.put(schema.get("$id").asString(), rule(schema, schema));
    }
  }

  /** Null at a desk without the npm peers. */
  public static @Nullable OfficialSchemas installed() {
    return INSTALLED;
  }

  private static @Nullable OfficialSchemas load() {
    if (!Files.exists(FILE)) {
      boolean required = System.getenv("CI") != null || System.getProperty("peers") != null;
      assertThat(required).as("%s is missing: run npm ci in src/test/node", FILE).isFalse();
      return null;
    }
    try {
      return new OfficialSchemas(JSON.readTree(Files.readString(FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What breaks the schema of a request ("req") or response ("conf"), in sentences. */
  public List<String> violations(String action, String kind, JsonNode payload) {
    List<String> sentences = new ArrayList<>();
    Rule rule = byId.get("urn:" + action + "." + kind);
    if (rule == null) {
      return List.of("there is no schema for " + action + "." + kind);
    }
    rule.check(payload, "payload", (where, what) -> sentences.add(where + " " + what));
    return sentences;
  }

  // From a schema to a rule.

  private static Rule rule(JsonNode schema, JsonNode root) {
    List<Rule> rules = new ArrayList<>();
    for (Map.Entry<String, JsonNode> word : schema.properties()) {
      JsonNode says = word.getValue();
      Rule rule =
          switch (word.getKey()) {
            case "$id", "$schema", "definitions", "properties", "required" -> null;
            case "type" -> type(says.asString());
            case "additionalProperties" -> properties(schema, root);
            case "items" -> items(rule(says, root));
            case "minItems" -> minItems(says.asInt());
            case "enum" -> oneOf(says);
            case "maxLength" -> maxLength(says.asInt());
            case "multipleOf" -> multipleOf(says);
            case "format" -> format(says.asString());
            case "$ref" -> reference(says.asString(), root);
            default -> throw new AssertionError("a schema has a new word: " + word.getKey());
          };
      if (rule != null) {
        rules.add(rule);
      }
    }
    return (value, where, wrong) -> rules.forEach(rule -> rule.check(value, where, wrong));
  }

  private static Rule type(String name) {
    return (value, where, wrong) -> {
      boolean right =
          switch (name) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "integer" -> whole(value);
            default -> throw new AssertionError("a schema has a new type: " + name);
          };
      if (!right) {
        wrong.accept(where, "is no " + name);
      }
    };
  }

  private static boolean finite(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue());
  }

  private static boolean whole(JsonNode value) {
    return value.isIntegralNumber()
        || (finite(value) && value.decimalValue().stripTrailingZeros().scale() <= 0);
  }

  /** Every object of these schemas says whether it may have more than it names. */
  private static Rule properties(JsonNode schema, JsonNode root) {
    Map<String, Rule> known = new TreeMap<>();
    schema
        .path("properties")
        .properties()
        .forEach(property -> known.put(property.getKey(), rule(property.getValue(), root)));
    TreeSet<String> required = new TreeSet<>();
    if (schema.has("required")) {
      schema.get("required").forEach(name -> required.add(name.asString()));
    }
    boolean closed = !schema.get("additionalProperties").asBoolean();
    return (value, where, wrong) -> {
      if (!value.isObject()) {
        return;
      }
      for (String name : required) {
        if (!value.has(name)) {
          wrong.accept(where, "lacks " + name);
        }
      }
      for (Map.Entry<String, JsonNode> property : value.properties()) {
        Rule rule = known.get(property.getKey());
        if (rule != null) {
          rule.check(property.getValue(), where + "." + property.getKey(), wrong);
        } else if (closed) {
          wrong.accept(where, "has the unknown property " + property.getKey());
        }
      }
    };
  }

  private static Rule items(Rule item) {
    return (value, where, wrong) -> {
      if (value.isArray()) {
        for (int i = 0; i < value.size(); i++) {
          item.check(value.get(i), where + "[" + i + "]", wrong);
        }
      }
    };
  }

  private static Rule minItems(int least) {
    return (value, where, wrong) -> {
      if (value.isArray() && value.size() < least) {
        wrong.accept(where, "has fewer than " + least + " items");
      }
    };
  }

  private static Rule oneOf(JsonNode words) {
    List<String> right = new ArrayList<>();
    words.forEach(word -> right.add(word.asString()));
    return (value, where, wrong) -> {
      if (!value.isString() || !right.contains(value.asString())) {
        wrong.accept(where, "is none of " + right + ": " + value);
      }
    };
  }

  private static Rule maxLength(int most) {
    return (value, where, wrong) -> {
      if (value.isString()) {
        String text = value.asString();
        if (text.codePointCount(0, text.length()) > most) {
          wrong.accept(where, "is longer than " + most + " characters");
        }
      }
    };
  }

  private static Rule multipleOf(JsonNode step) {
    return (value, where, wrong) -> {
      if (finite(value) && value.decimalValue().remainder(step.decimalValue()).signum() != 0) {
        wrong.accept(where, "is no multiple of " + step);
      }
    };
  }

  private static Rule format(String name) {
    return (value, where, wrong) -> {
      if (!value.isString()) {
        return;
      }
      boolean right =
          switch (name) {
            case "date-time" -> dateTime(value.asString());
            case "uri" -> uri(value.asString());
            default -> throw new AssertionError("a schema has a new format: " + name);
          };
      if (!right) {
        wrong.accept(where, "is no " + name + ": " + value);
      }
    };
  }

  private static boolean dateTime(String text) {
    if (!DATE_TIME.matcher(text).matches()) {
      return false;
    }
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException none) {
      return false;
    }
  }

  private static boolean uri(String text) {
    try {
      return URI.create(text).isAbsolute();
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  private static Rule reference(String pointer, JsonNode root) {
    JsonNode target = root.at(pointer.substring(1));
    assertThat(target.isMissingNode()).as("the reference %s", pointer).isFalse();
    return rule(target, root);
  }
}
