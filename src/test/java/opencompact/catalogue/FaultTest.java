package opencompact.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {

  @ParameterizedTest
  @CsvSource({
    "RCD, 0x000001, EVSE_FAULT_RCD, GroundFailure",
    "NEUTRAL, 0x000002, EVSE_FAULT_NEUTRAL, OtherError",
    "OVERCURRENT, 0x000004, EVSE_FAULT_OVERCURRENT, OverCurrentFailure",
    "RCD_DC, 0x000008, EVSE_FAULT_RCD_DC, GroundFailure",
    "POWER_RELAY, 0x000010, EVSE_FAULTS_POWER_RELAY, PowerSwitchFailure",
    "LOCK, 0x000020, EVSE_FAULT_ACT_LOCK_FAULT, ConnectorLockFailure",
    "UNLOCK, 0x000040, EVSE_FAULT_ACT_UNLOCK_FAULT, ConnectorLockFailure",
    "CP_STATE, 0x000080, EVSE_FAULT_CP_STATE, EVCommunicationError",
    "DIODE, 0x000100, EVSE_FAULT_DIODE_UNPRESENT, EVCommunicationError",
    "PP, 0x000200, EVSE_FAULT_PP_UNPRESENT, EVCommunicationError",
    "MISSING_HOST, 0x000400, EVSE_FAULT_MISSING_HOST, InternalError",
    "TEMPERATURE, 0x000800, EVSE_FAULT_TEMPERATURE, HighTemperature",
    "OVERVOLTAGE, 0x001000, EVSE_FAULT_OVERVOLTAGE, OverVoltage",
    "UNDERVOLTAGE, 0x002000, EVSE_FAULT_UNDERVOLTAGE, UnderVoltage",
    "AUTO_RECOVERY, 0x004000, EVSE_FAULTS_AUTO_RECOVERY, OtherError",
    "CALIBRATION, 0x008000, EVSE_FAULT_CAL, InternalError",
    "NEUTRAL_STUCK_CLOSED, 0x010000, EVSE_FAULT_VN_OUT_OPEN, PowerSwitchFailure",
    "NEUTRAL_STUCK_OPEN, 0x020000, EVSE_FAULT_VN_OUT_CLOSE, PowerSwitchFailure",
    "LINE_STUCK_CLOSED, 0x040000, EVSE_FAULT_VL_OUT_OPEN, PowerSwitchFailure",
    "LINE_STUCK_OPEN, 0x080000, EVSE_FAULT_VL_OUT_CLOSE, PowerSwitchFailure",
    "TAMPER, 0x100000, EVSE_TAMPER_EVENT, OtherError",
    "TAMPER_SERVICE, 0x200000, EVSE_FAULT_TAMPER2_EVENT, OtherError",
    "EXTERNAL_METER, 0x400000, EVSE_FAULT_MISING_EXT_EMETER, PowerMeterFailure",
    "PHASES, 0x800000, EVSE_FAULT_PHASES, OtherError",
  })
  void PRT_1_to_19_bits_names_and_error_codes_are_the_manuals(
      Fault fault, String bit, String title, String errorCode) {
    assertThat(fault.bit()).isEqualTo(Integer.decode(bit));
    assertThat(fault.title()).isEqualTo(title);
    assertThat(fault.errorCode().wire()).isEqualTo(errorCode);
  }

  @ParameterizedTest
  @EnumSource
  void every_fault_says_what_it_is_what_happened_and_what_to_do(Fault fault) {
    assertThat(fault.text()).isNotBlank().doesNotContain(".");
    assertThat(fault.cause()).matches("[A-Z].*\\.");
    assertThat(fault.advice()).matches("[A-Z].*\\.");
    assertThat(Fault.Clearing.values()).anyMatch(fault::clears);
  }

  @Test
  void every_fault_has_a_bit_of_its_own() {
    assertThat(Stream.of(Fault.values()).map(fault -> Integer.bitCount(fault.bit())))
        .containsOnly(1);
    assertThat(Stream.of(Fault.values()).map(Fault::bit)).doesNotHaveDuplicates();
    assertThat(Stream.of(Fault.values()).map(Fault::text)).doesNotHaveDuplicates();
  }

  @Test
  void a_word_is_its_faults_and_back() {
    int word = Fault.word(Fault.RCD_DC, Fault.RCD);
    assertThat(word).isEqualTo(0x9);
    assertThat(Fault.in(word)).containsExactly(Fault.RCD, Fault.RCD_DC);
    assertThat(Fault.in(0)).isEmpty();
    assertThat(Fault.word(Fault.in(0xFFFFFF))).isEqualTo(0xFFFFFF);
    assertThat(Fault.word(List.of())).isZero();
  }

  @Test
  void OCPP_ST_22_every_fault_has_its_place_in_the_order_of_severity() {
    assertThat(Fault.bySeverity()).containsExactlyInAnyOrder(Fault.values());
    assertThat(Fault.bySeverity()).startsWith(Fault.RCD).endsWith(Fault.AUTO_RECOVERY);
  }

  @Test
  void OCPP_ST_19_a_communication_error_never_speaks_for_a_faulted_station() {
    assertThat(Fault.in(Fault.word(Fault.CP_STATE, Fault.EXTERNAL_METER, Fault.TAMPER)))
        .containsExactly(Fault.EXTERNAL_METER, Fault.CP_STATE, Fault.TAMPER);
  }

  @Test
  void PRT_1_a_residual_current_never_clears_by_itself_or_by_unplugging() {
    for (Fault fault : List.of(Fault.RCD, Fault.RCD_DC)) {
      assertThat(fault.clears(Fault.Clearing.BY_ITSELF)).isFalse();
      assertThat(fault.clears(Fault.Clearing.BY_UNPLUGGING)).isFalse();
      assertThat(fault.clears(Fault.Clearing.BY_HAND)).isTrue();
    }
  }

  @Test
  void PRT_16_and_17_an_opened_cover_does_not_stop_the_charge() {
    assertThat(Fault.TAMPER.stopsCharging()).isFalse();
    assertThat(Fault.TAMPER_SERVICE.stopsCharging()).isFalse();
  }

  @Test
  void RST_2_reset_reasons_have_the_manuals_codes_and_OCPP_ST_42_the_bad_ones_warn() {
    assertThat(Stream.of(ResetReason.values()).map(ResetReason::code))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(Stream.of(ResetReason.values()).map(ResetReason::title))
        .containsExactly(
            "CC_RST_UNKNOWN",
            "CC_RST_POWERON",
            "CC_RST_EXT",
            "CC_RST_SW",
            "CC_RST_PANIC",
            "CC_RST_INT_WDT",
            "CC_RST_TASK_WDT",
            "CC_RST_WDT",
            "CC_RST_DEEPSLEEP",
            "CC_RST_BROWNOUT",
            "CC_RST_SDIO");
    assertThat(Stream.of(ResetReason.values()).filter(ResetReason::warning).map(ResetReason::code))
        .containsExactly(4, 5, 6, 7, 9);
  }
}
