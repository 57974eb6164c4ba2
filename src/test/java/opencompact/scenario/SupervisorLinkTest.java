package opencompact.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Status;
import opencompact.host.Outcome;
import opencompact.host.Plate;
import opencompact.host.Wish;
import opencompact.memory.Fact;
import opencompact.ocpp.FrameJudge;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmReport;
import opencompact.sim.Seams;
import opencompact.sim.Yard;
import opencompact.sim.bench.Cars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The link between RTM and host, cut in one direction or the other, in virtual time (CHG-8). */
class SupervisorLinkTest {
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

  /** Six seconds for a car that does not stop by itself, and the contacts' own travel. */
  private static final Duration GRACE = Duration.ofMillis(6_100);

  private boolean hostSilent;
  private boolean rtmSilent;

  private final Seams link =
      new Seams() {
        @Override
        public @Nullable RtmCommand told(RtmCommand command) {
          return hostSilent ? null : command;
        }

        @Override
        public @Nullable RtmReport reported(RtmReport report) {
          return rtmSilent ? null : report;
        }
      };

  private Yard charging() {
    Plate plate = new Plate("00000042", "test", new Delivery(Model.SLC, 3, Region.EU));
    List<Fact> settings =
        List.of(
            new Fact.SettingChanged(Keys.BACKEND_URL.name(), "ws://cs.test/ocpp", "test"),
            new Fact.SettingChanged(Keys.MINIMUM_STATUS_DURATION.name(), "0", "test"));
    Yard yard = new Yard(plate, settings, Scenario.MONDAY_NOON, 1, link);
    FrameJudge.of(yard);
    yard.later(Duration.ofSeconds(20));
    yard.bench().plugIn(Cars.SEDAN, 32);
    yard.touched();
    yard.tap("04A1B2C3");
    yard.later(Duration.ofMinutes(1));
    assertThat(yard.view().status()).isEqualTo(Status.CHARGING);
    return yard;
  }

  private static boolean closed(Yard yard) {
    return yard.bench().view().contacts().getFirst();
  }

  @Test
  void CHG_8_a_host_that_says_nothing_any_more_ends_the_charge_after_five_seconds() {
    Yard yard = charging();

    hostSilent = true;
    yard.later(FIVE_SECONDS.minusMillis(1_600));
    assertThat(closed(yard)).isTrue();
    yard.later(Duration.ofMillis(1_700));
    assertThat(Fault.MISSING_HOST.isIn(report(yard).faultWord())).isTrue();
    yard.later(GRACE);
    assertThat(closed(yard)).isFalse();

    hostSilent = false;
    yard.later(Duration.ofSeconds(30));
    assertThat(Fault.MISSING_HOST.isIn(report(yard).faultWord())).isFalse();
  }

  private static RtmReport report(Yard yard) {
    RtmReport report = yard.report();
    assertThat(report).isNotNull();
    return report;
  }

  @Test
  void CHG_8_an_RTM_that_says_nothing_any_more_is_offline_and_no_charge_is_believed() {
    Yard yard = charging();

    rtmSilent = true;
    yard.later(Duration.ofSeconds(7));

    assertThat(yard.view().rtmOnline()).isFalse();
    assertThat(yard.view().status()).isEqualTo(Status.FAULTED);
    assertThat(yard.view().errorCode()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(yard.view().stationStatus()).isEqualTo(Status.FAULTED);
    assertThat(yard.view().why().getFirst().sentence())
        .contains("has been silent for five seconds");
    assertThat(yard.ask(new Wish.StartCharging(null))).isInstanceOf(Outcome.Refused.class);
    yard.later(GRACE.plusSeconds(3));
    assertThat(closed(yard)).as("nothing was granted any more").isFalse();

    rtmSilent = false;
    yard.later(Duration.ofSeconds(30));
    assertThat(yard.view().rtmOnline()).isTrue();
    assertThat(yard.view().status()).isNotEqualTo(Status.FAULTED);
  }

  @Test
  void CHG_8_both_keep_each_other_alive_at_least_every_second_and_a_half() {
    Yard yard = charging();
    List<Long> grants = new ArrayList<>();
    List<Long> reports = new ArrayList<>();
    yard.withoutLeaps();
    yard.trace(line -> {
      long at = Long.parseLong(line.substring(0, line.indexOf(' ')));
      if (line.contains("HostGrants")) {
        grants.add(at);
      } else if (line.contains("event RtmReported")) {
        reports.add(at);
      }
    });

    yard.later(Duration.ofMinutes(5));

    assertThat(longestPause(reports)).isLessThanOrEqualTo(1_010_000_000L);
    assertThat(longestPause(grants)).isLessThanOrEqualTo(1_510_000_000L);
  }

  private static long longestPause(List<Long> instants) {
    long longest = 0;
    for (int i = 1; i < instants.size(); i++) {
      longest = Math.max(longest, instants.get(i) - instants.get(i - 1));
    }
    assertThat(instants).hasSizeGreaterThan(100);
    return longest;
  }
}
