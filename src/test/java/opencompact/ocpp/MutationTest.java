package opencompact.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever the line does to a text, reading it yields a value and never an exception. */
class MutationTest {
  private static final String ALPHABET = "[]{}\",:0123456789.eE+-TZnulltrfas\\ \u0000\uD83Dü";
  private static final List<String> INSERTS =
      List.of("null", "{}", "[]", "\"\"", "-1", "1.5", "1e999999999", "true", "9".repeat(1200));

  @Test
  void ten_thousand_spoilt_frames_are_all_read_as_something() {
    RandomGenerator random = new SplittableRandom(20_240_229);
    List<String> texts = new ArrayList<>();
    Samples.requests().forEach(request -> texts.add(new Frame.Call("1", request).text()));
    for (Response response : Samples.responses()) {
      texts.add(new Frame.Result(response.operation().wire(), response).text());
    }
    texts.add(new Frame.Error("Heartbeat", CallErrorCode.GENERIC_ERROR, "no").text());

    int[] kinds = new int[3];
    for (int round = 0; round < 10_000; round++) {
      String text = spoil(texts.get(random.nextInt(texts.size())), random);
      Side side = random.nextBoolean() ? Side.CHARGE_POINT : Side.CENTRAL_SYSTEM;

      Incoming incoming = Frames.parse(side, text, Operation::named, _ -> true);

      switch (incoming) {
        case Incoming.Refused(Frame.Error answer, String why) -> {
          kinds[0]++;
          assertThat(why).as(text).isNotBlank();
          assertThat(Frames.parse(answer.text(), _ -> Operation.HEARTBEAT))
              .as(text)
              .isInstanceOf(Incoming.Error.class);
        }
        case Incoming.Call(String id, Request request, _) -> {
          kinds[1]++;
          assertThat(Frames.parse(side, new Frame.Call(id, request).text(), _ -> null, _ -> true))
              .as(text)
              .isEqualTo(new Incoming.Call(id, request, List.of()));
        }
        case Incoming.BadResult(_, String why) -> assertThat(why).as(text).isNotBlank();
        case Incoming.Ignored(String why) -> {
          kinds[2]++;
          assertThat(why).as(text).isNotBlank();
        }
        case Incoming.Result _, Incoming.Error _ -> {}
      }
    }
    // A mutation that only ever broke the brackets would prove little.
    for (int count : kinds) {
      assertThat(count).isGreaterThan(500);
    }
  }

  private static String spoil(String text, RandomGenerator random) {
    StringBuilder spoilt = new StringBuilder(text);
    for (int i = random.nextInt(1, 3); i > 0 && !spoilt.isEmpty(); i--) {
      int at = random.nextInt(spoilt.length());
      switch (random.nextInt(9)) {
        case 0 -> spoilt.deleteCharAt(at);
        case 1 -> spoilt.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        case 2 -> spoilt.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        case 3, 4, 5 -> replaceValue(spoilt, at, INSERTS.get(random.nextInt(INSERTS.size())));
        case 6 -> spoilt.delete(at, Math.min(spoilt.length(), at + random.nextInt(20)));
        case 7 -> {} // The line was kind.
        default -> spoilt.setCharAt(at, (char) (spoilt.charAt(at) ^ 1 << random.nextInt(7)));
      }
    }
    return spoilt.toString();
  }

  /** Puts another value after the next colon, which leaves the JSON whole more often than not. */
  private static void replaceValue(StringBuilder text, int from, String value) {
    int colon = text.indexOf("\":", from);
    if (colon >= 0) {
      int end = colon + 2;
      while (end < text.length() && ",}]{[".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      text.replace(colon + 2, end, value);
    }
  }
}
