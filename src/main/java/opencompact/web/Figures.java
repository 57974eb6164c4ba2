package opencompact.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/** How values are written in JSON: rounded to what they are worth, times in UTC, tags masked. */
final class Figures {
  private static final Pattern HIDDEN = Pattern.compile(".(?=.{4})");

  private Figures() {}

  /** The value rounded; null for what is no number, because JSON knows none such. */
  static @Nullable Number rounded(double value, int digits) {
    if (!Double.isFinite(value)) {
      return null;
    }
    double rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    return rounded == 0 ? 0.0 : rounded;
  }

  static @Nullable Double amperes(@Nullable Amperes amperes) {
    return amperes == null ? null : amperes.value();
  }

  static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  static String hex(int word) {
    return String.format(Locale.ROOT, "0x%08X", word);
  }

  /** A tag's last four characters: enough to know one's own, too little to copy somebody else's. */
  static @Nullable String masked(@Nullable IdTag tag) {
    if (tag == null) {
      return null;
    }
    Matcher hidden = HIDDEN.matcher(tag.value());
    return hidden.replaceAll("•");
  }
}
