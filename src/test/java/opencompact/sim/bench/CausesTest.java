package opencompact.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Fault;
import opencompact.rtm.Signals;
import org.junit.jupiter.api.Test;

class CausesTest {

  private static String refusal(String text) {
    return switch (Causes.parse(text)) {
      case Causes.Parsed.Understood(Upset upset) -> throw new AssertionError("took " + upset);
      case Causes.Parsed.Refused(String sentence) -> sentence;
    };
  }

  @Test
  void a_cause_is_read_with_or_without_its_unit_and_in_any_case() {
    assertThat(Hand.upset("rcd.dc=8mA")).isEqualTo(Upset.of(Cause.RCD_DC, 8));
    assertThat(Hand.upset("RCD.DC = 8 ma")).isEqualTo(Upset.of(Cause.RCD_DC, 8));
    assertThat(Hand.upset("temperature=76.5°C")).isEqualTo(Upset.of(Cause.TEMPERATURE, 76.5));
    assertThat(Hand.upset("contact.l2=Welded")).isEqualTo(Upset.of(Cause.CONTACT_L2, "welded"));
    assertThat(Hand.upset("supply.L2=off")).isEqualTo(Upset.of(Cause.SUPPLY_L2, "off"));
    assertThat(Hand.upset("car.ignoresLimit")).isEqualTo(Upset.of(Cause.CAR_IGNORES_LIMIT, "on"));
    assertThat(Hand.upset("meter")).hasToString("meter=silent");
    assertThat(Hand.upset("pp=300ohm")).hasToString("pp=300ohm");
  }

  @Test
  void bad_input_is_refused_with_what_would_be_right() {
    assertThat(refusal("rcd.dc=much"))
        .isEqualTo("rcd.dc takes a number of 0 to 1000 mA, not \"much\"");
    assertThat(refusal("rcd.dc=8V")).contains("0 to 1000 mA");
    assertThat(refusal("rcd.dc=-1")).contains("0 to 1000 mA");
    assertThat(refusal("rcd.dc=NaN")).contains("0 to 1000 mA");
    assertThat(refusal("rcd.dc=1e9")).contains("0 to 1000 mA");
    assertThat(refusal("rcd.dc")).contains("not nothing");
    assertThat(refusal("lock=stolen"))
        .isEqualTo(
            "lock takes jammed or sluggish or feedback-lost or feedback-stuck, not \"stolen\"");
    assertThat(refusal("car.lines=1.5")).contains("1 to 3");
    assertThat(refusal("flux=1"))
        .startsWith("nothing on the bench is called \"flux\"; there are rcd.ac");
    assertThat(refusal("")).startsWith("nothing on the bench is called");
    assertThat(refusal("EVSE_FAULT_MISSING_HOST")).contains("main controller");
    assertThat(refusal("WeakSignal")).contains("no cause on the electrical bench");
    assertThatThrownBy(() -> Upset.of(Cause.SUPPLY, 1000)).hasMessageContaining("0 to 450 V");
    assertThatThrownBy(() -> Hand.threePhase().bench.raise(Hand.upset("pe"), Duration.ZERO))
        .hasMessageContaining("above zero");
  }

  @Test
  void the_manuals_fault_names_and_OCPP_error_codes_are_understood() {
    for (Fault fault : Fault.values()) {
      if (fault == Fault.MISSING_HOST || fault == Fault.AUTO_RECOVERY) {
        continue;
      }
      Fault expected =
          switch (fault) {
            case POWER_RELAY -> Fault.LINE_STUCK_CLOSED;
            case UNLOCK -> Fault.LOCK;
            default -> fault;
          };
      assertThat(Hand.upset(fault.title()).fault()).as(fault.title()).isEqualTo(expected);
    }
    assertThat(Hand.upset("OverVoltage")).hasToString("supply=270V");
    assertThat(Hand.upset("OverVoltage=280V")).hasToString("supply=280V");
    for (ErrorCode code : ErrorCode.values()) {
      if (Causes.parse(code.wire()) instanceof Causes.Parsed.Understood(Upset upset)
          && upset.fault() instanceof Fault fault) {
        assertThat(fault.errorCode()).as(code.wire()).isEqualTo(code);
      }
    }
    assertThat(Causes.named("GroundFailure")).isEqualTo(Cause.RCD_AC);
    assertThat(Causes.named("pe")).isEqualTo(Cause.PE);
    assertThat(Causes.named("flux")).isNull();
  }

