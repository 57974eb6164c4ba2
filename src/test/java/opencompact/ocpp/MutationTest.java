package opencompact.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever the line does to a text, reading it yields a value and never an exception. */
class MutationTest {
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
      String text = Spoiler.text(texts.get(random.nextInt(texts.size())), random);
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
}
