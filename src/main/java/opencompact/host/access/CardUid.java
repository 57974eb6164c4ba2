package opencompact.host.access;

import java.util.Locale;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.quantity.IdTag;
import org.jspecify.annotations.Nullable;

/** What a card reader reads, and the id tag it stands for (AUT-1, OCPP-AU-23). */
public final class CardUid {

  private CardUid() {}

  /**
   * The id tag of a UID as read, or null where the text can be none. With {@code Remove CS from
   * card id} a trailing byte that is the XOR of all before it is dropped: {@code 874943F17C} is
   * {@code 874943F1}.
   */
  public static @Nullable IdTag tag(String uid, Settings settings) {
    String text = uid.strip().toUpperCase(Locale.ROOT);
    if (settings.value(Keys.REMOVE_CS_FROM_CARD_ID) && endsWithCheckByte(text)) {
      text = text.substring(0, text.length() - 2);
    }
    return IdTag.acceptable(text) ? new IdTag(text) : null;
  }

  private static boolean endsWithCheckByte(String text) {
    // A UID alone has 4, 7 or 10 bytes, and may well end as if with a check byte.
    if (!text.matches("([0-9A-F]{2}){5}|([0-9A-F]{2}){8}|([0-9A-F]{2}){11}")) {
      return false;
    }
    int check = 0;
    for (int i = 0; i < text.length(); i += 2) {
      check ^= Integer.parseInt(text, i, i + 2, 16);
    }
    return check == 0;
  }
}
