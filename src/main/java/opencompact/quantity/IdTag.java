package opencompact.quantity;

import java.util.Locale;

/**
 * The identifier of a card, an app or a driver as OCPP knows it: a CiString20, so two spellings
 * that differ only in case are the same tag (OCPP-AU-18, OCPP-X-18).
 *
 * @param value 1 to 20 printable ASCII characters, exactly as presented
 */
public record IdTag(String value) {

  public IdTag {
    if (!acceptable(value)) {
      throw new IllegalArgumentException(
          "an id tag has 1 to 20 printable ASCII characters, not \"" + value + "\"");
    }
  }

  /** Whether the text can be an id tag. */
  public static boolean acceptable(String value) {
    return !value.isBlank()
        && value.length() <= 20
        && value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }

  /** The spelling under which lists and caches file this tag. */
  public String key() {
    return value.toUpperCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdTag tag && tag.value.equalsIgnoreCase(value);
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