  private static String all(Hand hand) {
    Signals s = hand.measure().signals;
    StringBuilder text = new StringBuilder();
    for (double value :
        new double[] {
          s.pilotHighVolts,
          s.pilotLowVolts,
          s.proximityOhms,
          s.supplyVolts[0],
          s.supplyVolts[1],
          s.supplyVolts[2],
          s.lineToEarthVolts[0],
          s.neutralToEarthVolts,
          s.amperes[0],
          s.amperes[1],
          s.amperes[2],
          s.residualAcMilliamperes,
          s.residualDcMilliamperes
        }) {
      text.append(Math.round(value * 100)).append(' ');
    }
    for (boolean value :
        new boolean[] {
          s.phaseOrderRight,
          s.lineLive[0],
          s.lineLive[1],
          s.lineLive[2],
          s.neutralLive,
          s.lockedFeedback,
          s.mainCoverOpen,
          s.serviceCoverOpen,
          s.calibrationValid,
          s.hardwareTrip
        }) {
      text.append(value ? 'y' : 'n');
    }
    // Temperatures creep: whole ten degrees are enough to tell a forced one.
    return text.append(Math.round(s.celsius[0] / 10)).append(hand.bench.meterSilent()).toString();
  }

  /** A value that hurts, for each cause. */
  private static String harm(Cause cause) {
    if (!cause.words().isEmpty()) {
      return cause.title() + "=" + cause.words().getLast();
    }
    return cause.title()
        + "="
        + switch (cause) {
          case CONTACT_DELAY -> "500";
          case NEUTRAL_EARTH -> "80";
          case SUPPLY_OHMS -> "1";
          case CP_HIGH -> "11";
          case TEMPERATURE -> "76";
          case AMBIENT -> "85";
          case CAR_CURRENT -> "20";
          case CAR_LINES -> "1";
          case NOISE -> "5";
          default -> "40";
        };
  }

  @Test
  void every_cause_shows_while_it_stands_and_leaves_no_trace_when_cleared_WEB_12() {
    for (Cause cause : Cause.values()) {
      Hand hand = Hand.threePhase().charging(Cars.SEDAN, 10);
      hand.lock(opencompact.rtm.Drive.LockMotor.LOCK).seconds(1);
      String healthy = all(hand);

      hand.raise(harm(cause));
      assertThat(hand.bench.causes()).as(cause.title()).hasSize(1);
      assertThat(hand.view().causes().getFirst().upset().cause()).isEqualTo(cause);
      hand.seconds(cause == Cause.AMBIENT ? 3600 : 5);
      boolean silentHere =
          switch (cause) {
            // These show only when something is switched, tested, slept or stopped.
            case CONTACT_DELAY, RCD_SENSOR, LOCK, CAR_IGNORES_STOP, CAR_ASLEEP -> true;
            default -> false;
          };
      String hurt = all(hand);
      if (cause == Cause.RCD_SENSOR) {
        assertThat(hand.signals.residualAcMilliamperes).isZero();
      } else if (!silentHere && cause != Cause.CAR_BOUNCES) {
        assertThat(hurt).as(cause.title()).isNotEqualTo(healthy);
      }

      assertThat(hand.bench.clear(cause)).isTrue();
      assertThat(hand.bench.clear(cause)).isFalse();
      // Let trips be reset, the car come back, and the housing cool.
      hand.contactor(false).seconds(1).noOffer().seconds(10).offer(10).seconds(5);
      hand.contactor(true).seconds(cause == Cause.AMBIENT ? 8000 : 300);
      assertThat(all(hand)).as("after " + cause.title()).isEqualTo(healthy);
      assertThat(hand.bench.causes()).isEmpty();
    }
  }

  @Test
  void a_cause_ends_by_itself_to_the_nanosecond() {
    Hand hand = Hand.threePhase();
    hand.bench.raise(Hand.upset("supply.L1=180V"), Duration.ofMillis(2500));
    assertThat(hand.bench.nextChange()).isEqualTo(2_500_000_000L);
    hand.seconds(2.499);
    assertThat(hand.signals.supplyVolts[0]).isEqualTo(180);
    hand.seconds(0.001);
    assertThat(hand.signals.supplyVolts[0]).isEqualTo(230);
    assertThat(hand.bench.causes()).isEmpty();
  }

  @Test
  void one_line_overrides_all_lines_and_clearing_all_mends_everything() {
    Hand hand = Hand.threePhase().raise("supply=200V").raise("supply.L2=240V");
    assertThat(hand.signals.supplyVolts)
        .containsExactly(new double[] {200, 240, 200}, within(1e-9));

    hand.bench.clearAll();

    assertThat(hand.measure().signals.supplyVolts).containsOnly(230);
    assertThat(hand.bench.causes()).isEmpty();
  }
}
