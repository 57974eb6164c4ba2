package opencompact.scenario;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import opencompact.host.Wish;
import opencompact.memory.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever does wrong a thousand times does not push everything else out of the log (SEC-1). */
class FloodTest {

  private static List<String> log(Scenario s, String kind, String word) {
    return s.yard().disk().events(History.NEWEST, 100_000, kind).reversed().stream()
        .map(line -> line.entry().sentence())
        .filter(sentence -> sentence.contains(word))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "security | [2,'1'          | that cannot be used",
        "security | [2,'1','Reset'] | that cannot be used",
        "security | nonsense        | that cannot be used",
        "line     | [2,'1','Fly',{}]| odd or not supported",
      })
  void nonsense_of_the_back_office_is_told_five_times_and_then_counted_SEC_1(
      String kind, String frame, String counted) {
    Scenario s = new Scenario();
    for (int i = 0; i < 600; i++) {
      s.yard().backOffice().says(frame.replace('\'', '"').replace("\"1\"", "\"" + i + "\""));
      s.later(ofSeconds(1));
    }
    String word = kind.equals("line") ? "Refused a call" : "InvalidMessages: ";
    assertThat(log(s, kind, word)).hasSize(5);
    s.later(ofHours(1));
    assertThat(log(s, kind, counted)).singleElement().asString().contains("595 more messages");
    // After a time without any the next one is told in full again.
    s.later(ofHours(3));
    s.yard().backOffice().says("[2,\"again\"");
    s.later(ofSeconds(2));
    assertThat(log(s, "security", "InvalidMessages: ").getLast()).doesNotContain("more");
  }

  @Test
  void one_who_never_ends_is_heard_of_once_a_day_SEC_1() {
    Scenario s = new Scenario().alone();
    for (int i = 0; i < 10 * 24 * 12; i++) {
      s.yard().ask(new Wish.WrongPassword());
      s.later(ofMinutes(5));
    }
    List<String> told = log(s, "security", "wrong admin password");
    assertThat(told.size()).isBetween(10, 20);
    assertThat(told.getLast()).isEqualTo("288 more wrong admin passwords, counted over 24 h.");
    s.later(ofDays(3));
    s.yard().ask(new Wish.WrongPassword());
    assertThat(log(s, "security", "A wrong admin password was given by")).hasSize(6);
  }
}
