package opencompact.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import opencompact.contract.JournalContract;
import opencompact.memory.Fact;
import opencompact.memory.History;
import opencompact.memory.Journal;
import opencompact.memory.Journal.JournalFailed;
import org.junit.jupiter.api.Test;

class SimDiskTest extends JournalContract {
  private final SimDisk disk = new SimDisk(KEPT);

  private static List<Fact> turn(long sequence) {
    return List.of(new Fact.Delivered(sequence), new Fact.Delivered(sequence));
  }

  @Override
  protected Journal open() {
    return disk;
  }

  @Override
  protected Journal openNearlyFull() {
    disk.watch(
        new SimDisk.Watcher() {
          @Override
          public void beforeWrite(long write) {}

          @Override
          public void afterWrite(long write) {
            if (write == 9) {
              disk.become(SimDisk.Health.FULL);
            }
          }
        });
    return disk;
  }

  @Override
  protected History historyOf(Journal journal) {
    return disk;
  }

  @Test
  void without_power_nothing_is_written_or_read_and_what_was_acknowledged_stays() {
    disk.append(turn(1), List.of());
    disk.cutPower();

    assertThatThrownBy(() -> disk.append(turn(2), List.of())).isInstanceOf(PowerCut.class);
    assertThatThrownBy(() -> disk.compact(turn(2))).isInstanceOf(PowerCut.class);
    assertThatThrownBy(disk::replay).isInstanceOf(PowerCut.class);
    disk.restorePower();

    assertThat(disk.replay()).isEqualTo(turn(1));
  }

  @Test
  void a_torn_append_leaves_nothing() {
    disk.append(turn(1), List.of());
    disk.cutPowerAt(2, SimDisk.Cut.TORN);

    assertThatThrownBy(() -> disk.append(turn(2), List.of())).isInstanceOf(PowerCut.class);
    disk.restorePower();
    disk.append(turn(3), List.of());

    assertThat(disk.replay()).hasSize(4).startsWith(turn(1).getFirst());
    assertThat(disk.replay()).doesNotContainAnyElementsOf(turn(2));
  }

  @Test
  void a_write_whose_acknowledgement_is_unheard_is_there_whole() {
    disk.cutPowerAt(1, SimDisk.Cut.UNHEARD);

    assertThatThrownBy(() -> disk.append(turn(1), List.of())).isInstanceOf(PowerCut.class);
    disk.restorePower();

    assertThat(disk.replay()).isEqualTo(turn(1));
  }

  @Test
  void a_torn_compaction_leaves_the_old_and_an_unheard_one_the_new() {
    disk.append(turn(1), List.of());
    disk.cutPowerAt(2, SimDisk.Cut.TORN);
    assertThatThrownBy(() -> disk.compact(turn(9))).isInstanceOf(PowerCut.class);
    disk.restorePower();
    assertThat(disk.replay()).isEqualTo(turn(1));

    disk.cutPowerAt(3, SimDisk.Cut.UNHEARD);
    assertThatThrownBy(() -> disk.compact(turn(9))).isInstanceOf(PowerCut.class);
    disk.restorePower();
    assertThat(disk.replay()).isEqualTo(turn(9));
  }

  @Test
  void a_watcher_hears_of_every_write_and_can_cut_the_power_on_either_side() {
    List<String> heard = new ArrayList<>();
    disk.watch(
        new SimDisk.Watcher() {
          @Override
          public void beforeWrite(long write) {
            heard.add("before " + write);
            if (write == 2) {
              disk.cutPower();
            }
          }

          @Override
          public void afterWrite(long write) {
            heard.add("after " + write);
            if (write == 3) {
              disk.cutPower();
            }
          }
        });
    disk.append(turn(1), List.of());
    assertThatThrownBy(() -> disk.append(turn(2), List.of())).isInstanceOf(PowerCut.class);
    disk.restorePower();
    assertThatThrownBy(() -> disk.append(turn(3), List.of())).isInstanceOf(PowerCut.class);
    disk.restorePower();

    assertThat(heard).containsExactly("before 1", "after 1", "before 2", "before 3", "after 3");
    assertThat(disk.writes()).isEqualTo(3);
    assertThat(disk.replay()).hasSize(4).endsWith(turn(3).getFirst());
  }

  @Test
  void a_failing_disk_refuses_and_is_sound_again_when_mended() {
    disk.become(SimDisk.Health.FAILING);
    assertThatThrownBy(() -> disk.append(turn(1), List.of()))
        .isInstanceOf(JournalFailed.class)
        .hasMessageContaining("input/output error");
    assertThat(disk.replay()).isEmpty();

    disk.become(SimDisk.Health.SOUND);
    disk.append(turn(1), List.of());
    assertThat(disk.replay()).isEqualTo(turn(1));
  }

  @Test
  void a_write_whose_fsync_fails_is_refused_and_may_be_found_after_all_but_never_twice() {
    disk.append(turn(1), List.of());
    disk.become(SimDisk.Health.SYNC_FAILS);
    assertThatThrownBy(disk::prove).isInstanceOf(JournalFailed.class);
    assertThatThrownBy(() -> disk.append(turn(2), List.of()))
        .isInstanceOf(JournalFailed.class)
        .hasMessageContaining("fsync");
    disk.become(SimDisk.Health.SOUND);
    disk.append(turn(2), List.of());
    assertThat(disk.replay()).as("after it was written again").hasSize(4);

    disk.become(SimDisk.Health.SYNC_FAILS);
    assertThatThrownBy(() -> disk.append(turn(3), List.of())).isInstanceOf(JournalFailed.class);
    disk.cutPower();
    disk.restorePower();
    assertThat(disk.replay().size()).as("found whole, or not at all").isIn(4, 6);
  }

  @Test
  void an_empty_turn_is_no_write() {
    disk.append(List.of(), List.of());

    assertThat(disk.writes()).isZero();
  }
}
