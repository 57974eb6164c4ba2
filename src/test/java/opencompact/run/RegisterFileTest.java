package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import opencompact.quantity.WattHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterFileTest {
  @TempDir Path data;

  @Test
  void mod_5_the_registers_outlive_the_program() throws IOException {
    RegisterFile first = RegisterFile.open(data, WattHours.NONE);
    first.memory().restore(0, 1_234, 5);
    first.memory().restore(2, 6, 7);
    first.keep();

    RegisterFile second = RegisterFile.open(data, WattHours.NONE);

    assertThat(second.memory().importedMilliwattHours(0)).isEqualTo(1_234);
    assertThat(second.memory().exportedMilliwattHours(0)).isEqualTo(5);
    assertThat(second.memory().importedMilliwattHours(1)).isZero();
    assertThat(second.memory().importedMilliwattHours(2)).isEqualTo(6);
    assertThat(second.memory().exportedMilliwattHours(2)).isEqualTo(7);
  }

  @Test
  void mod_5_a_register_never_begins_below_what_the_journal_has_seen() throws IOException {
    RegisterFile file = RegisterFile.open(data, WattHours.of(10));

    assertThat(file.memory().importedMilliwattHours(0)).isEqualTo(10_000);
  }
}
