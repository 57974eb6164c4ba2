package opencompact.conformance.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a scenario wants to hear next from the station. */
sealed interface Expected {

  /** Stands for a field that must not be there. */
  String ABSENT = "(absent)";

  /** A request with certain fields; others are of no interest. */
  record Request(String action, List<Field> fields) implements Expected {

    /**
     * The same with one more field prescribed.
     *
     * @param path the field's name, or names and indexes with dots between
     * @param values what it may be; {@link #ABSENT} for not being there
     */
    Request with(String path, Object... values) {
      List<Field> more = new ArrayList<>(fields);
      more.add(new Field(path, Arrays.stream(values).map(String::valueOf).toList()));
      return new Request(action, List.copyOf(more));
    }

    boolean fits(Transcript.Frame frame) {
      return frame.action().equals(action)
          && fields.stream().allMatch(field -> field.fits(frame.payload()));
    }

    @Override
    public String toString() {
      List<String> words = new ArrayList<>(List.of(action));
      fields.forEach(field -> words.add(field.toString()));
      return String.join(" ", words);
    }
  }

  /** A field and what it may be. */
  record Field(String path, List<String> values) {
    boolean fits(JsonNode payload) {
      JsonNode at = payload;
      for (String name : path.split("\\.")) {
        at = name.matches("\\d+") ? at.path(Integer.parseInt(name)) : at.path(name);
      }
      return values.contains(at.isMissingNode() ? ABSENT : at.asString());
    }

    @Override
    public String toString() {
      return path + "=" + String.join("|", values);
    }
  }

  /** All of these, whichever comes first. */
  record InAnyOrder(List<Request> requests) implements Expected {}

  /** This, or else nothing. */
  record Perhaps(Request request) implements Expected {}

  static InAnyOrder inAnyOrder(Request... requests) {
    return new InAnyOrder(List.of(requests));
  }

  static Perhaps perhaps(Request request) {
    return new Perhaps(request);
  }

  static Request request(String action) {
    return new Request(action, List.of());
  }

  static Request boot() {
    return request("BootNotification");
  }

  static Request authorize(String tag) {
    return request("Authorize").with("idTag", tag);
  }

  static Request start(String tag) {
    return request("StartTransaction").with("connectorId", 1).with("idTag", tag);
  }

  static Request stop(String... reasons) {
    return request("StopTransaction").with("reason", (Object[]) reasons);
  }

  /** Connector 1 has this status and nothing is wrong. */
  static Request status(String... statuses) {
    return status(1, statuses);
  }

  static Request status(int connector, String... statuses) {
    return request("StatusNotification")
        .with("connectorId", connector)
        .with("status", (Object[]) statuses)
        .with("errorCode", "NoError");
  }

  static Request fault(String errorCode) {
    return request("StatusNotification")
        .with("connectorId", 1)
        .with("status", "Faulted")
        .with("errorCode", errorCode);
  }
}
