package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import opencompact.host.uplink.FrameLog;
import opencompact.host.uplink.FrameLog.What;
import opencompact.host.uplink.LoggedFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FrameRingTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final long MIB = 1024 * 1024;

  @TempDir Path folder;

  @Test
  void DIA_2_lines_are_read_in_order_newest_or_after_a_number_and_by_action() throws IOException {
    FrameRing ring = open(4 * MIB);
    for (int i = 1; i <= 10; i++) {
      heard(ring, "[2,\"" + i + "\",\"" + (i % 2 == 0 ? "ClearCache" : "Reset") + "\",{}]");
    }
    ring.close();

    assertThat(ring.newest()).isEqualTo(10);
    assertThat(numbers(ring.newest(3, null))).containsExactly(8L, 9L, 10L);
    assertThat(numbers(ring.newest(3, "ClearCache"))).containsExactly(6L, 8L, 10L);
    assertThat(numbers(ring.after(0, 2, null))).containsExactly(1L, 2L);
    assertThat(numbers(ring.after(7, 100, null))).containsExactly(8L, 9L, 10L);
    assertThat(numbers(ring.after(7, 100, "Reset"))).containsExactly(9L);
    assertThat(ring.after(10, 100, null)).isEmpty();
  }

  @Test
  void DIA_2_numbers_go_on_after_a_restart() throws IOException {
    FrameRing before = open(4 * MIB);
    heard(before, "[2,\"1\",\"Reset\",{}]");
    before.close();

    FrameRing after = open(4 * MIB);
    heard(after, "[2,\"2\",\"Reset\",{}]");
    after.close();

    assertThat(numbers(after.newest(9, null))).containsExactly(1L, 2L);
  }

  @Test
  void DIA_2_a_torn_last_line_is_skipped_and_overwritten() throws IOException {
    FrameRing before = open(4 * MIB);
    heard(before, "[2,\"1\",\"Reset\",{}]");
    heard(before, "[2,\"2\",\"Reset\",{}]");
    before.close();
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);

    for (int length = whole.length - 1; length > whole.length - 150; length--) {
      Files.write(file, Arrays.copyOf(whole, length));
      FrameRing after = open(4 * MIB);
      assertThat(numbers(after.newest(9, null))).containsExactly(1L);
      heard(after, "[2,\"3\",\"Reset\",{}]");
      after.close();
      assertThat(numbers(after.newest(9, null))).containsExactly(1L, 2L);
      assertThat(after.newest(1, null).getFirst().messageId()).isEqualTo("3");
    }
  }

  @Test
  void lines_of_another_form_are_skipped() throws IOException {
    FrameRing before = open(4 * MIB);
    heard(before, "[2,\"1\",\"Reset\",{}]");
    before.close();
    Files.writeString(
        files().getFirst(), "{\"number\":\"x\"}\nnothing\n[]\n\n", StandardOpenOption.APPEND);

    FrameRing after = open(4 * MIB);
    heard(after, "[2,\"2\",\"Reset\",{}]");
    after.close();

    assertThat(numbers(after.newest(9, null))).containsExactly(1L, 2L);
  }

  @Test
  void DIA_2_the_files_together_never_take_more_than_their_bound() throws Exception {
    long bound = MIB / 2;
    FrameRing ring = open(bound);
    CountDownLatch tooLarge = new CountDownLatch(1);
    ring.watchers()
        .add(() -> {
          if (bytes() > bound) {
            tooLarge.countDown();
          }
        });
    String filling = "x".repeat(1000);
    for (int i = 1; i <= 3000; i++) {
      heard(ring, "[2,\"" + i + "\",\"Reset\",{\"a\":\"" + filling + "\"}]");
    }
    ring.close();

    assertThat(tooLarge.getCount()).isEqualTo(1);
    assertThat(bytes()).isBetween(bound / 2, bound);
    List<LoggedFrame> all = ring.after(0, 5000, null);
    assertThat(all.getLast().number()).isEqualTo(ring.newest());
    long first = all.getFirst().number();
    assertThat(first).isGreaterThan(1);
    assertThat(numbers(all))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(first, all.getLast().number()).boxed().toList());
  }

  @Test
  void DIA_2_whoever_notes_never_waits_and_what_found_no_room_is_told() throws Exception {
    FrameRing ring = open(4 * MIB);
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    ring.watchers()
        .add(() -> {
          busy.countDown();
          try {
            slow.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    heard(ring, "[2,\"0\",\"Reset\",{}]");
    assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();

    for (int i = 1; i <= 10_000; i++) {
      heard(ring, "[2,\"" + i + "\",\"Reset\",{}]");
    }
    long dropped = ring.dropped();
    assertThat(dropped).isGreaterThan(5000);
    slow.countDown();
    ring.close();

    assertThat(ring.newest(5000, null))
        .filteredOn(LoggedFrame::mark)
        .singleElement()
        .satisfies(mark -> assertThat(mark.sentence()).contains(dropped + " lines are missing"));
  }

  @Test
  void large_frames_do_not_fill_the_memory_either() throws Exception {
    FrameRing ring = open(32 * MIB);
    CountDownLatch slow = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    ring.watchers()
        .add(() -> {
          busy.countDown();
          try {
            slow.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    heard(ring, "[2,\"0\",\"Reset\",{}]");
    assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();

    String large = "x".repeat(250_000);
    for (int i = 0; i < 100; i++) {
      heard(ring, large);
    }
    assertThat(ring.dropped()).isBetween(60L, 80L);
    slow.countDown();
    ring.close();
  }

  @Test
  void DIA_2_no_secret_reaches_the_disk() throws IOException {
    FrameRing ring = open(4 * MIB);
    heard(
        ring,
        "[2,\"1\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"PASS\"}]");
    heard(ring, "[2,\"2\",\"GetDiagnostics\",{\"location\":\"ftp://user:PASS@files.test/a\"}]");
    heard(ring, "[2,\"3\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"PASS");
    ring.close();

    assertThat(Files.readString(files().getFirst())).doesNotContain("PASS").hasLineCount(3);
  }

  @Test
  void a_folder_that_cannot_be_written_costs_lines_and_nothing_else() throws IOException {
    FrameRing ring = open(4 * MIB);
    Files.delete(folder.resolve("frames"));
    heard(ring, "[2,\"1\",\"Reset\",{}]");
    ring.close();

    assertThat(ring.dropped()).isEqualTo(1);
    assertThat(ring.newest(9, null)).isEmpty();
  }

  private FrameRing open(long mostBytes) throws IOException {
    return FrameRing.open(folder.resolve("frames"), mostBytes);
  }

  private static void heard(FrameRing ring, String text) {
    ring.note(new FrameLog.Note(What.HEARD, NOON, 0, "CP1", text));
  }

  private static List<Long> numbers(List<LoggedFrame> lines) {
    return lines.stream().map(LoggedFrame::number).toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("frames"))) {
      return files.sorted().toList();
    }
  }

  private long bytes() {
    try {
      long bytes = 0;
      for (Path file : files()) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
