package opencompact.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one side writes the other side reads, for every operation of the standard. */
class RoundTripTest {

  static List<Request> requests() {
    return Samples.requests();
  }

  static List<Response> responses() {
    return Samples.responses();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void every_request_is_read_as_it_was_written(Request request) {
    Side side =
        request.operation().answeredBy(Side.CHARGE_POINT) ? Side.CHARGE_POINT : Side.CENTRAL_SYSTEM;
    String text = new Frame.Call("id-1", request).text();

    assertThat(Frames.parse(side, text, _ -> null, _ -> true))
        .isEqualTo(new Incoming.Call("id-1", request, List.of()));
  }

  @ParameterizedTest
  @MethodSource("responses")
  void every_response_is_read_as_it_was_written(Response response) {
    String text = new Frame.Result("id-1", response).text();

    assertThat(Frames.parse(text, _ -> response.operation()))
        .isEqualTo(new Incoming.Result("id-1", response, List.of()));
  }

  @Test
  void the_samples_leave_no_operation_out() {
    Set<Operation> asked =
        Samples.requests().stream().map(Request::operation).collect(Collectors.toSet());
    Set<Operation> answered =
        Samples.responses().stream().map(Response::operation).collect(Collectors.toSet());

    assertThat(asked).isEqualTo(EnumSet.allOf(Operation.class));
    assertThat(answered).isEqualTo(EnumSet.allOf(Operation.class));
  }

  @Test
  void the_standard_has_28_operations_and_the_white_paper_11() {
    List<Operation> all = List.of(Operation.values());

    assertThat(all.stream().filter(o -> o.profile() != FeatureProfile.SECURITY)).hasSize(28);
    assertThat(all.stream().filter(o -> o.profile() == FeatureProfile.SECURITY)).hasSize(11);
    assertThat(all.stream().filter(o -> o.profile() == FeatureProfile.CORE)).hasSize(16);
  }

  @Test
  void the_direction_of_an_operation_is_the_kind_of_its_request() {
    for (Request request : Samples.requests()) {
      Operation operation = request.operation();
      assertThat(operation.answeredBy(Side.CHARGE_POINT))
          .as(operation.wire())
          .isEqualTo(request instanceof Request.ToChargePoint);
      assertThat(operation.answeredBy(Side.CENTRAL_SYSTEM))
          .as(operation.wire())
          .isEqualTo(request instanceof Request.ToCentralSystem);
    }
  }
}
