package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Light;
import opencompact.catalogue.ResetReason;
import opencompact.catalogue.Status;
import opencompact.host.Outcome;
import opencompact.host.Wish;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.Span;
import opencompact.ocpp.SecurityEventNotification;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StopTransaction;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import opencompact.sim.SimDisk;
import opencompact.sim.bench.Cars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The station is as delivered again, when it may be, and then wholly (RST-4). */
class FactoryResetTest {
  private static final IdTag OWNERS = new IdTag("04D4E5F6");

  /** A station that somebody has set up, and one charge of which the back office knows. */
  private static Scenario used() {
    Scenario s =
        new Scenario()
            .with(Keys.DEVICE_LIMIT, "160")
            .with(Keys.PLUG_AND_CHARGE, "false")
            .with(Keys.METER_CALIBRATION, "10100");
    s.yard().ask(new Wish.ChangeSecret("admin", "a hash"));
    s.yard().ask(new Wish.AddCard(OWNERS, null));
    s.yard().ask(new Wish.Commission());
    return charge(s);
  }

  private static Scenario charge(Scenario s) {
    s.plugIn(Cars.SEDAN, 32).tap("04A1B2C3").later(ofMinutes(3)).plugOut();
    return s.later(ofSeconds(20));
  }

  private static Memory remembered(Scenario s) {
    Memory memory = new Memory();
    s.yard().disk().replay().forEach(memory::fold);
    return memory;
  }

  private static boolean log(Scenario s, String... words) {
    return s.yard().disk().events(Span.ALWAYS, Long.MAX_VALUE, 10_000, null).stream()
        .anyMatch(
            line -> Stream.of(words).allMatch(word -> line.entry().sentence().contains(word)));
  }

  private static void expectAsDelivered(Scenario s) {
    Memory memory = remembered(s);
    assertThat(memory.settings()).containsOnlyKeys(Keys.METER_CALIBRATION.name());
    assertThat(memory.secret("admin")).isNull();
    assertThat(memory.cards()).isEmpty();
    assertThat(memory.cached(new IdTag("04A1B2C3"))).isNull();
    assertThat(memory.commissioned()).isFalse();
    assertThat(memory.registered()).isNull();
    assertThat(s.view().settings().text(Keys.DEVICE_LIMIT))
        .isEqualTo(
            Keys.DEVICE_LIMIT
                .shape()
                .text(Keys.DEVICE_LIMIT.delivered(s.view().settings().delivery())));
    assertThat(s.view().light()).isEqualTo(Light.UNCONFIGURED);
  }

  private static void expectUntouched(Scenario s) {
    Memory memory = remembered(s);
    assertThat(memory.settings()).containsKey(Keys.DEVICE_LIMIT.name());
    assertThat(memory.secret("admin")).isEqualTo("a hash");
    assertThat(memory.cards()).hasSize(1);
    assertThat(memory.commissioned()).isTrue();
  }

  @Test
  void the_button_held_for_ten_seconds_makes_the_station_as_delivered_RST_4() {
    Scenario s = used();
    WattHours register = remembered(s).register();
    s.sounds();
    s.doing(y -> y.button(true)).later(ofSeconds(9));
    expectUntouched(s);
    s.later(ofSeconds(2));
    expectAsDelivered(s);
    assertThat(s.sounds()).containsExactly("ACCEPTED", "POWER_UP");

    // It is still held, and the next life has not seen it go down.
    s.later(ofMinutes(1)).doing(y -> y.button(false)).later(ofSeconds(5));
    Memory memory = remembered(s);
    assertThat(memory.lastReason()).isEqualTo(ResetReason.SOFTWARE.name());
    assertThat(memory.previousOrder()).isEqualTo("FactoryReset");
    assertThat(memory.register()).isGreaterThanOrEqualTo(register);
    assertThat(memory.lastTransaction()).isEqualTo(1);
    assertThat(s.view().settings().text(Keys.METER_CALIBRATION)).isEqualTo("10100");
    assertThat(log(s, "Factory reset by the reset button")).isTrue();
    assertThat(log(s, "ReconfigurationOfSecurityParameters", "the reset button")).isTrue();
  }

