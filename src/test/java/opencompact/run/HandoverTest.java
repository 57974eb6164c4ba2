package opencompact.run;

import static org.assertj.core.api.Assertions.assertThat;

import opencompact.rtm.Drive;
import opencompact.rtm.PowerStage;
import opencompact.rtm.Signals;
import org.junit.jupiter.api.Test;

/** What lies between two threads that never wait for each other. */
class HandoverTest {
  @Test
  void only_the_newest_is_taken_and_only_once() {
    Newest<int[]> newest = new Newest<>(() -> new int[1]);
    assertThat(newest.take()).isNull();

    for (int i = 1; i <= 5; i++) {
      newest.slot()[0] = i;
      newest.publish();
    }

    assertThat(newest.take()).containsExactly(5);
    assertThat(newest.take()).isNull();
  }

  @Test
  void what_is_being_read_is_never_written() {
    Newest<int[]> newest = new Newest<>(() -> new int[1]);
    newest.slot()[0] = 1;
    newest.publish();
    int[] read = newest.take();

    for (int i = 2; i < 9; i++) {
      newest.slot()[0] = i;
      newest.publish();
      assertThat(read).containsExactly(1);
    }
  }

  @Test
  void a_writer_and_a_reader_on_two_threads_see_whole_things_in_order() throws Exception {
    Newest<long[]> newest = new Newest<>(() -> new long[64]);
    long last = 50_000;
    Thread writer =
        new Thread(() -> {
          for (long n = 1; n <= last; n++) {
            java.util.Arrays.fill(newest.slot(), n);
            newest.publish();
          }
        });
    writer.start();

    long seen = 0;
    while (seen < last) {
      long[] taken = newest.take();
      if (taken == null) {
        Thread.onSpinWait();
        continue;
      }
      assertThat(taken[0]).isGreaterThan(seen);
      seen = taken[0];
      assertThat(taken).containsOnly(seen);
    }
    writer.join();
  }

  @Test
  void a_mailbox_keeps_the_order_and_refuses_when_it_is_full() {
    Mailbox<Integer> mailbox = new Mailbox<>();
    for (int i = 0; i < Mailbox.MOST; i++) {
      assertThat(mailbox.offer(i)).isTrue();
    }
    assertThat(mailbox.offer(99)).isFalse();

    assertThat(mailbox.poll()).isZero();
    assertThat(mailbox.offer(64)).isTrue();
    for (int i = 1; i <= Mailbox.MOST; i++) {
      assertThat(mailbox.poll()).isEqualTo(i);
    }
    assertThat(mailbox.poll()).isNull();
  }

  @Test
  void a_stage_that_says_nothing_any_more_is_believed_no_more_RST_5() {
    Terminals terminals = new Terminals();
    Stage stage = new Stage();
    stage.amperes = 16;
    Signals signals = new Signals();
    terminals.measureAt(stage);
    terminals.measure(signals);
    assertThat(signals.amperes[0]).isEqualTo(16);

    for (int step = 1; step < Terminals.BLIND_STEPS; step++) {
      terminals.measure(signals);
      assertThat(signals.stale).as("after %d steps", step).isFalse();
    }
    terminals.measure(signals);
    assertThat(signals.stale).isTrue();

    terminals.measureAt(stage);
    terminals.measure(signals);
    assertThat(signals.stale).isFalse();
  }

  @Test
  void the_stage_carries_out_the_newest_command_and_knows_when_there_is_none() {
    Terminals terminals = new Terminals();
    Stage stage = new Stage();
    assertThat(terminals.driveAt(stage)).isFalse();

    Drive drive = new Drive();
    drive.dutyPercent = 20;
    terminals.drive(drive);
    drive.dutyPercent = 30;
    terminals.drive(drive);

    assertThat(terminals.driveAt(stage)).isTrue();
    assertThat(stage.dutyPercent).isEqualTo(30);
    assertThat(terminals.driveAt(stage)).isFalse();
  }

  private static final class Stage implements PowerStage {
    double amperes;
    double dutyPercent;

    @Override
    public void measure(Signals into) {
      into.amperes[0] = amperes;
    }

    @Override
    public void drive(Drive command) {
      dutyPercent = command.dutyPercent;
    }
  }
}
