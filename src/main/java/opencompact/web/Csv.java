package opencompact.web;

import org.jspecify.annotations.Nullable;

/**
 * Tables for spreadsheets (RFC 4180). A text that a spreadsheet would take for a formula gets an
 * apostrophe in front: whoever holds a card can have chosen its number.
 */
final class Csv {
  private static final String FORMULA = "=+-@\t\r\n";

  private final StringBuilder text = new StringBuilder();

  Csv(String... heading) {
    row((Object[]) heading);
  }

  /** One line: numbers as they are, texts made safe, nothing for null. */
  void row(@Nullable Object... cells) {
    String comma = "";
    for (Object cell : cells) {
      text.append(comma);
      if (cell != null) {
        text.append(cell instanceof Number ? cell.toString() : safe(cell.toString()));
      }
      comma = ",";
    }
    text.append("\r\n");
  }

  private static String safe(String text) {
    String harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return harmless.matches("(?s).*[\",\r\n].*")
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