  @Test
  void the_back_office_that_comes_next_is_told_of_the_reset_RST_4_SEC_1() {
    Scenario s = used();
    s.doing(y -> y.button(true)).later(ofSeconds(12)).doing(y -> y.button(false));
    s.with(Keys.BACKEND_URL, "ws://cs.test/ocpp").later(ofMinutes(2));
    assertThat(s.yard().backOffice().received(SecurityEventNotification.Request.class))
        .anyMatch(r -> r.type().equals("ResetOrReboot") && r.techInfo().contains("FactoryReset"));
  }

  @Test
  void a_button_held_for_less_does_nothing_but_is_in_the_log_RST_4() {
    Scenario s = used();
    s.doing(y -> y.button(true)).later(ofSeconds(8)).doing(y -> y.button(false));
    s.later(ofSeconds(8));
    expectUntouched(s);
    assertThat(log(s, "The reset button was pressed for 8 s", "takes 10 s")).isTrue();
    // A pause between two presses counts for neither.
    s.doing(y -> y.button(true)).later(ofSeconds(6)).doing(y -> y.button(false));
    s.doing(y -> y.button(true)).later(ofSeconds(6)).doing(y -> y.button(false));
    expectUntouched(s);
  }

  @Test
  void while_a_car_is_plugged_in_the_button_is_refused_and_says_why_RST_4() {
    Scenario s = used();
    s.plugIn().later(ofSeconds(5)).sounds();
    s.doing(y -> y.button(true)).later(ofSeconds(12)).doing(y -> y.button(false));
    expectUntouched(s);
    assertThat(s.sounds()).containsExactly("REFUSED");
    assertThat(log(s, "nothing was reset", "A car or a cable is plugged in")).isTrue();
  }

  @Test
  void while_a_charge_runs_nobody_can_reset_RST_4() {
    Scenario s = used();
    s.plugIn().tap("04A1B2C3").later(ofMinutes(1));
    assertThat(s.yard().ask(new Wish.FactoryReset(null)).toString()).contains("A charge runs");
    s.doing(y -> y.button(true)).later(ofSeconds(12));
    expectUntouched(s);
    s.expectStatus(Status.CHARGING);
    assertThat(log(s, "nothing was reset", "A charge runs")).isTrue();
  }

  @Test
  void a_card_that_waits_for_its_plug_is_not_idle_RST_4() {
    Scenario s = used();
    s.tap("04A1B2C3").later(ofSeconds(5));
    assertThat(s.yard().ask(new Wish.FactoryReset(null)).toString())
        .contains("Somebody with a card");
    expectUntouched(s);
    s.later(ofMinutes(5));
    assertThat(s.yard().ask(new Wish.FactoryReset(null))).isInstanceOf(Outcome.Done.class);
    expectAsDelivered(s.later(ofSeconds(5)));
  }

  @Test
  void transactions_that_nobody_knows_yet_stay_and_go_to_the_next_back_office_RST_4() {
    Scenario s = used();
    charge(charge(s.networkDown().later(ofMinutes(1))));
    assertThat(s.view().line().owed()).isPositive();
    Outcome said = s.yard().ask(new Wish.FactoryReset(null));
    assertThat(said.toString()).contains("2 transactions are not delivered", "they stay");
    expectAsDelivered(s.later(ofSeconds(5)));
    assertThat(s.view().line().owed()).isPositive();
    assertThat(log(s, "Factory reset by", "2 transactions are not delivered", "they stay"))
        .isTrue();

    s.networkUp().with(Keys.BACKEND_URL, "ws://cs.test/ocpp").later(ofMinutes(5));
    assertThat(s.yard().backOffice().received(StartTransaction.Request.class)).hasSize(3);
    assertThat(s.yard().backOffice().received(StopTransaction.Request.class)).hasSize(3);
    assertThat(s.view().line().owed()).isZero();
  }

