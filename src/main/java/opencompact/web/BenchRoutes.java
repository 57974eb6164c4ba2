package opencompact.web;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import opencompact.host.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The simulated world's addresses (WEB-12). Without a bench each of them says that there is none.
 */
final class BenchRoutes {
  private static final String ROOT = "/api/v1/bench";
  private static final int USUAL_CABLE = 32;

  /** Four, seven or ten bytes; four may carry their check byte (AUT-1). */
  private static final Pattern UID =
      Pattern.compile("[0-9A-F]{8}|[0-9A-F]{10}|[0-9A-F]{14}|[0-9A-F]{20}");

  private final @Nullable Bench bench;

  BenchRoutes(@Nullable Bench bench) {
    this.bench = bench;
  }

  List<Route> routes() {
    return List.of(
        look("", bench -> BenchJson.picture(bench.picture())),
        look("/cars", bench -> BenchJson.cars(bench.cars())),
        look("/causes", bench -> BenchJson.causes(bench.causes())),
        act("/plugin", BenchRoutes::plugIn),
        act("/plugout", BenchRoutes::plugOut),
        act("/card", BenchRoutes::card),
        act("/faults", BenchRoutes::raise),
        Route.open(DELETE, ROOT + "/faults", this::clearAll),
        Route.open(DELETE, ROOT + "/faults/{name}", this::clear),
        act("/power", BenchRoutes::power),
        act("/button", BenchRoutes::button),
        act("/clock", BenchRoutes::clock),
        act("/speed", BenchRoutes::speed));
  }

  private interface Look {
    JsonObject at(Bench bench);
  }

  private interface Act {
    CompletionStage<Outcome> on(Bench bench, @Nullable Buffer body);
  }

  private Route look(String path, Look look) {
    return Route.open(
        GET, ROOT + path, _ -> Future.succeededFuture(Reply.json(look.at(present()))));
  }

  private Route act(String path, Act act) {
    return Route.open(
        POST, ROOT + path, asked -> Reply.of(act.on(present(), asked.body().buffer())));
  }

  private Bench present() {
    if (bench == null) {
      throw new Problem(404, "This station runs on real hardware, so it has no bench.");
    }
    return bench;
  }

  private static CompletionStage<Outcome> plugIn(Bench bench, @Nullable Buffer bytes) {
    Body body = Body.read(bytes, "car", "cable");
    String car = body.optionalText("car");
    int cable = body.wholeNumber("cable", USUAL_CABLE);
    switch (cable) {
      case 0, 13, 20, 32, 63 -> {}
      default ->
          throw new Problem(
              422, "A cable is coded for 13, 20, 32 or 63 A, or 0 for one without coding.");
    }
    return bench.plugIn(car == null ? bench.cars().getFirst().name() : car, cable);
  }

  private static CompletionStage<Outcome> plugOut(Bench bench, @Nullable Buffer bytes) {
    Body.read(bytes);
    return bench.unplug();
  }

  private static CompletionStage<Outcome> card(Bench bench, @Nullable Buffer bytes) {
    String given = Body.read(bytes, "uid").text("uid");
    String uid = given.strip().replaceAll("[: -]", "").toUpperCase(Locale.ROOT);
    if (!UID.matcher(uid).matches()) {
      throw new Problem(
          422,
          "A card's uid has 4, 7 or 10 bytes in hexadecimal digits, such as 04A1B2C3; four bytes may"
              + " be followed by their check byte.");
    }
    return bench.card(uid);
  }

  private static CompletionStage<Outcome> raise(Bench bench, @Nullable Buffer bytes) {
    Body body = Body.read(bytes, "cause", "for");
    return bench.raise(body.texts("cause"), body.optionalDuration("for"));
  }

  private Future<Reply> clear(RoutingContext asked) {
    Bench present = present();
    String name = Route.parameter(asked, "name");
    return Reply.of(
        present
            .clear(name)
            .thenApply(outcome -> {
              if (outcome instanceof Outcome.Wrong(String sentence)) {
                throw new Problem(404, sentence);
              }
              return outcome;
            }));
  }

  private Future<Reply> clearAll(RoutingContext asked) {
    return Reply.of(present().clearAll());
  }

  private static CompletionStage<Outcome> power(Bench bench, @Nullable Buffer bytes) {
    return switch (Body.read(bytes, "state").text("state")) {
      case "cut" -> bench.power(false);
      case "restored" -> bench.power(true);
      default -> throw new Problem(422, "The state of the power is \"cut\" or \"restored\".");
    };
  }

  private static CompletionStage<Outcome> button(Bench bench, @Nullable Buffer bytes) {
    return bench.holdButton(Body.read(bytes, "for").duration("for"));
  }

  private static CompletionStage<Outcome> clock(Bench bench, @Nullable Buffer bytes) {
    return bench.advance(Body.read(bytes, "advance").duration("advance"));
  }

  private static CompletionStage<Outcome> speed(Bench bench, @Nullable Buffer bytes) {
    double factor = Body.read(bytes, "speed").number("speed");
    if (factor < 0.1 || factor > 1000) {
      throw new Problem(422, "The speed lies between 0.1 and 1000 seconds of the station in one.");
    }
    return bench.speed(factor);
  }
}
