package opencompact.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import opencompact.catalogue.Ailment;
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
    assertThat(refusal("diode=bent"))
        .isEqualTo("diode takes missing or shorted or open, not \"bent\"");
    assertThat(refusal("supply=sideways"))
        .isEqualTo("supply takes a number of 0 to 450 V or off, not \"sideways\"");
    assertThat(refusal("ResetFailure")).contains("no cause on the electrical bench");
    assertThatThrownBy(() -> Upset.of(Cause.SUPPLY, 1000)).hasMessageContaining("0 to 450 V");
    assertThatThrownBy(() -> Hand.threePhase().bench.raise(Hand.upset("pe"), Duration.ZERO))
        .hasMessageContaining("above zero");
  }

  @Test
  void the_manuals_fault_names_and_OCPP_error_codes_are_understood() {
    for (Fault fault : Fault.values()) {
      Fault expected =
          switch (fault) {
            case POWER_RELAY -> Fault.LINE_STUCK_CLOSED;
            case UNLOCK -> Fault.LOCK;
            case AUTO_RECOVERY -> Fault.OVERVOLTAGE;
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
    return text.append(Math.round(s.celsius[0] / 10))
        .append(hand.bench.meterSilent())
        .append(hand.bench.hostSilent())
        .append(hand.bench.ailment(Ailment.Part.CARD_READER))
        .append(hand.bench.ailment(Ailment.Part.RADIO))
        .toString();
  }

  @Test
  void each_value_that_should_lead_to_a_fault_is_one_that_can_be_raised_and_says_so() {
    for (Cause cause : Cause.values()) {
      assertThat(cause.leads().isEmpty()).as(cause.title()).isEqualTo(cause.fault() == null);
      for (Cause.Lead lead : cause.leads()) {
        Upset upset = Hand.upset(cause.title() + "=" + lead.example());
        assertThat(upset.fault()).as(upset.toString()).isEqualTo(lead.fault());
        assertThat(upset.promise()).contains(lead.fault().title());
      }
    }
    assertThat(Hand.upset("rcd.dc=8mA").promise())
        .isEqualTo("It should lead to EVSE_FAULT_RCD_DC (0x8, GroundFailure).");
    assertThat(Hand.upset("rcd.dc=4mA").promise()).isEqualTo("It should lead to no fault.");
    assertThat(Hand.upset("car.current=36A").promise())
        .isEqualTo(
            "It should lead to EVSE_FAULT_OVERCURRENT (0x4, OverCurrentFailure), where it is above"
                + " 110 % of the offer.");
  }

  @Test
  void what_the_world_shows_of_a_cause_is_true_whether_or_not_it_is_raised_WEB_12() {
    Hand hand = Hand.threePhase();
    assertThat(Gauge.now(Cause.SUPPLY_L2, hand.view())).isEqualTo("230.0 V");
    assertThat(Gauge.now(Cause.PP, hand.view())).isEqualTo("no resistor");
    assertThat(Gauge.now(Cause.CONTACT_L3, hand.view())).isEqualTo("open");
    assertThat(Gauge.now(Cause.SUPPLY_OHMS, hand.view())).isEqualTo("0.24 ohm");
    assertThat(Gauge.now(Cause.DIODE, hand.view())).isEqualTo("no car");

    hand.charging(Cars.SEDAN, 10).raise("rcd.dc=8mA").raise("contact.L2=welded").raise("noise=2%");
    hand.raise("supply.L1=250V");

    assertThat(Gauge.now(Cause.CONTACT_L2, hand.view())).isEqualTo("welded");
    assertThat(Gauge.now(Cause.CONTACT_L3, hand.view())).isEqualTo("closed");
    assertThat(Gauge.now(Cause.NOISE, hand.view())).isEqualTo("2%");
    assertThat(Gauge.now(Cause.SUPPLY, hand.view())).matches("22\\d\\.\\d to 24\\d\\.\\d V");
    assertThat(Gauge.now(Cause.CAR_CURRENT, hand.view())).isEqualTo("9.7 A");
    assertThat(Gauge.now(Cause.CAR_LINES, hand.view())).isEqualTo("3 lines");
    assertThat(Gauge.now(Cause.DIODE, hand.view())).isEqualTo("present");
    for (Cause cause : Cause.values()) {
      assertThat(Gauge.now(cause, hand.view())).as(cause.title()).isNotBlank();
    }
  }

  @Test
  void a_second_line_where_the_neutral_belongs_shows_400_volts_and_a_live_neutral_PRT_19() {
    Hand hand = Hand.threePhase().raise("neutral=line");

    assertThat(hand.measure().signals.supplyVolts[0]).isCloseTo(398.4, within(0.1));
    assertThat(hand.signals.supplyVolts[1]).isCloseTo(0, within(0.1));
    assertThat(hand.signals.neutralToEarthVolts).isCloseTo(230, within(0.1));
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