  @Test
  void they_are_erased_only_by_whoever_says_how_many_they_are_RST_4() {
    Scenario s = used();
    charge(s.networkDown().later(ofMinutes(1)));
    assertThat(s.yard().ask(new Wish.FactoryReset(2)))
        .isInstanceOf(Outcome.Wrong.class)
        .asString()
        .contains("1 transaction is not delivered to the back office yet, not 2");
    assertThat(s.yard().ask(new Wish.FactoryReset(0))).isInstanceOf(Outcome.Wrong.class);
    expectUntouched(s);

    assertThat(s.yard().ask(new Wish.FactoryReset(1)).toString()).contains("they are forgotten");
    expectAsDelivered(s.later(ofSeconds(5)));
    assertThat(s.view().line().owed()).isZero();
    assertThat(log(s, "has the station forget", "1 transaction")).isTrue();
    s.networkUp().with(Keys.BACKEND_URL, "ws://cs.test/ocpp").later(ofMinutes(5));
    assertThat(s.yard().backOffice().received(StartTransaction.Request.class)).hasSize(1);
    // The next charge has a number of its own.
    s.with(Keys.PLUG_AND_CHARGE, "false");
    charge(s).later(ofMinutes(1));
    assertThat(remembered(s).lastTransaction()).isEqualTo(3);
    assertThat(s.yard().backOffice().received(StopTransaction.Request.class)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void power_that_goes_at_any_write_leaves_all_of_it_or_nothing_RST_4(SimDisk.Cut cut) {
    Scenario unharmed = used();
    charge(unharmed.networkDown().later(ofMinutes(1)));
    long first = unharmed.yard().disk().writes();
    resets(unharmed);
    long last = unharmed.yard().disk().writes();
    assertThat(last - first).isGreaterThanOrEqualTo(2);
    int reset = 0;
    for (long write = first + 1; write <= last; write++) {
      Scenario s = used();
      charge(s.networkDown().later(ofMinutes(1)));
      int owed = s.view().line().owed();
      s.yard().disk().cutPowerAt(write, cut);
      s.yard()
          .law(y -> {
            if (!y.powered()) {
              y.restorePower();
            }
          });
      resets(s);
      if (remembered(s).commissioned()) {
        expectUntouched(s);
      } else {
        expectAsDelivered(s);
        reset++;
      }
      assertThat(remembered(s).owed()).as(cut + " at write " + write).isGreaterThanOrEqualTo(owed);
      s.networkUp().with(Keys.BACKEND_URL, "ws://cs.test/ocpp").later(ofMinutes(5));
      assertThat(s.yard().backOffice().received(StopTransaction.Request.class)).hasSize(2);
      assertThat(s.view().line().owed()).isZero();
    }
    assertThat(reset).isPositive();
  }

  private static void resets(Scenario s) {
    s.doing(y -> y.button(true)).later(ofSeconds(12));
    s.doing(y -> y.button(false)).later(ofSeconds(30));
  }

  /** Everything that a fact can teach the station, and what of it is there after a reset. */
  @Test
  void certificates_lists_profiles_and_orders_go_too_and_a_snapshot_knows_it_RST_4() {
    Memory memory = new Memory();
    memory.fold(new Fact.Booted(4, "POWER_ON", 1000));
    memory.fold(new Fact.SettingChanged(Keys.METER_CALIBRATION.name(), "9900", "test"));
    memory.fold(new Fact.CertificateInstalled("CentralSystemRootCertificate", "print", "PEM"));
    memory.fold(new Fact.StationCertified("key", "chain", 5));
    memory.fold(new Fact.SigningAsked("other", "public", 6));
    memory.fold(new Fact.SecretChanged("AuthorizationKey", "before"));
    memory.fold(new Fact.SecretChanged("AuthorizationKey", "after"));
    memory.fold(new Fact.Registered("wss://cs.test", "CP", 2));
    memory.fold(new Fact.AvailabilityChanged(0, false));
    memory.fold(new Fact.AvailabilityScheduled(1, false));
    memory.fold(new Fact.Reserved(1, 1, OWNERS, null, Instant.EPOCH));
    memory.fold(new Fact.StartDelayed(Instant.EPOCH));
    memory.fold(
        new Fact.LocalListSent(
            3, true, List.of(new Fact.ListEntry(OWNERS, "Accepted", null, null))));
    memory.fold(new Fact.FactoryReset("the reset button"));

    Memory bare = new Memory();
    bare.fold(new Fact.Booted(4, "POWER_ON", 1000));
    bare.fold(new Fact.SettingChanged(Keys.METER_CALIBRATION.name(), "9900", "test"));
    assertThat(memory.compacted()).isEqualTo(bare.compacted());
    assertThat(memory.localListVersion()).isZero();
    assertThat(memory.formerPassword()).isNull();
    assertThat(memory.operative(0)).isTrue();
    assertThat(memory.scheduled(1)).isNull();
  }
}
