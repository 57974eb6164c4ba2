package opencompact.ocpp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What goes wrong with a frame on its way: in its text, or in the values that it carries. */
public final class Spoiler {
  private static final String ALPHABET = "[]{}\",:0123456789.eE+-TZnulltrfas\\ \u0000\uD83Dü";

  private static final List<String> INSERTS =
      List.of(
          "null",
          "{}",
          "[]",
          "\"\"",
          "-1",
          "1.5",
          "1e999999999",
          "-2147483649",
          "99999999999999999999",
          "true",
          "\"\\uD83D\"",
          "\"\\uD83D\\uDE97\"",
          "9".repeat(1200),
          "[".repeat(600) + "]".repeat(600),
          "{\"a\":".repeat(300) + "1" + "}".repeat(300));

  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private static final List<JsonNode> VALUES =
      List.of(
          MAKE.nullNode(),
          MAKE.booleanNode(true),
          MAKE.numberNode(-1),
          MAKE.numberNode(0),
          MAKE.numberNode(2),
          MAKE.numberNode(Integer.MAX_VALUE),
          MAKE.numberNode(Long.MIN_VALUE),
          MAKE.numberNode(new BigInteger("9".repeat(40))),
          MAKE.numberNode(new BigDecimal("0.15")),
          MAKE.numberNode(new BigDecimal("16.1")),
          MAKE.numberNode(new BigDecimal("1e40")),
          MAKE.stringNode(""),
          MAKE.stringNode(" "),
          MAKE.stringNode("x"),
          MAKE.stringNode("1"),
          MAKE.stringNode("true"),
          MAKE.stringNode("Accepted"),
          MAKE.stringNode("accepted"),
          MAKE.stringNode("ChargePointMaxProfile"),
          MAKE.stringNode("ü€\uD83D\uDE97"),
          MAKE.stringNode("a\u0000\u202Eb\n"),
          MAKE.stringNode("x".repeat(20)),
          MAKE.stringNode("x".repeat(21)),
          MAKE.stringNode("x".repeat(51)),
          MAKE.stringNode("x".repeat(256)),
          MAKE.stringNode("x".repeat(501)),
          MAKE.stringNode("x".repeat(10_001)),
          MAKE.stringNode("2024-02-30T12:00:00Z"),
          MAKE.stringNode("2024-02-29T12:00:00"),
          MAKE.stringNode("2024-02-29T12:00:00.5+01:00"),
          MAKE.stringNode("0001-01-01T00:00:00Z"),
          MAKE.stringNode("9999-12-31T23:59:59Z"),
          MAKE.stringNode("ftp://u:p@example.com/ a"));

  private Spoiler() {}

  /** Spoils one or two places of a text; once in a while none. */
  public static String text(String text, RandomGenerator random) {
    StringBuilder spoilt = new StringBuilder(text);
    for (int i = random.nextInt(1, 3); i > 0 && !spoilt.isEmpty(); i--) {
      int at = random.nextInt(spoilt.length());
      switch (random.nextInt(9)) {
        case 0 -> spoilt.deleteCharAt(at);
        case 1 -> spoilt.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        case 2 -> spoilt.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        case 3, 4, 5 -> replaceValue(spoilt, at, INSERTS.get(random.nextInt(INSERTS.size())));
        case 6 -> spoilt.delete(at, Math.min(spoilt.length(), at + random.nextInt(20)));
        case 7 -> {} // The line was kind.
        default -> spoilt.setCharAt(at, (char) (spoilt.charAt(at) ^ 1 << random.nextInt(7)));
      }
    }
    return spoilt.toString();
  }

  /** Says one property of an object twice, the first time with another value. */
  public static String doubled(String text, RandomGenerator random) {
    int brace = text.indexOf("{\"", random.nextInt(text.length()));
    int colon = brace < 0 ? -1 : text.indexOf("\":", brace);
    return colon < 0
        ? text
        : text.substring(0, brace + 1)
            + text.substring(brace + 1, colon + 2)
            + INSERTS.get(random.nextInt(INSERTS.size()))
            + ","
            + text.substring(brace + 1);
  }

  /** Puts another value after the next colon, which leaves the JSON whole more often than not. */
  private static void replaceValue(StringBuilder text, int from, String value) {
    int colon = text.indexOf("\":", from);
    if (colon >= 0) {
      int end = colon + 2;
      while (end < text.length() && ",}]{[".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      text.replace(colon + 2, end, value);
    }
  }

  /** Spoils one place of a payload, which stays JSON: its value, its type, or that it is there. */
  public static void payload(ObjectNode payload, RandomGenerator random) {
    List<JsonNode> places = new ArrayList<>();
    collect(payload, places);
    JsonNode place = places.get(random.nextInt(places.size()));
    if (place instanceof ObjectNode object) {
      spoil(object, random);
    } else if (place instanceof ArrayNode array) {
      spoil(array, random);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    if (node.isObject() || node.isArray()) {
      places.add(node);
      node.forEach(child -> collect(child, places));
    }
  }

  private static void spoil(ObjectNode object, RandomGenerator random) {
    List<String> names = List.copyOf(object.propertyNames());
    if (names.isEmpty() || random.nextInt(12) == 0) {
      object.set("unknown", value(random));
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(6)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name, wrapped(object.get(name), random));
      case 2 -> object.set(name.toUpperCase(Locale.ROOT), object.get(name));
      default -> object.set(name, value(random));
    }
  }

  private static void spoil(ArrayNode array, RandomGenerator random) {
    int size = array.size();
    switch (size == 0 ? 0 : random.nextInt(4)) {
      case 0 -> array.add(value(random));
      case 1 -> array.remove(random.nextInt(size));
      case 2 -> {
        JsonNode one = array.get(random.nextInt(size));
        for (int i = random.nextInt(1, 60); i > 0; i--) {
          array.add(one.deepCopy());
        }
      }
      default -> array.set(random.nextInt(size), value(random));
    }
  }

  private static JsonNode wrapped(JsonNode value, RandomGenerator random) {
    if (random.nextBoolean()) {
      return MAKE.arrayNode().add(value);
    }
    return random.nextBoolean()
        ? MAKE.objectNode().set("value", value)
        : MAKE.stringNode(value.toString());
  }

  private static JsonNode value(RandomGenerator random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }
}
