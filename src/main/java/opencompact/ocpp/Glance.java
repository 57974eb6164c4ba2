package opencompact.ocpp;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opencompact.catalogue.Access;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/**
 * What can be told of a text by looking at it alone: which kind of frame it is, and the text as it
 * may be shown and kept. Of everything that was said only secrets are left out: the value of a
 * configuration key that is never told (OCPP-SE-10), and the password in an address. A text that
 * cannot be read, and so might hide a secret anywhere, is cut short where it names such a key.
 *
 * @param id the message id, as far as the text has one
 * @param action of a CALL
 * @param shown the text without its secrets
 */
public record Glance(Kind kind, @Nullable String id, @Nullable String action, String shown) {
  /** What stands where a secret was. */
  public static final String MASK = "***";

  /** The kinds of frames, and what is none. */
  public enum Kind {
    CALL("call"),
    RESULT("result"),
    CALL_ERROR("error"),
    UNREADABLE("unreadable");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * A password before the host of an address. A port is followed by the path; whatever else follows
   * the first colon up to an at sign is taken for a password, even one that breaks the address. The
   * lengths are bounded, so that no text takes long to search.
   */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "(:\\\\?/\\\\?/[^/?#@:\\s\"\\\\]{0,1000}+:)"
              + "(?!\\d{1,5}(?:[/?#\\\\]|$))[^\\s\"]{0,1000}@");

  /** A login without a password, such as a token. */
  private static final Pattern LOGIN =
      Pattern.compile("(:\\\\?/\\\\?/)(?!anonymous@)[^/?#@:\\s\"\\\\]{1,1000}+@");

