package opencompact.scenario;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import opencompact.catalogue.Keys;
import opencompact.host.HostView;
import opencompact.host.upkeep.Diagnostics;
import opencompact.host.upkeep.Dossier;
import opencompact.host.upkeep.LogWindow;
import org.junit.jupiter.api.Test;

/** What waits for the back office is there to be read in figures (OFF-2). */
class QueueFiguresTest {

  @Test
  void the_queue_is_told_in_figures_while_offline_and_is_empty_once_delivered_OFF_2() {
    Scenario s = new Scenario().with(Keys.PLUG_AND_CHARGE, "true");
    s.networkDown().later(ofMinutes(5));
    s.plugIn().later(ofMinutes(3)).plugOut();
    s.cutPower().restorePower().later(ofMinutes(1));

    HostView.Queue queue = s.view().queue();
    assertThat(queue.messages()).isEqualTo(s.view().line().owed()).isGreaterThanOrEqualTo(2);
    // The simulated disk keeps only the first four in the heap, so that the others are read later.
    assertThat(queue.inMemory()).isEqualTo(4).isLessThan(queue.messages());
    assertThat(queue.room()).isGreaterThanOrEqualTo(200_000);
    assertThat(queue.securityEvents()).isPositive();
    Dossier dossier = Diagnostics.of(s.view(), new LogWindow(null, null, null));
    assertThat(dossier.pages().toString())
        .contains("Messages owed: " + queue.messages() + " of at most 208895")
        .contains("Security events owed: " + queue.securityEvents());

    s.networkUp().later(ofMinutes(10));
    assertThat(s.view().queue()).isEqualTo(new HostView.Queue(0, 0, queue.room(), 0, 0));
  }
}
