package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed again and again in the middle of charges (OFF-2, OCPP-TX-25). */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class RealTortureTest {
  @TempDir Path directory;

  @Test
  @Tag("slow")
  void fifty_kills_lose_double_and_mix_up_no_transaction_OFF_2_TX_19_TX_25() throws Exception {
    int kills = Integer.getInteger("torture.kills", 50);
    long seed = Long.getLong("torture.seed", 5);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);

    assertThat(new RealTorture(directory, seed, out).torture(kills, 2)).isEmpty();
  }
}
