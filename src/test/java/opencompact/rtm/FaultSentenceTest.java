package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import opencompact.catalogue.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads about each fault: what was measured, where, and what it had to pass. */
class FaultSentenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RCD | USUAL | '' | 42.25 | 30 | The residual current was 42.3 mA AC; from 30 mA it trips.",
        "RCD_DC | USUAL | '' | 7 | 6 | The residual current was 7.0 mA DC; from 6 mA it trips.",
        "RCD | USUAL | '' | NaN | 30 | The residual current sensor gives no reading.",
        "NEUTRAL | USUAL | N | 75.5 | 70"
            + " | Neutral stood 75.5 V above earth; more than 70 V trips.",
        "NEUTRAL | SWAPPED | N | 229 | 70"
            + " | 'L1 and N are exchanged: the neutral stood 229.0 V above earth, L1 had none.'",
        "OVERCURRENT | USUAL | L2 | 18.2 | 17.6"
            + " | The car drew 18.2 A on L2; more than 17.6 A for the permitted time trips.",
        "OVERCURRENT | USUAL | '' | 18.2 | 17.6"
            + " | The car drew 18.2 A; more than 17.6 A for the permitted time trips.",
        "POWER_RELAY | USUAL | L1 and N | NaN | NaN"
            + " | The contacts of L1 and N did not do what they were told.",
        "POWER_RELAY | USUAL | '' | NaN | NaN | The contacts did not do what they were told.",
        "POWER_RELAY | OPENED_BY_ITSELF | '' | NaN | NaN"
            + " | The contacts opened without having been told to.",
        "LOCK | USUAL | '' | NaN | NaN | The lock's pin was not seen in place.",
        "UNLOCK | USUAL | '' | NaN | NaN"
            + " | The lock's pin was not seen withdrawn after three attempts.",
        "CP_STATE | USUAL | '' | 0.4 | NaN"
            + " | 'The control pilot stood at 0.4 V, which is no state of a car.'",
        "DIODE | USUAL | '' | -8.5 | -10"
            + " | The pilot's negative half-wave was -8.5 V; it must reach -10 V.",
        "PP | USUAL | '' | 20 | NaN"
            + " | A charge was attempted and the cable's proximity resistor cannot be read.",
        "MISSING_HOST | USUAL | '' | 5 | 5"
            + " | The main controller was silent for 5 s; 5 s are permitted.",
        "TEMPERATURE | USUAL | L1-N | 79.4 | 79"
            + " | It was 79.4 °C inside at sensor L1-N; more than 79 °C trips.",
        "TEMPERATURE | USUAL | L1-N | -61 | 79"
            + " | The temperature sensor L1-N showed -61.0 °C, which it cannot be inside: it is"
            + " broken.",
        "TEMPERATURE | USUAL | L1-L2 | NaN | 79"
            + " | The temperature sensor L1-L2 gives no reading.",
        "TEMPERATURE | USUAL | '' | 79.4 | 79" + " | It was 79.4 °C inside; more than 79 °C trips.",
        "OVERVOLTAGE | USUAL | L3 | 260.1 | 253" + " | L3 stood at 260.1 V; more than 253 V trips.",
        "OVERVOLTAGE | USUAL | '' | 291 | 290"
            + " | A phase stood at 291.0 V; more than 290 V trips.",
        "UNDERVOLTAGE | USUAL | L1 | 206.9 | 207"
            + " | L1 stood at 206.9 V; less than 207 V trips.",
        "UNDERVOLTAGE | USUAL | '' | 120 | 125"
            + " | A phase stood at 120.0 V; less than 125 V trips.",
        "AUTO_RECOVERY | USUAL | '' | NaN | NaN | The station will recover by itself.",
        "CALIBRATION | USUAL | '' | NaN | NaN"
            + " | The calibration data or the serial number cannot be read.",
        "NEUTRAL_STUCK_CLOSED | USUAL | N | NaN | NaN"
            + " | The contact of N was commanded open and is closed.",
        "LINE_STUCK_CLOSED | USUAL | L1 | NaN | NaN"
            + " | The contact of L1 was commanded open and is closed.",
        "NEUTRAL_STUCK_OPEN | USUAL | N | NaN | NaN"
            + " | The contact of N was commanded closed and is open.",
        "LINE_STUCK_OPEN | USUAL | L2 | NaN | NaN"
            + " | The contact of L2 was commanded closed and is open.",
        "TAMPER | USUAL | '' | NaN | NaN | The main cover was opened.",
        "TAMPER_SERVICE | USUAL | '' | NaN | NaN | The service cover was opened.",
        "EXTERNAL_METER | USUAL | '' | NaN | NaN | The configured external meter is silent.",
        "PHASES | WRONG_ORDER | L1 | NaN | NaN"
            + " | 'L1, L2 and L3 do not follow each other in this order.'",
        "PHASES | LINE_TOO_MANY | L2 | 230 | 115"
            + " | 'L2 stood at 230.0 V, though the station is configured for one phase.'",
        "PHASES | LINE_TO_LINE | L1 | 398 | 340"
            + " | 'L1 stood at 398.0 V against the neutral terminal, which carries a line and no"
            + " neutral; more than 340 V tells that.'",
        "PHASES | LINE_MISSING | L3 | 3 | 50"
            + " | 'L3 stood at 3.0 V while others have voltage; a configured phase is missing below"
            + " 50 V.'",
      })
  void the_sentence_names_value_place_and_threshold_DIA_2(
      Fault fault, Finding finding, String where, double value, double limit, String sentence) {
    assertThat(FaultSentence.of(fault, finding, where, value, limit)).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TEST_NOT_SEEN | 12.5 | 30 | The residual current sensor's self-test failed: it showed 12.5"
            + " mA AC of its test current, and 30 mA are the least.",
        "TEST_NOT_SEEN | 2 | 6 | The residual current sensor's self-test failed: it showed 2.0 mA"
            + " DC of its test current, and 6 mA are the least.",
        "TEST_NOT_ENDED | 33 | 30 | The residual current sensor's self-test failed: it still showed"
            + " 33.0 mA AC when the test current had ended; less than 30 mA would be right.",
        "TEST_NOT_ENDED | 6.5 | 6 | The residual current sensor's self-test failed: it still showed"
            + " 6.5 mA DC when the test current had ended; less than 6 mA would be right."
      })
  void a_failed_self_test_says_which_half_of_it_failed_RCD_03(
      Finding finding, double value, double limit, String sentence) {
    for (Fault fault : new Fault[] {Fault.RCD, Fault.RCD_DC}) {
      assertThat(FaultSentence.of(fault, finding, "", value, limit)).isEqualTo(sentence);
    }
  }

  @Test
  void every_fault_has_a_whole_sentence_DIA_2() {
    Set<Fault> all = EnumSet.allOf(Fault.class);
    for (Fault fault : all) {
      assertThat(FaultSentence.of(fault, Finding.USUAL, "L1", 1, 2)).as(fault.name()).endsWith(".");
    }
  }
}
