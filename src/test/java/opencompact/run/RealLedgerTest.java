package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The ledger of the real torture finds what is lost, doubled, mixed up or wrong (OFF-2). */
class RealLedgerTest {
  private final RealLedger ledger = new RealLedger();

  @Test
  void finds_nothing_wrong_in_a_cut_off_and_an_ended_charge_TX_25() {
    int first = start(0);
    ledger.died(5_400);
    stop(first, 5, "Reboot");
    int second = start(5);
    stop(second, 9, "Local");

    assertThat(ledger.audit(2, 12_000)).isEmpty();
    assertThat(ledger.cutOff()).isEqualTo(1);
  }

  @Test
  void a_message_said_again_is_the_same_transaction_TX_19() {
    int first = start(0);
    assertThat(ledger.started(startAt(0))).isEqualTo(first);
    stop(first, 4, "Local");
    stop(first, 4, "Local");

    assertThat(ledger.repeats()).isEqualTo(2);
    assertThat(ledger.audit(1, 4_000)).isEmpty();
  }

  @Test
  void finds_a_lost_transaction_by_the_count_and_by_its_energy_TX_20() {
    stop(start(0), 4, "Local");
    stop(start(90), 95, "Local");

    assertThat(ledger.audit(3, 95_000))
        .anySatisfy(one -> assertThat(one).contains("2 transactions were told of 3"))
        .anySatisfy(one -> assertThat(one).contains("begins at 90 Wh, the one before ended at 4"));
  }

  @Test
  void finds_a_doubled_transaction() {
    stop(start(0), 4, "Local");
    stop(start(4), 4, "Local");

    assertThat(ledger.audit(1, 4_000)).singleElement().asString().contains("2 transactions");
  }

  @Test
  void finds_a_start_before_the_stop_and_a_missing_stop_TX_20() {
    start(0);
    stop(start(1), 4, "Local");

    assertThat(ledger.audit(2, 4_000))
        .anySatisfy(one -> assertThat(one).contains("before the stop of transaction 1"))
        .anySatisfy(one -> assertThat(one).contains("transaction 1 has no stop"));
  }

  @Test
  void finds_two_different_stops_and_a_stop_of_nothing() {
    int first = start(0);
    stop(first, 4, "Local");
    stop(first, 5, "Local");
    stop(7, 5, "Local");

    assertThat(ledger.audit(1, 4_000))
        .anySatisfy(one -> assertThat(one).contains("stopped twice, and differently"))
        .anySatisfy(one -> assertThat(one).contains("transaction 7 was told, which never began"));
  }

  @Test
  void finds_energy_that_is_two_watt_hours_short_TX_25() {
    int first = start(0);
    ledger.died(7_000);
    stop(first, 5, "Reboot");

    assertThat(ledger.audit(1, 7_000))
        .anySatisfy(one -> assertThat(one).contains("where the meter stood at no death"))
        .anySatisfy(one -> assertThat(one).contains("the meter stands at 7000 mWh"));
  }

  @Test
  void finds_a_reason_that_nobody_gave_TX_27() {
    stop(start(0), 4, "Remote");
    assertThat(ledger.audit(1, 4_000)).singleElement().asString().contains("reason Remote");
  }

  @Test
  void finds_an_end_by_a_card_that_nobody_showed() {
    int first = ledger.started(startAt(0));
    stop(first, 4, "Local");

    assertThat(ledger.audit(1, 4_000))
        .anySatisfy(one -> assertThat(one).contains("by a card that was shown 0 times"));
  }

  private int start(int wattHours) {
    ledger.tapped();
    return ledger.started(startAt(wattHours));
  }

  private static JsonObject startAt(int wattHours) {
    return new JsonObject().put("idTag", "04A1").put("meterStart", wattHours);
  }

  private void stop(int id, int wattHours, String reason) {
    ledger.stopped(
        new JsonObject()
            .put("transactionId", id)
            .put("meterStop", wattHours)
            .put("reason", reason));
  }
}
