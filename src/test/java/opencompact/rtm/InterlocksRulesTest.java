package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Each interlock on its own: from a situation in which current may flow, one condition at a time is
 * taken away, and nothing else.
 */
class InterlocksRulesTest {

  /** One condition that is taken away. */
  private record Missing(String what, Consumer<Situation> change) {}

  private static final List<Missing> TO_OFFER =
      List.of(
          new Missing("a car", s -> s.pilot = Pilot.A),
          new Missing("a pilot that says something", s -> s.pilot = Pilot.E),
          new Missing("a pilot that stands", s -> s.pilot = Pilot.F),
          new Missing("ventilation", s -> s.pilot = Pilot.D),
          new Missing("a plug", s -> s.plugged = false),
          new Missing("a cable that is known", s -> s.cableSteady = false),
          new Missing("a pin in place now", s -> s.lockedNow = false),
          new Missing("a pin in place for 75 ms", s -> s.lockedLong = false),
          new Missing("a fresh grant", s -> s.grantFresh = false),
          new Missing("a transaction", s -> s.energise = false),
          new Missing("the wish to hold the plug", s -> s.holdCable = false),
          new Missing("nobody who wants the plug", s -> s.releaseWanted = true),
          new Missing("6 A", s -> s.limitTenths = 59),
          new Missing("health", s -> s.stoppingFault = true),
          new Missing("hardware that has not tripped", s -> s.hardwareTrip = true));

  private static final List<Missing> TO_START_ONLY =
      List.of(
          new Missing("PWM", s -> s.pwm = false),
          new Missing("the car's wish", s -> s.pilot = Pilot.B),
          new Missing("a diode", s -> s.diodeSeen = false),
          new Missing("five seconds of rest", s -> s.rested = false),
          new Missing("every pole proven open", s -> s.provenOpen = false),
          new Missing("a tested residual current sensor", s -> s.sensorProven = false),
          new Missing("a voltage in its window", s -> s.voltageInWindow = false));

  private static final List<Missing> TO_STAY_CLOSED =
      List.of(
          new Missing("the contacts' being closed", s -> s.contactorClosed = false),
          new Missing("a car", s -> s.pilot = Pilot.A),
          new Missing("the car's wish", s -> s.pilot = Pilot.B),
          new Missing("ventilation", s -> s.pilot = Pilot.D),
          new Missing("a pilot that says something", s -> s.pilot = Pilot.E),
          new Missing("a cable that is known", s -> s.cableSteady = false),
          new Missing("a pin in place now", s -> s.lockedNow = false),
          new Missing("a pin in place for 75 ms", s -> s.lockedLong = false),
          new Missing("PWM or its aftermath", s -> s.pwm = false),
          new Missing("no emergency", s -> s.emergency = true),
          new Missing("hardware that has not tripped", s -> s.hardwareTrip = true));

  private static final List<Missing> NOT_TO_STAY_CLOSED =
      List.of(
          new Missing("a fresh grant", s -> s.grantFresh = false),
          new Missing("a transaction", s -> s.energise = false),
          new Missing("the wish to hold the plug", s -> s.holdCable = false),
          new Missing("nobody who wants the plug", s -> s.releaseWanted = true),
          new Missing("6 A", s -> s.limitTenths = 0),
          new Missing("a diode", s -> s.diodeSeen = false),
          new Missing("a voltage in its window", s -> s.voltageInWindow = false),
          new Missing("a fresh sensor test", s -> s.sensorProven = false),
          new Missing("rest", s -> s.rested = false));

  /** A socket with PWM on, whose contacts may close now. */
  private static Situation ready() {
    Situation s = new Situation();
    s.socketed = true;
    s.lockActive = true;
    s.pilot = Pilot.C;
    s.plugged = true;
    s.cableSteady = true;
    s.lockedNow = true;
    s.lockedLong = true;
    s.diodeSeen = true;
    s.grantFresh = true;
    s.energise = true;
    s.holdCable = true;
    s.limitTenths = 60;
    s.voltageInWindow = true;
    s.pwm = true;
    s.provenOpen = true;
    s.rested = true;
    s.sensorProven = true;
    return s;
  }

  /** The same with closed contacts, when nothing but what keeps them closed is left. */
  private static Situation charging() {
    Situation s = ready();
    s.contactorClosed = true;
    s.measuredClosed = true;
    s.provenOpen = false;
    s.rested = false;
    return s;
  }

  private static Interlocks settled(Situation s) {
    Interlocks interlocks = new Interlocks();
    interlocks.settle(s);
    return interlocks;
  }

  @Test
  void with_everything_fulfilled_current_is_offered_and_the_contacts_close_CHG_4() {
    Interlocks interlocks = settled(ready());
    assertThat(interlocks.offer).isTrue();
    assertThat(interlocks.hold).isTrue();
    assertThat(interlocks.release).isFalse();
    assertThat(interlocks.close).isTrue();
  }

