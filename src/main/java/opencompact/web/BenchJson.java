package opencompact.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bench's picture and its stores of cars and causes as JSON (WEB-12). */
final class BenchJson {
  private BenchJson() {}

  static JsonObject picture(BenchPicture picture) {
    return new JsonObject()
        .put("uptimeSeconds", picture.uptimeNanos() / 1_000_000_000)
        .put("time", Figures.time(picture.wall()))
        .put("speed", picture.speed())
        .put("powered", picture.powered())
        .put("car", car(picture.car()))
        .put("cableAmperes", picture.cableAmperes())
        .put("locked", picture.locked())
        .put("contacts", contacts(picture.contacts()))
        .put("pilot", pilot(picture.pilot()))
        .put("lines", lines(picture.lines()))
        .put("residualAcMilliamperes", Figures.rounded(picture.residualAcMilliamperes(), 1))
        .put("residualDcMilliamperes", Figures.rounded(picture.residualDcMilliamperes(), 1))
        .put("celsius", celsius(picture.celsius()))
        .put("causes", inForce(picture.causes()));
  }

  static JsonObject cars(List<Bench.CarKind> cars) {
    JsonArray array = new JsonArray();
    for (Bench.CarKind car : cars) {
      array.add(new JsonObject().put("name", car.name()).put("description", car.description()));
    }
    return new JsonObject().put("cars", array);
  }

  static JsonObject causes(List<Bench.Cause> causes) {
    JsonArray array = new JsonArray();
    for (Bench.Cause cause : causes) {
      array.add(
          new JsonObject()
              .put("name", cause.name())
              .put("description", cause.description())
              .put("takes", cause.takes())
              .put("unit", cause.unit())
              .put("words", new JsonArray(cause.words()))
              .put("shouldCause", cause.shouldCause())
              .put("leads", leads(cause.leads()))
              .put("now", cause.now())
              .put("inForce", cause.inForce() == null ? null : inForce(cause.inForce())));
    }
    return new JsonObject().put("causes", array);
  }

  private static @Nullable JsonObject car(BenchPicture.@Nullable PluggedCar car) {
    return car == null
        ? null
        : new JsonObject()
            .put("name", car.name())
            .put("state", car.state())
            .put("soc", Figures.rounded(car.soc(), 4))
            .put("watts", Figures.rounded(car.watts(), 0));
  }

  private static JsonArray contacts(List<BenchPicture.Contact> contacts) {
    JsonArray array = new JsonArray();
    for (BenchPicture.Contact contact : contacts) {
      array.add(new JsonObject().put("pole", contact.pole()).put("closed", contact.closed()));
    }
    return array;
  }

  private static JsonObject pilot(BenchPicture.Pilot pilot) {
    return new JsonObject()
        .put("highVolts", Figures.rounded(pilot.highVolts(), 2))
        .put("lowVolts", Figures.rounded(pilot.lowVolts(), 2))
        .put("dutyPercent", Figures.rounded(pilot.dutyPercent(), 1));
  }

  private static JsonArray lines(List<BenchPicture.Line> lines) {
    JsonArray array = new JsonArray();
    for (BenchPicture.Line line : lines) {
      array.add(
          new JsonObject()
              .put("name", line.name())
              .put("volts", Figures.rounded(line.volts(), 1))
              .put("amperes", Figures.rounded(line.amperes(), 2))
              .put("watts", Figures.rounded(line.watts(), 0)));
    }
    return array;
  }

  private static JsonArray celsius(List<Double> values) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(Figures.rounded(value, 1)));
    return array;
  }

  private static JsonArray inForce(List<BenchPicture.InForce> causes) {
    JsonArray array = new JsonArray();
    causes.forEach(cause -> array.add(inForce(cause)));
    return array;
  }

  private static JsonObject inForce(BenchPicture.InForce cause) {
    return new JsonObject()
        .put("name", cause.name())
        .put("text", cause.text())
        .put("since", Figures.time(cause.since()))
        .put("until", Figures.time(cause.until()));
  }

  private static JsonArray leads(List<Bench.Lead> leads) {
    JsonArray array = new JsonArray();
    for (Bench.Lead lead : leads) {
      array.add(
          new JsonObject()
              .put("when", lead.when())
              .put("fault", lead.fault())
              .put("bit", Figures.hex(lead.bit()))
              .put("errorCode", lead.errorCode()));
    }
    return array;
  }
}
