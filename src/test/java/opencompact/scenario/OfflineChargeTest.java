package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import opencompact.catalogue.Keys;
import opencompact.catalogue.Status;
import org.junit.jupiter.api.Test;

/** Who charges while the back office is out of reach, and with how much (OFF-1). */
class OfflineChargeTest {

  @Test
  void enabled_and_offline_a_car_charges_without_a_card_at_all_that_is_permitted_OFF_1() {
    Scenario s = new Scenario().with(Keys.DEVICE_LIMIT, "320").networkDown().later(ofMinutes(5));
    s.plugIn("fast-3p32").later(ofSeconds(30)).expectStatus(Status.CHARGING).expectOffered(32);
    s.plugOut().later(ofSeconds(10)).networkUp().later(ofMinutes(5));
    s.expectDelivered("StartTransaction", "StopTransaction");
  }

  @Test
  void disabled_and_offline_nothing_charges_but_an_authorised_card_OFF_1() {
    Scenario s =
        new Scenario()
            .with(Keys.PLUG_AND_CHARGE, "false")
            .with(Keys.ALLOW_OFFLINE_TX_FOR_UNKNOWN_ID, "false");
    // The card is known from a charge online.
    s.plugIn().tap("04A1B2C3").later(ofMinutes(1)).plugOut();
    s.networkDown().later(ofMinutes(5));
    s.plugIn("fast-3p32").later(ofMinutes(2)).expectNoTransaction();
    s.expectWhy("not-authorized");
    s.tap("04D4E5F6").later(ofSeconds(30)).expectNoTransaction();
    s.tap("04A1B2C3").later(ofSeconds(30)).expectStatus(Status.CHARGING);
  }
}