  @Test
  void each_condition_of_the_offer_is_needed_for_offer_and_for_closing_CHG_4() {
    for (Missing missing : TO_OFFER) {
      Situation s = ready();
      missing.change.accept(s);
      Interlocks interlocks = settled(s);
      assertThat(interlocks.offer).as("offer without " + missing.what).isFalse();
      assertThat(interlocks.close).as("close without " + missing.what).isFalse();
    }
  }

  @Test
  void each_condition_of_closing_is_needed_although_current_is_offered_CT_01() {
    for (Missing missing : TO_START_ONLY) {
      Situation s = ready();
      missing.change.accept(s);
      Interlocks interlocks = settled(s);
      assertThat(interlocks.offer).as("offer without " + missing.what).isTrue();
      assertThat(interlocks.close).as("close without " + missing.what).isFalse();
    }
  }

  @Test
  void closed_contacts_open_when_any_condition_of_safety_ends_CHG_4_CT_03() {
    assertThat(settled(charging()).close).isTrue();
    for (Missing missing : TO_STAY_CLOSED) {
      Situation s = charging();
      missing.change.accept(s);
      assertThat(settled(s).close).as("without " + missing.what).isFalse();
    }
  }

  @Test
  void closed_contacts_leave_the_car_its_six_seconds_when_only_the_permission_ends_IEC_T_11() {
    for (Missing missing : NOT_TO_STAY_CLOSED) {
      Situation s = charging();
      missing.change.accept(s);
      assertThat(settled(s).close).as("without " + missing.what).isTrue();
    }
    Situation s = charging();
    s.pwm = false;
    s.windingDown = true;
    s.stoppingFault = true;
    assertThat(settled(s).close).as("winding down for a fault in order").isTrue();
    assertThat(settled(s).offer).isFalse();
  }

  @Test
  void a_car_that_wants_ventilation_is_charged_only_where_that_is_allowed_CHG_3() {
    Situation s = ready();
    s.pilot = Pilot.D;
    s.ventilationAllowed = true;
    assertThat(settled(s).offer).isTrue();
    assertThat(settled(s).close).isTrue();
    s = charging();
    s.pilot = Pilot.D;
    s.ventilationAllowed = true;
    assertThat(settled(s).close).isTrue();
  }

  @Test
  void a_tethered_station_asks_neither_for_cable_nor_for_lock_MOD_1() {
    Situation s = ready();
    s.socketed = false;
    s.cableSteady = false;
    s.lockedNow = false;
    s.lockedLong = false;
    Interlocks interlocks = settled(s);
    assertThat(interlocks.close).isTrue();
    assertThat(interlocks.hold).isFalse();
    assertThat(interlocks.release).isFalse();
    s.energise = false;
    s.holdCable = false;
    assertThat(settled(s).release).as("there is no pin to withdraw").isFalse();
  }

  @Test
  void without_an_active_lock_the_plug_is_neither_held_nor_released_LK_05() {
    Situation s = ready();
    s.lockActive = false;
    s.lockedNow = false;
    s.lockedLong = false;
    Interlocks interlocks = settled(s);
    assertThat(interlocks.close).isTrue();
    assertThat(interlocks.hold).isFalse();
    assertThat(interlocks.release).isFalse();
    s.cableSteady = false;
    assertThat(settled(s).close).as("the cable is still asked for").isFalse();
  }

  @Test
  void the_plug_is_held_while_it_is_wanted_and_released_as_soon_as_it_is_not_LK_02() {
    List<Missing> noLonger =
        List.of(
            new Missing("a fresh grant", s -> s.grantFresh = false),
            new Missing("the wish to hold it", s -> s.holdCable = false),
            new Missing("a plug", s -> s.plugged = false),
            new Missing("nobody who wants it", s -> s.releaseWanted = true));
    for (Missing missing : noLonger) {
      Situation s = ready();
      missing.change.accept(s);
      assertThat(settled(s).hold).as("hold without " + missing.what).isFalse();
      assertThat(settled(s).release).as("release without " + missing.what).isTrue();

      Situation commanded = ready();
      missing.change.accept(commanded);
      commanded.contactorClosed = true;
      assertThat(settled(commanded).hold).as("commanded closed").isTrue();
      assertThat(settled(commanded).release).as("commanded closed").isFalse();

      Situation welded = ready();
      missing.change.accept(welded);
      welded.measuredClosed = true;
      assertThat(settled(welded).hold).as("measured closed").isTrue();
      assertThat(settled(welded).release).as("measured closed").isFalse();

      Situation unproven = ready();
      missing.change.accept(unproven);
      unproven.provenOpen = false;
      assertThat(settled(unproven).hold).as("not proven open").isFalse();
      assertThat(settled(unproven).release).as("not proven open").isFalse();
    }
  }
}
