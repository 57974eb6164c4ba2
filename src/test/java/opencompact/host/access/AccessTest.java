package opencompact.host.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Settings;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of authorisation, row by row (section 5.2 of the checklist; AUT-3). */
class AccessTest {
  private static final IdTag CARD = new IdTag("04A1B2C3");
  private static final Instant OVER = Instant.parse("2026-03-02T12:00:00Z");
  private static final Moment NOW = new Moment(0, OVER);

  private final Memory memory = new Memory();

  /**
   * What is known in the owner's list, the back office's list and the cache: a status, {@code over}
   * for one whose date has passed, or {@code -}. The settings: L LocalAuthListEnabled, C
   * AuthorizationCacheEnabled, P LocalPreAuthorize, O LocalAuthorizeOffline, U
   * AllowOfflineTxForUnknownId.
   */
  @ParameterizedTest
  @CsvSource({
    "AU-04, online,  -, Accepted, -, LCPOU, Admit",
    "AU-04, online,  -, Accepted, Blocked, LCPOU, Admit",
    "AU-05, online,  -, -, Accepted, LCPOU, Admit",
    "AU-05, online,  -, Blocked, Accepted, CPOU, Admit",
    "AU-06, online,  -, -, -, LCPOU, Ask",
    "AU-06, online,  -, Accepted, Accepted, LCOU, Ask",
    "AU-06, online,  -, over, -, LCPOU, Ask",
    "AU-06, online,  -, Blocked, Accepted, LCPOU, Ask",
    "AU-06, online,  -, ConcurrentTx, -, LCPOU, Ask",
    "AU-06, online,  -, -, Blocked, LCPOU, Ask",
    "AU-06, online,  -, -, over, LCPOU, Ask",
    "AU-06, online,  -, -, Accepted, LPOU, Ask",
    "AU-13, online,  Accepted, -, -, LCPOU, Ask",
    "AU-08, offline, -, Accepted, Blocked, LCO, Admit",
    "AU-08, offline, -, ConcurrentTx, -, LCO, Admit",
    "AU-09, offline, -, Blocked, Accepted, LCOU, Refuse",
    "AU-09, offline, -, over, -, LCOU, Refuse",
    "AU-09, offline, -, Invalid, -, LCU, Refuse",
    "AU-09, offline, -, Expired, -, LCOU, Refuse",
    "AU-10, offline, -, -, Accepted, LCO, Admit",
    "AU-10, offline, -, Blocked, Accepted, CO, Admit",
    "AU-10, offline, -, -, Blocked, LCOU, Refuse",
    "AU-10, offline, -, -, over, LCOU, Refuse",
    "AU-10, offline, -, -, ConcurrentTx, LCOU, Refuse",
    "AU-11, offline, -, -, -, LCOU, Admit",
    "AU-11, offline, -, -, -, LCU, Admit",
    "AU-12, offline, -, -, -, LCO, Refuse",
    "AU-12, offline, -, Accepted, Accepted, LC, Refuse",
    "AU-12, offline, -, -, Accepted, LO, Refuse",
    "AU-13, offline, Accepted, Blocked, Blocked, LCO, Admit",
    "AU-13, offline, over, Accepted, Accepted, LCOU, Refuse",
    "AU-13, offline, Accepted, -, -, LC, Refuse",
    "AU-22, offline, -, -, Accepted, O, Refuse",
  })
  void each_row_of_the_order_decides_as_it_says_AUT_3_OCPP_AU_04_05_06_08_to_13(
      String row, String line, String own, String list, String cache, String on, String decision) {
    if (!own.equals("-")) {
      memory.fold(new Fact.CardAdded(CARD, "Main", 0, date(own)));
    }
    if (!list.equals("-")) {
      Fact.ListEntry entry = new Fact.ListEntry(CARD, status(list), date(list), null);
      memory.fold(new Fact.LocalListSent(1, true, List.of(entry)));
    }
    if (!cache.equals("-")) {
      memory.fold(new Fact.CardSeen(CARD, status(cache), date(cache), null, 0));
    }
    Access.Decision decided = Access.decide(CARD, line.equals("online"), settings(on), memory, NOW);
    assertThat(decided.getClass().getSimpleName()).as(row).isEqualTo(decision);
  }

  @Test
  void a_card_is_the_same_however_it_is_spelled_and_its_group_comes_from_the_list_first_AU_02() {
    Fact.ListEntry entry = new Fact.ListEntry(CARD, "Accepted", null, new IdTag("LIST"));
    memory.fold(new Fact.LocalListSent(1, true, List.of(entry)));
    memory.fold(new Fact.CardSeen(CARD, "Accepted", null, new IdTag("CACHE"), 0));
    IdTag lower = new IdTag("04a1b2c3");
    assertThat(Access.parent(lower, settings("LC"), memory, NOW)).isEqualTo(new IdTag("LIST"));
    assertThat(Access.parent(lower, settings("C"), memory, NOW)).isEqualTo(new IdTag("CACHE"));
    assertThat(Access.decide(lower, true, settings("LCP"), memory, NOW))
        .isEqualTo(
            new Access.Decision.Admit(
                new IdTag("LIST"), "the card is on the back office's list (LocalPreAuthorize)"));
  }

  @ParameterizedTest
  @CsvSource({
    "Accepted, G",
    "ConcurrentTx, G",
    "Blocked, -",
    "Expired, -",
    "Invalid, -",
    "over, -"
  })
  void a_card_that_charges_elsewhere_still_speaks_for_its_group_and_a_bad_one_does_not_OCPP_AU_02(
      String known, String group) {
    memory.fold(new Fact.CardSeen(CARD, status(known), date(known), new IdTag("G"), 0));
    IdTag parent = Access.parent(CARD, settings("C"), memory, NOW);
    assertThat(parent == null ? "-" : parent.toString()).isEqualTo(group);
  }

  private static Instant date(String word) {
    return word.equals("over") ? OVER : null;
  }

  private static String status(String word) {
    return word.equals("over") ? "Accepted" : word;
  }

  private static Settings settings(String on) {
    Memory changed = new Memory();
    changed.fold(set(Keys.LOCAL_AUTH_LIST_ENABLED.name(), on.contains("L")));
    changed.fold(set(Keys.AUTHORIZATION_CACHE_ENABLED.name(), on.contains("C")));
    changed.fold(set(Keys.LOCAL_PRE_AUTHORIZE.name(), on.contains("P")));
    changed.fold(set(Keys.LOCAL_AUTHORIZE_OFFLINE.name(), on.contains("O")));
    changed.fold(set(Keys.ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID.name(), on.contains("U")));
    return Settings.of(new Delivery(Model.SLC, 3, Region.EU), changed.settings());
  }

  private static Fact set(String key, boolean value) {
    return new Fact.SettingChanged(key, String.valueOf(value), "test");
  }
}
