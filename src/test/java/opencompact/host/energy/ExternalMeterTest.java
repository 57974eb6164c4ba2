package opencompact.host.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Settings;
import opencompact.host.Command;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.quantity.Moment;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmReport;
import org.junit.jupiter.api.Test;

/**
 * The questions to an external meter and what is made of the answers, turn by turn (MB-04 to 07).
 */
class ExternalMeterTest {
  private static final MeterReading GOOD = reading(230, 10);

  private final Memory memory = new Memory();
  private final Settings settings = settings(memory);
  private final RtmReport rtm = Report.charging();
  private final ExternalMeter meter = new ExternalMeter();

  private static Settings settings(Memory memory) {
    memory.fold(new Fact.SettingChanged(Keys.EXTERNAL_METER.name(), "1", "test"));
    return Settings.of(new Delivery(Model.SLC, 3, Region.EU), memory.settings());
  }

  private static MeterReading reading(double volts, double amperes) {
    return new MeterReading(List.of(volts), List.of(amperes), List.of(volts * amperes), 1000);
  }

  private static Moment at(int millis) {
    return new Moment(Duration.ofMillis(millis).toNanos(), null);
  }

  /** What the meter was asked in a turn at that time; 0 for nothing. */
  private long asked(int millis) {
    return turn(millis).commands().stream()
        .filter(Command.AskMeter.class::isInstance)
        .mapToLong(command -> ((Command.AskMeter) command).number())
        .findFirst()
        .orElse(0);
  }

  private Turn turn(int millis) {
    Turn turn = new Turn(at(millis), memory);
    meter.settle(settings, rtm, turn);
    return turn;
  }

  @Test
  void it_is_asked_every_second_and_again_twice_after_300_ms_of_silence_MB_04() {
    assertThat(asked(0)).isEqualTo(1);
    assertThat(meter.deadline()).isEqualTo(at(300).uptimeNanos());
    assertThat(asked(299)).isZero();
    assertThat(asked(300)).isEqualTo(2);
    assertThat(asked(600)).isEqualTo(3);
    assertThat(asked(900)).isZero();
    assertThat(meter.deadline()).isEqualTo(at(1000).uptimeNanos());
    assertThat(asked(1000)).isEqualTo(4);

    meter.answered(4, GOOD, at(1071));
    assertThat(asked(1300)).isZero();
    assertThat(asked(2000)).isEqualTo(5);
  }

  @Test
  void a_late_answer_belongs_to_no_question_MB_04() {
    asked(0);
    asked(300);

    meter.answered(1, GOOD, at(350));

    assertThat(meter.reading(at(350))).isNull();
    meter.answered(2, GOOD, at(371));
    assertThat(meter.reading(at(371))).isEqualTo(GOOD);
  }

  @Test
  void a_reading_is_stale_after_three_seconds_MB_06() {
    asked(0);
    meter.answered(1, GOOD, at(71));

    assertThat(meter.reading(at(3070))).isEqualTo(GOOD);
    assertThat(meter.reading(at(3071))).isNull();
  }

  @Test
  void nonsense_is_no_answer_and_is_told_apart_from_silence_MB_07_MET_2() {
    List<MeterReading> nonsense =
        List.of(
            reading(Double.NaN, 1),
            reading(400, 1),
            reading(230, 101),
            reading(230, Double.POSITIVE_INFINITY),
            new MeterReading(List.of(), List.of(), List.of(), 0),
            new MeterReading(List.of(230.0), List.of(1.0), List.of(230.0), -1));
    for (int second = 0; second < 10; second++) {
      long question = asked(second * 1000);
      assertThat(question).isEqualTo(second + 1);
      meter.answered(question, nonsense.get(second % nonsense.size()), at(second * 1000 + 71));
    }

    Turn last = turn(10_000);

    assertThat(meter.silent()).isTrue();
    assertThat(last.log().getFirst().sentence())
        .isEqualTo(
            "The external meter has said nothing usable for 10 s: 0 questions were not answered,"
                + " 10 answers made no sense.");
    assertThat(last.commands()).contains(new Command.TellRtm(new RtmCommand.ExternalMeter(true)));
  }

  @Test
  void the_rtm_is_told_again_each_half_second_until_its_register_says_the_same() {
    for (int millis = 0; millis < 10_000; millis += 100) {
      turn(millis);
    }
    Command told = new Command.TellRtm(new RtmCommand.ExternalMeter(true));

    assertThat(turn(10_000).commands()).contains(told);
    assertThat(turn(10_100).commands()).doesNotContain(told);
    assertThat(turn(10_500).commands()).contains(told);
  }

  @Test
  void three_good_answers_in_a_row_end_the_silence_MB_06() {
    for (int millis = 0; millis <= 10_000; millis += 100) {
      turn(millis);
    }
    assertThat(meter.silent()).isTrue();

    for (int second = 11; second <= 13; second++) {
      assertThat(meter.silent()).isTrue();
      long question = asked(second * 1000);
      meter.answered(question, GOOD, at(second * 1000 + 71));
      turn(second * 1000 + 71);
    }
    assertThat(meter.silent()).isFalse();
  }

  @Test
  void a_pause_of_our_own_says_nothing_about_the_meter_MB_06() {
    asked(0);
    meter.answered(1, GOOD, at(50));
    turn(50);
    turn(30_000);
    assertThat(meter.silent()).as("after half a minute in which nobody asked").isFalse();
    assertThat(meter.deadline()).isGreaterThan(at(30_000).uptimeNanos());
    turn(30_300);
    turn(30_600);
    turn(30_900);
    assertThat(meter.silent()).as("asked three times in vain").isTrue();
  }
}
