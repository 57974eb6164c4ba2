package opencompact.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Keys;
import opencompact.ocpp.StatusNotification;
import opencompact.rtm.RtmReport;
import opencompact.sim.bench.Cars;
import opencompact.sim.bench.Cause;
import opencompact.sim.bench.Causes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the catalogue of causes promises, in a whole station: whatever name a person throws it
 * under, the fault that it should lead to comes, by physics alone (WEB-12).
 */
class CausesTest {

  /**
   * One day in which each fault has its chance: something breaks during a charge, the driver stops
   * and leaves as far as the plug lets go, and comes back. Or it is broken before the car comes.
   */
  private static final class Day {
    final Scenario story;
    int word;

    Day(String cause, boolean early) {
      story = new Scenario().with(Keys.EXTERNAL_METER, "1");
      if (cause.startsWith("car.current") || cause.startsWith("car.ignores")) {
        // A car that draws more than it is offered needs an offer below what it can take.
        story.with(Keys.DEVICE_LIMIT, "100");
      }
      if (early) {
        story.raise(cause).plugIn(Cars.SEDAN, 32).tap("04A1B2C3");
        pass(30);
        story.mend();
        return;
      }
      story.plugIn(Cars.SEDAN, 32).tap("04A1B2C3");
      pass(15);
      assertThat(story.view().rtm().contactorClosed()).as(story.view().sentence()).isTrue();
      story.raise(cause);
      pass(40);
      story.stopAtCar();
      pass(10);
      story.yard().bench().unplugAtCar();
      story.yard().bench().unplugAtStation();
      story.yard().touched();
      pass(10);
      if (story.yard().bench().view().cableAmperes() == null) {
        story.plugIn(Cars.SEDAN, 32).tap("04A1B2C3");
        pass(30);
      }
      story.mend();
    }

    private void pass(int seconds) {
      for (int k = 0; k < seconds * 2; k++) {
        story.later(Duration.ofMillis(500));
        RtmReport report = story.yard().report();
        word |= report == null ? 0 : report.faultWord();
      }
    }
  }

  /** What stood at any time, whether it broke during the charge or before. */
  private static List<Fault> seen(String cause) {
    return Fault.in(new Day(cause, false).word | new Day(cause, true).word);
  }

  @ParameterizedTest
  @EnumSource
  void the_manuals_name_of_each_fault_leads_to_it(Fault fault) {
    assertThat(seen(fault.title())).contains(fault);
  }

  static Stream<ErrorCode> causable() {
    return Stream.of(ErrorCode.values())
        .filter(code -> Causes.parse(code.wire()) instanceof Causes.Parsed.Understood);
  }

  @ParameterizedTest
  @MethodSource("causable")
  void each_OCPP_error_code_that_can_be_caused_is_told_to_the_back_office(ErrorCode code) {
    Day day = new Day(code.wire(), false);
    day.story.later(Duration.ofSeconds(30));

    assertThat(day.story.yard().backOffice().received(StatusNotification.Request.class))
        .extracting(StatusNotification.Request::errorCode)
        .extracting(Object::toString)
        .contains(code.toString());
  }

  static Stream<String> leads() {
    List<String> all = new ArrayList<>();
    for (Cause cause : Cause.values()) {
      for (Cause.Lead lead : cause.leads()) {
        all.add(cause.title() + "=" + lead.example() + " " + lead.fault().title());
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("leads")
  void each_value_of_each_cause_leads_to_the_fault_that_the_list_promises(String lead) {
    String[] words = lead.split(" ", -1);

    assertThat(seen(words[0])).extracting(Fault::title).contains(words[1]);
  }
}
