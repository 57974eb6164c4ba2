package opencompact.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grammar of the four measurand keys (OCPP-MV-20 to OCPP-MV-22). */
class MeasurandListTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          Voltage                                     | Voltage
          Voltage.L1-N                                | Voltage.L1-N
          Voltage.N                                   | Voltage.N
          Energy.Active.Import.Register.L1            | Energy.Active.Import.Register.L1
          Power.Active.Import.L1,Power.Active.Import  | Power.Active.Import.L1,Power.Active.Import
          '  Voltage ,, Temperature , '               | Voltage,Temperature
          Voltage,voltage,VOLTAGE                     | Voltage
          current.import.l3                           | Current.Import.L3
          ''                                          | ''
          ' , ,'                                      | ''
          """)
  void OCPP_MV_21_a_list_is_read_and_kept_in_canonical_form(String text, String canonical) {
    assertThat(MeasurandList.parse(text))
        .isInstanceOfSatisfying(
            MeasurandList.Accepted.class,
            accepted -> assertThat(accepted.list()).hasToString(canonical));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Nonsense                  | "Nonsense" is not a measurand of OCPP 1.6
          Voltage,Nonsense          | "Nonsense" is not a measurand of OCPP 1.6
          Voltage.L4                | "Voltage.L4" is not a measurand of OCPP 1.6
          Voltage.                  | "Voltage." is not a measurand of OCPP 1.6
          Voltage L1                | "Voltage L1" is not a measurand of OCPP 1.6
          Energy.Active.Import      | "Energy.Active.Import" is not a measurand of OCPP 1.6
          Voltage;Temperature       | "Voltage;Temperature" is not a measurand of OCPP 1.6
          SoC                       | SoC is not measured by this station
          RPM                       | RPM is not measured by this station
          Current.Export            | Current.Export is not measured by this station
          Power.Active.Export       | Power.Active.Export is not measured by this station
          Voltage.L1-L2             | Voltage.L1-L2 is not measured by this station
          Temperature.L1            | Temperature.L1 is not measured by this station
          frequency                 | Frequency is not measured by this station
          """)
  void OCPP_MV_21_one_bad_item_refuses_the_list_and_says_why(String text, String why) {
    assertThat(MeasurandList.parse(text)).isEqualTo(new MeasurandList.Refused(why));
  }

  @Test
  void the_list_of_the_manual_is_accepted_with_its_blanks() {
    String manual =
        "Voltage.L1-N, Voltage.N, Temperature, Current.Offered.L1, Current.Import.L1,"
            + " Power.Active.Import.L1, Energy.Active.Import.Register.L1";

    assertThat(MeasurandList.parse(manual))
        .isInstanceOfSatisfying(
            MeasurandList.Accepted.class,
            accepted -> {
              assertThat(accepted.list()).hasToString(manual.replace(" ", ""));
              assertThat(accepted.list().items().getFirst())
                  .isEqualTo(new MeasurandList.Item(Measurand.VOLTAGE, Phase.L1_N));
              assertThat(accepted.list().items().getLast())
                  .isEqualTo(
                      new MeasurandList.Item(Measurand.ENERGY_ACTIVE_IMPORT_REGISTER, Phase.L1));
            });
  }

  @Test
  void OCPP_MV_22_a_list_has_a_longest_length_that_duplicates_do_not_fill() {
    assertThat(MeasurandList.parse("Voltage,Temperature,Voltage", 2, MeasurandList::standard))
        .isInstanceOf(MeasurandList.Accepted.class);
    assertThat(
            MeasurandList.parse("Voltage,Temperature,Current.Import", 2, MeasurandList::standard))
        .isEqualTo(new MeasurandList.Refused("At most 2 measurands are possible"));
  }

  @Test
  void OCPP_MV_20_a_meter_that_measures_more_may_be_asked_for_more() {
    assertThat(MeasurandList.parse("Power.Factor,Frequency", 20, _ -> true))
        .isInstanceOfSatisfying(
            MeasurandList.Accepted.class,
            accepted -> assertThat(accepted.list()).hasToString("Power.Factor,Frequency"));
  }
}