  /** What follows the path of an address to which files go: signatures and tokens stand there. */
  private static final Pattern QUERY =
      Pattern.compile(
          "((?:https?|ftps?|sftp):\\\\?/\\\\?/[^\\s?\"]{1,1000}+\\?)[^\\s\"]{1,4000}",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

  /** Of a text that cannot be read and names a secret, no more than this is kept. */
  private static final int LONGEST_BEGINNING = 100;

  private static final List<String> SECRET_KEYS =
      Keys.all().stream().filter(Glance::neverTold).map(Key::name).map(Glance::folded).toList();

  /** Looks at a text that was sent or heard, whatever it is. */
  public static Glance at(String text) {
    Look look = new Look(text);
    try (JsonParser parser = Frames.JSON.createParser(ObjectReadContext.empty(), text)) {
      look.whole(parser);
      return new Glance(look.kind(), look.id, look.action(), look.masked());
    } catch (JacksonException noJson) {
      return new Glance(Kind.UNREADABLE, look.id, look.action(), unreadable(text));
    }
  }

  /** A sentence or an address without logins, passwords and what a query may hide (OCPP-DG-03). */
  public static String withoutPasswords(String text) {
    if (text.indexOf(':') < 0) {
      return text;
    }
    String mask = Matcher.quoteReplacement(MASK);
    String one = PASSWORD.matcher(text).replaceAll("$1" + mask + "@");
    String two = LOGIN.matcher(one).replaceAll("$1" + mask + "@");
    return QUERY.matcher(two).replaceAll("$1" + mask);
  }

  private static String unreadable(String text) {
    String plain =
        folded(
            ESCAPED
                .matcher(text)
                .replaceAll(hit ->
                    Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(hit.group(1), 16)))));
    if (SECRET_KEYS.stream().anyMatch(plain::contains)) {
      int brace = text.indexOf('{');
      int end = Math.min(brace < 0 ? 0 : brace + 1, LONGEST_BEGINNING);
      return withoutPasswords(text.substring(0, end)) + MASK;
    }
    return withoutPasswords(text);
  }

  private static boolean neverTold(Key<?> key) {
    for (Model model : Model.values()) {
      if (key.access(model) == Access.WRITE_ONLY) {
        return true;
      }
    }
    return false;
  }

  private static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** One reading of a text from its first to its last token. */
  private static final class Look {
    private final String text;
    private final Deque<Inside> open = new ArrayDeque<>();
    private final List<Span> hidden = new ArrayList<>();
    private int element;

    /** Whether the frame has ended, and whether the text goes on behind it. */
    private boolean over;

    private boolean goesOn;
    private int type;
    private @Nullable String id;
    private @Nullable String third;

    Look(String text) {
      this.text = text;
    }

    /** A part of the text that is to be replaced. */
    private record Span(int from, int to, String by) {}

    /** An object or array that has begun and not ended. */
    private static final class Inside {
      final @Nullable String name;
      final int from;
      boolean secret;
      @Nullable String field;
      final List<Span> values = new ArrayList<>();

      Inside(@Nullable String name, int from) {
        this.name = name;
        this.from = from;
      }
    }

    void whole(JsonParser parser) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        element = Integer.MIN_VALUE; // no frame, but perhaps it has secrets
      }
      for (JsonToken token = parser.currentToken(); token != null; token = parser.nextToken()) {
        int from = at(parser.currentTokenLocation().getCharOffset());
        goesOn |= over;
        if (token == JsonToken.PROPERTY_NAME) {
          name(parser, from);
        } else if (token.isStructStart()) {
          open.push(new Inside(field(), from));
        } else if (token.isStructEnd()) {
          ended(at(parser.currentLocation().getCharOffset()));
        } else {
          scalar(parser, token, from);
        }
        boolean ofTheFrame = open.size() == 1 && !token.isStructStart();
        if (ofTheFrame && token != JsonToken.PROPERTY_NAME) {
          element++;
        }
      }
    }

    private void name(JsonParser parser, int from) {
      String name = parser.getString();
      Inside inside = open.peek();
      if (inside != null) {
        inside.field = name;
      }
      passwords(name, from, text.indexOf('"', from) < 0 ? from : endOfString(from));
    }

    /** The place behind a string's closing quote. */
    private int endOfString(int from) {
      int at = from + 1;
      while (at < text.length() && text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      return Math.min(at + 1, text.length());
    }

    private void scalar(JsonParser parser, JsonToken token, int from) {
      String value = token == JsonToken.VALUE_NULL ? "" : parser.getString();
      int to = at(parser.currentLocation().getCharOffset());
      String field = field();
      if (open.size() == 1) {
        element(token, value);
      }
      if (token == JsonToken.VALUE_STRING) {
        Inside inside = open.peek();
        if (inside != null && "key".equalsIgnoreCase(field)) {
          inside.secret |= SECRET_KEYS.contains(folded(value));
        }
        passwords(value, from, to);
      }
      if (token != JsonToken.VALUE_NULL) {
        value(field, from, to);
      }
    }

    private void element(JsonToken token, String value) {
      switch (element) {
        case 0 -> type = token == JsonToken.VALUE_NUMBER_INT ? type(value) : 0;
        case 1 -> id = token == JsonToken.VALUE_STRING ? value : null;
        case 2 -> third = token == JsonToken.VALUE_STRING ? value : null;
        default -> {}
      }
    }

    private static int type(String value) {
      return value.length() == 1 ? value.charAt(0) - '0' : 0;
    }

    private void passwords(String value, int from, int to) {
      String without = withoutPasswords(value);
      if (!without.equals(value)) {
        hidden.add(new Span(from, to, quoted(without)));
      }
    }

    private void value(@Nullable String field, int from, int to) {
      Inside inside = open.peek();
      if (inside != null && "value".equalsIgnoreCase(field)) {
        inside.values.add(new Span(from, to, quoted(MASK)));
      }
    }

    private void ended(int to) {
      Inside inside = open.pop();
      if (inside.secret) {
        hidden.addAll(inside.values);
      }
      value(inside.name, inside.from, to);
      over = open.isEmpty();
    }

    private @Nullable String field() {
      Inside inside = open.peek();
      return inside == null ? null : inside.field;
    }

    Kind kind() {
      return switch (id == null || goesOn ? 0 : type) {
        case Frames.CALL -> Kind.CALL;
        case Frames.RESULT -> Kind.RESULT;
        case Frames.ERROR -> Kind.CALL_ERROR;
        default -> Kind.UNREADABLE;
      };
    }

    @Nullable String action() {
      return type == Frames.CALL ? third : null;
    }

    /** The text with every hidden part replaced; of two parts one inside the other, the larger. */
    String masked() {
      if (hidden.isEmpty()) {
        return text;
      }
      hidden.sort((a, b) -> a.from() == b.from() ? b.to() - a.to() : a.from() - b.from());
      StringBuilder out = new StringBuilder(text.length());
      int done = 0;
      for (Span span : hidden) {
        if (span.from() >= done) {
          out.append(text, done, span.from()).append(span.by());
          done = span.to();
        }
      }
      return out.append(text, done, text.length()).toString();
    }

    private static int at(long offset) {
      return Math.toIntExact(offset);
    }

    private static String quoted(String value) {
      StringWriter quoted = new StringWriter();
      try (JsonGenerator json = Frames.JSON.createGenerator(ObjectWriteContext.empty(), quoted)) {
        json.writeString(value);
      }
      return quoted.toString();
    }
  }
}
