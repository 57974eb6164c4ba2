package opencompact.host.access;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Delivery;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which id tag a card stands for (AUT-1, OCPP-AU-23). */
class CardUidTest {
  private static final Settings AS_READ =
      Settings.delivered(new Delivery(Model.SLC, 3, Region.EU))
          .with(Keys.REMOVE_CS_FROM_CARD_ID, "false");
  private static final Settings WITHOUT_CHECK = AS_READ.with(Keys.REMOVE_CS_FROM_CARD_ID, "true");

  @ParameterizedTest
  @CsvSource({
    "04a1b2c3, 04A1B2C3, 04A1B2C3",
    "04A1B2C3D4E5F6, 04A1B2C3D4E5F6, 04A1B2C3D4E5F6",
    "04A1B2C3D4E5F6071829, 04A1B2C3D4E5F6071829, 04A1B2C3D4E5F6071829",
    // A check byte is the XOR of all before it.
    "874943F17C, 874943F17C, 874943F1",
    "874943f17d, 874943F17D, 874943F17D",
    "04A1B2C3D4E5F613, 04A1B2C3D4E5F613, 04A1B2C3D4E5F6",
    // These end like that by chance, and are UIDs of their own.
    "04A1B217, 04A1B217, 04A1B217",
    "04A1B2C3D4E5E5, 04A1B2C3D4E5E5, 04A1B2C3D4E5E5"
  })
  void a_uid_is_told_in_capitals_as_read_or_without_its_check_byte_OCPP_AU_23_AUT_1(
      String read, String tag, String withoutCheck) {
    assertThat(CardUid.tag(read, AS_READ)).hasToString(tag);
    assertThat(CardUid.tag(read, WITHOUT_CHECK)).hasToString(withoutCheck);
  }

  @ParameterizedTest
  @CsvSource({"''", "04A1B2C3D4E5F60718293A"})
  void what_can_be_no_id_tag_is_none_OCPP_AU_23(String read) {
    assertThat(CardUid.tag(read, AS_READ)).isNull();
  }
}
