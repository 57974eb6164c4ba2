package opencompact.conformance.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A composite schedule that the station has told. */
record Schedule(Tool tool, Instant begins, int duration, String told) {

  static Schedule of(Tool tool, int connector, int seconds) {
    return of(tool, connector, seconds, "A");
  }

  static Schedule of(Tool tool, int connector, int seconds, String unit) {
    JsonNode answer =
        tool.asks(
                "GetCompositeSchedule",
                "{'connectorId':%d,'duration':%d,'chargingRateUnit':'%s'}"
                    .formatted(connector, seconds, unit))
            .is("Accepted")
            .payload();
    JsonNode schedule = answer.path("chargingSchedule");
    tool.requires(answer.path("connectorId").asInt(-1) == connector, "The connector asked for");
    tool.requires(schedule.path("duration").asInt(-1) == seconds, "The duration asked for");
    tool.requires(
        schedule.path("chargingRateUnit").asString("").equals(unit), "The unit asked for");
    List<String> periods = new ArrayList<>();
    for (JsonNode period : schedule.path("chargingSchedulePeriod").values()) {
      periods.add(period.path("startPeriod").asInt() + ":" + number(period.path("limit")));
    }
    Instant begins = Instant.parse(answer.path("scheduleStart").asString());
    return new Schedule(tool, begins, seconds, String.join(", ", periods));
  }

  private static String number(JsonNode limit) {
    return limit.decimalValue().stripTrailingZeros().toPlainString();
  }

  /** These periods, counted from an instant that is over, are what is left of them now. */
  void shows(Instant from, String periods) {
    long over = Duration.between(from, begins).toSeconds();
    List<String> left = new ArrayList<>();
    for (String period : periods.split(", ")) {
      long at = Long.parseLong(period.substring(0, period.indexOf(':'))) - over;
      if (at <= 0) {
        left.clear();
      }
      if (at <= 0 || at < duration) {
        left.add(Math.max(at, 0) + period.substring(period.indexOf(':')));
      }
    }
    tool.requires(
        told.equals(String.join(", ", left)),
        "The schedule is " + told + " and should be " + String.join(", ", left));
  }
}
