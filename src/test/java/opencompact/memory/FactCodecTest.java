package opencompact.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactCodecTest {
  private final FactCodec codec = new FactCodec();

  static Stream<Class<?>> everyFact() {
    return Stream.of(Fact.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("everyFact")
  void every_fact_comes_back_from_its_one_line_as_it_was(Class<?> type) {
    AnyFact any = new AnyFact(new SplittableRandom(type.getName().hashCode()));
    for (int i = 0; i < 200; i++) {
      Fact fact = any.of(type);

      String line = codec.encode(fact);

      assertThat(line).doesNotContain("\n", "\r").startsWith("{\"fact\":\"");
      assertThat(codec.decode(line)).isEqualTo(fact);
      // Tags are equal without regard to case, so their spelling is compared as text.
      assertThat(codec.encode(codec.decode(line))).isEqualTo(line);
    }
  }

  @Test
  void journals_of_form_1_are_read_and_written_letter_by_letter_as_they_were() throws IOException {
    TreeSet<String> types = new TreeSet<>();
    for (String line : linesOfForm1()) {
      Fact fact = codec.decode(line);
      types.add(fact.getClass().getSimpleName());
      assertThat(codec.encode(fact)).isEqualTo(line);
    }
    assertThat(types)
        .as("the file has a line for each fact; a new fact gets a line at its end")
        .containsExactlyInAnyOrderElementsOf(everyFact().map(Class::getSimpleName).toList());
  }

  private static List<String> linesOfForm1() throws IOException {
    try (InputStream in = FactCodecTest.class.getResourceAsStream("facts-form-1.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void fields_of_a_newer_version_are_ignored_whatever_they_hold() {
    String line =
        """
        {"fact":"Delivered","how":{"deep":[1,{"a":null}],"x":1.5},"sequence":7,"why":"later"}\
        """;

    assertThat(codec.decode(line)).isEqualTo(new Fact.Delivered(7));
  }

  @Test
  void fields_that_an_older_version_did_not_write_are_null_false_or_empty() {
    String at = "\"at\":{\"boot\":1,\"uptimeMillis\":2,\"wallMillis\":-1}";
    Stamp stamp = new Stamp(1, 2, -1);

    assertThat(
            codec.decode(
                "{\"fact\":\"TransactionStarted\",\"number\":3,\"tag\":\"A\","
                    + at
                    + ",\"registerMilliWh\":4}"))
        .isEqualTo(
            new Fact.TransactionStarted(
                3, new IdTag("A"), null, false, false, null, stamp, WattHours.ofMilli(4)));
    assertThat(codec.decode("{\"fact\":\"SampleTaken\",\"connector\":1,\"number\":3," + at + "}"))
        .isEqualTo(new Fact.SampleTaken(1, 3, stamp, List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "[]",
        "null",
        "{\"fact\":\"Delivered\",\"sequence\":7",
        "{\"fact\":\"Delivered\",\"sequence\":7}{}",
        "{\"fact\":\"Delivered\",\"sequence\":\"7\"}",
        "{\"fact\":\"Delivered\",\"sequence\":7.5}",
        "{\"fact\":\"Delivered\",\"sequence\":99999999999999999999}",
        "{\"fact\":\"Delivered\"}",
        "{\"fact\":\"Invented\"}",
        "{\"fact\":\"CardRemoved\",\"tag\":\"\"}",
        "{\"fact\":\"ClockKnown\",\"boot\":3000000000,\"bootWallMillis\":1}",
        "{\"fact\":\"SampleTaken\",\"connector\":1,\"number\":1,\"at\":3}",
        "{\"sequence\":7}"
      })
  void a_line_that_is_no_fact_is_refused_with_one_line(String line) {
    assertThatThrownBy(() -> codec.decode(line))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank()
        .doesNotContain("\n");
  }

  @Test
  void a_damaged_secret_is_not_repeated_in_the_message() {
    assertThatThrownBy(
            () -> codec.decode("{\"fact\":\"SecretChanged\",\"name\":[\"hush\"],\"value\":\"hush"))
        .message()
        .doesNotContain("hush");
    assertThatThrownBy(
            () -> codec.decode("{\"fact\":\"SecretChanged\",\"name\":\"n\",\"value\":[\"hush\"]}"))
        .message()
        .contains("SecretChanged", "value")
        .doesNotContain("hush");
  }
}
