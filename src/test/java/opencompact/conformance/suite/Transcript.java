package opencompact.conformance.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that happened in one scenario, in order: what people did, and every frame. */
final class Transcript {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int CALL = 2;

  /** One thing that happened. */
  sealed interface Entry {
    Instant at();
  }

  /** What somebody did at the charger or around it. */
  record Deed(Instant at, String what) implements Entry {}

  /**
   * A frame.
   *
   * @param action what is asked for, or of what this is the answer; empty if nobody knows
   * @param json the frame, or null when it is not JSON
   */
  record Frame(Instant at, boolean fromStation, String raw, String action, @Nullable JsonNode json)
      implements Entry {
    boolean call() {
      return json != null && json.path(0).asInt(0) == CALL;
    }

    String id() {
      return json == null ? "" : json.path(1).asString("");
    }

    JsonNode payload() {
      return json == null ? JSON.nullNode() : json.path(call() ? 3 : 2);
    }

    /**
     * Whether it may come at any time beside what a scenario is about: a heartbeat, a security
     * event, a warning about the limit in force.
     */
    boolean accompanies() {
      return switch (action) {
        case "Heartbeat", "SecurityEventNotification" -> true;
        case "StatusNotification" -> payload().path("vendorId").asString("").equals("VendorID1");
        default -> false;
      };
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, String> actions = new TreeMap<>();

  synchronized void deed(Instant at, String what) {
    entries.add(new Deed(at, what));
  }

  synchronized void frame(Instant at, boolean fromStation, String raw) {
    JsonNode json = null;
    String action = "";
    try {
      json = JSON.readTree(raw);
      String key = json.path(1).asString("");
      if (json.path(0).asInt(0) == CALL) {
        action = json.path(2).asString("");
        actions.put(fromStation + key, action);
      } else {
        action = actions.getOrDefault(!fromStation + key, "");
      }
    } catch (RuntimeException notJson) {
      // Told as it is; some scenarios send nonsense on purpose.
    }
    entries.add(new Frame(at, fromStation, raw, action, json));
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  synchronized int size() {
    return entries.size();
  }

  synchronized Entry entry(int index) {
    return entries.get(index);
  }

  List<Frame> frames() {
    return entries().stream().filter(Frame.class::isInstance).map(Frame.class::cast).toList();
  }

  /** How many frames the scenario is about. */
  long counted() {
    return frames().stream().filter(frame -> !frame.accompanies()).count();
  }

  /** What happened as lines for a person, the one that was wrong pointed out. */
  String told(int wrong) {
    StringBuilder text = new StringBuilder();
    List<Entry> all = entries();
    Instant began = all.isEmpty() ? Instant.EPOCH : all.getFirst().at();
    for (int i = 0; i < all.size(); i++) {
      Entry entry = all.get(i);
      String line =
          switch (entry) {
            case Deed deed -> "[" + deed.what() + "]";
            case Frame frame -> (frame.fromStation() ? "> " : "< ") + frame.raw();
          };
      double seconds = Duration.between(began, entry.at()).toMillis() / 1000.0;
      text.append(
          "%s %9.3f s  %s%n".formatted(i == wrong ? "HERE >>>" : "        ", seconds, line));
    }
    return text.toString();
  }

  /** The frames, one JSON object in each line. */
  String lines(String station) {
    StringBuilder text = new StringBuilder();
    for (Frame frame : frames()) {
      text.append(
              JSON.createObjectNode()
                  .put("schemaVersion", 1)
                  .put("timestamp", frame.at().toString())
                  .put("cpId", station)
                  .put("direction", frame.fromStation() ? "cp-to-csms" : "csms-to-cp")
                  .put("raw", frame.raw())
                  .put("action", frame.action())
                  .put("messageId", frame.id()))
          .append('\n');
    }
    return text.toString();
  }
}
