package opencompact.catalogue;

import static opencompact.catalogue.Access.READ_WRITE;
import static opencompact.catalogue.Declaring.DAY_SECONDS;
import static opencompact.catalogue.Declaring.MEASURANDS;
import static opencompact.catalogue.Declaring.fixed;
import static opencompact.catalogue.Declaring.key;
import static opencompact.catalogue.Declaring.keyBy;
import static opencompact.catalogue.Declaring.measurands;
import static opencompact.catalogue.Declaring.seconds;
import static opencompact.catalogue.Effective.AT_ONCE;
import static opencompact.catalogue.Page.BACKEND;

import java.util.List;

/** What is measured when, and told when: the core profile's keys about meter values (section 5). */
interface MeteringKeys {
  Key<Integer> CLOCK_ALIGNED_DATA_INTERVAL =
      key(
          "ClockAlignedDataInterval",
          seconds(0, DAY_SECONDS),
          0,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The time between meter values at round times of the day; 0 sends none.");

  Key<List<String>> METER_VALUES_ALIGNED_DATA =
      key(
          "MeterValuesAlignedData",
          measurands(),
          List.of("Energy.Active.Import.Register"),
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "What is measured for the meter values at round times of the day.");

  Key<Integer> METER_VALUES_ALIGNED_DATA_MAX_LENGTH =
      fixed(
          "MeterValuesAlignedDataMaxLength",
          MEASURANDS,
          "The most items that MeterValuesAlignedData takes.");

  Key<List<String>> METER_VALUES_SAMPLED_DATA =
      keyBy(
          "MeterValuesSampledData",
          measurands(),
          MeteringKeys::sampled,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "What is measured for the meter values during a charge.");

  Key<Integer> METER_VALUES_SAMPLED_DATA_MAX_LENGTH =
      fixed(
          "MeterValuesSampledDataMaxLength",
          MEASURANDS,
          "The most items that MeterValuesSampledData takes.");

  Key<Integer> METER_VALUE_SAMPLE_INTERVAL =
      key(
          "MeterValueSampleInterval",
          seconds(0, DAY_SECONDS),
          60,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The time between meter values during a charge; 0 sends none.");

  Key<Integer> STOP_TRANSACTION_MAX_METER_VALUES =
      fixed(
          "StopTransactionMaxMeterValues",
          100,
          "The most readings that the message at the end of a charge carries.");

  Key<List<String>> STOP_TXN_ALIGNED_DATA =
      key(
          "StopTxnAlignedData",
          measurands(),
          List.of(),
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "What of the readings at round times is told again at the end of a charge; empty "
              + "for nothing.");

  Key<Integer> STOP_TXN_ALIGNED_DATA_MAX_LENGTH =
      fixed(
          "StopTxnAlignedDataMaxLength",
          MEASURANDS,
          "The most items that StopTxnAlignedData takes.");

  Key<List<String>> STOP_TXN_SAMPLED_DATA =
      key(
          "StopTxnSampledData",
          measurands(),
          List.of(),
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "What of the readings during a charge is told again at its end; empty for nothing.");

  Key<Integer> STOP_TXN_SAMPLED_DATA_MAX_LENGTH =
      fixed(
          "StopTxnSampledDataMaxLength",
          MEASURANDS,
          "The most items that StopTxnSampledData takes.");

  private static List<String> sampled(Delivery delivery) {
    return delivery.phases() == 1
        ? List.of(
            "Voltage.L1-N",
            "Voltage.N",
            "Temperature",
            "Current.Offered.L1",
            "Current.Import.L1",
            "Power.Active.Import.L1",
            "Energy.Active.Import.Register.L1")
        : List.of(
            "Energy.Active.Import.Register",
            "Power.Active.Import",
            "Current.Import",
            "Current.Offered",
            "Voltage",
            "Temperature");
  }
}
