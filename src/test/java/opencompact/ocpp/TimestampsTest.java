package opencompact.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The date-times that arrive and leave (OCPP-BT-13, OCPP-BT-16). */
class TimestampsTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          2024-02-29T23:59:59Z                     | 2024-02-29T23:59:59.000Z
          2024-02-29T23:59:59                      | 2024-02-29T23:59:59.000Z
          2024-02-29t23:59:59z                     | 2024-02-29T23:59:59.000Z
          2024-02-29T23:59:59.1Z                   | 2024-02-29T23:59:59.100Z
          2024-02-29T23:59:59,12Z                  | 2024-02-29T23:59:59.120Z
          2024-02-29T23:59:59.123456789Z           | 2024-02-29T23:59:59.123Z
          2024-02-29T23:59:59.123999999999999      | 2024-02-29T23:59:59.123Z
          2024-02-29T23:59:59.9999999+00:00        | 2024-02-29T23:59:59.999Z
          2024-03-01T00:59:59+01:00                | 2024-02-29T23:59:59.000Z
          2024-03-01T05:29:59.5+0530               | 2024-02-29T23:59:59.500Z
          2024-02-29T15:59:59-08                   | 2024-02-29T23:59:59.000Z
          1969-12-31T23:59:59.999Z                 | 1969-12-31T23:59:59.999Z
          0000-01-01T00:00:00Z                     | 0000-01-01T00:00:00.000Z
          9999-12-31T23:59:59.999Z                 | 9999-12-31T23:59:59.999Z
          """)
  void OCPP_BT_13_many_forms_are_read_and_OCPP_BT_16_one_is_written(String text, String written) {
    assertThat(Timestamps.text(Timestamps.parse(text))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2024-02-29",
        "2023-02-29T00:00:00Z",
        "2024-13-01T00:00:00Z",
        "2024-00-01T00:00:00Z",
        "2024-02-29T24:00:00Z",
        "2024-02-29T23:60:00Z",
        "2024-02-29T23:59:61Z",
        "2024-02-29 23:59:59Z",
        "2024-02-29T23:59:59.Z",
        "2024-02-29T23:59:59ZZ",
        "2024-02-29T23:59:59+",
        "2024-02-29T23:59:59+1",
        "2024-02-29T23:59:59+01:",
        "2024-02-29T23:59:59+01:0",
        "2024-02-29T23:59:59+01:000",
        "2024-02-29T23:59:59+19:00",
        "2024-02-29T23:59:59+01:60",
        "2024-02-29T23:59:59 UTC",
        "+2024-2-29T23:59:59Z",
        "-024-02-29T23:59:59Z",
        "9999-12-31T23:59:59-01:00",
        "0000-01-01T00:00:00+01:00"
      })
  void what_is_no_date_time_is_refused_in_one_sentence(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be a date-time such as ");
  }

  @Test
  void OCPP_P_50_what_is_finer_than_a_millisecond_is_cut_off_not_rounded() {
    Instant fine = Instant.parse("2024-02-29T23:59:59.999999999Z");

    assertThat(Timestamps.text(fine)).isEqualTo("2024-02-29T23:59:59.999Z");
    assertThat(Timestamps.truncated(fine)).isEqualTo(Instant.parse("2024-02-29T23:59:59.999Z"));
  }

  @Test
  void every_instant_to_the_millisecond_survives_being_written_and_read() {
    SplittableRandom random = new SplittableRandom(1969);
    for (int i = 0; i < 5_000; i++) {
      Instant instant =
          Instant.ofEpochMilli(random.nextLong(-62_167_219_200_000L, 253_402_300_800_000L));

      assertThat(Timestamps.parse(Timestamps.text(instant))).isEqualTo(instant);
      assertThat(Instant.parse(Timestamps.text(instant))).isEqualTo(instant);
    }
  }
}
