package opencompact.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.ResetReason;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.quantity.Moment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the host makes of the cause of its start, whichever it is. */
class ResetReasonTest {

  @ParameterizedTest
  @EnumSource
  void each_cause_is_logged_shown_remembered_and_owed_to_the_back_office_RST_2(ResetReason cause) {
    Plate plate = new Plate("00000042", "test", new Delivery(Model.SLC, 3, Region.EU));
    Memory memory = new Memory();
    Host host = new Host(plate, memory, new SplittableRandom(1));
    Turn turn =
        host.take(new Event.Booted(cause), new Moment(0, Instant.parse("2026-03-02T12:00:00Z")));

    assertThat(turn.log())
        .anyMatch(line ->
            line.sentence()
                .equals("The station started: " + cause.text() + " (" + cause.title() + ")."));
    assertThat(host.view().resetReason()).isEqualTo(cause.title());
    assertThat(memory.lastReason()).isEqualTo(cause.name());
    assertThat(turn.facts())
        .anyMatch(fact ->
            fact instanceof Fact.SecurityEventHappened event
                && event.type().equals("StartupOfTheDevice")
                && event.info().contains(cause.text()));
  }
}
