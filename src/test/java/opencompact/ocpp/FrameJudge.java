package opencompact.ocpp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import opencompact.driver.FrameRing;
import opencompact.host.uplink.LoggedFrame;
import opencompact.sim.SimNetwork;
import opencompact.sim.Yard;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Listens to both sides and looks at every frame that a station sends: its form (OCPP-TR-11 to
 * OCPP-TR-16), and its payload under the official schemas (OCPP-MS-38). An answer is judged by what
 * was asked under its id; one that nobody asked for is wrong.
 */
public final class FrameJudge {
  private static final Set<String> CODES = new TreeSet<>();

  static {
    for (CallErrorCode code : CallErrorCode.values()) {
      CODES.add(code.wire());
    }
  }

  /** What was asked of the station under each id, oldest first; an id may be used again. */
  private final Map<String, Deque<String>> asked = new HashMap<>();

  private long judged;

  /** Has every frame in this yard judged from now on. */
  public static FrameJudge of(Yard yard) {
    FrameJudge judge = new FrameJudge();
    yard.network().overhear(judge::hear);
    return judge;
  }

  /**
   * Judges every frame that a station in a process of its own has kept in its data directory.
   *
   * @return how many
   */
  public static long judge(Path data) {
    FrameJudge judge = new FrameJudge();
    try (FrameRing ring = FrameRing.open(data.resolve("frames"), 32L * 1024 * 1024)) {
      long seen = 0;
      for (List<LoggedFrame> lines = ring.after(seen, 1000, null);
          !lines.isEmpty();
          lines = ring.after(seen, 1000, null)) {
        lines.forEach(judge::hear);
        seen = lines.getLast().number();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return judge.judged;
  }

  private void hear(SimNetwork.Passed frame) {
    if (frame.fromStation()) {
      said(frame.text());
    } else {
      told(frame.text());
    }
  }

  private void hear(LoggedFrame line) {
    String raw = line.raw();
    if (line.kind().equals("lost")) {
      throw new AssertionError("the frame log could not follow: " + line.sentence());
    } else if (raw != null && line.direction() == LoggedFrame.Direction.CSMS_TO_CP) {
      told(raw);
    } else if (raw != null) {
      said(raw);
    }
  }

  /** How many frames it has looked at. */
  public long judged() {
    return judged;
  }

  /** Something was said to the station. */
  public void told(String text) {
    Glance glance = Glance.at(text);
    String id = glance.id();
    if (glance.kind() == Glance.Kind.CALL && id != null) {
      // A CALL without an action is refused, and no answer to it has a schema.
      String action = glance.action();
      asked.computeIfAbsent(id, _ -> new ArrayDeque<>()).add(action == null ? "" : action);
    }
  }

  /** The station has said something. */
  public void said(String text) {
    judged++;
    List<String> wrong = wrong(text);
    if (!wrong.isEmpty()) {
      throw new AssertionError(
          "the station sent a frame that breaks OCPP: " + String.join("; ", wrong) + "\n" + text);
    }
  }

  private List<String> wrong(String text) {
    JsonNode frame;
    try {
      frame = OfficialSchemas.JSON.readTree(text);
    } catch (JacksonException noJson) {
      return List.of("it is not JSON: " + noJson.getOriginalMessage());
    }
    if (!frame.isArray() || !frame.path(0).isIntegralNumber() || !frame.path(1).isString()) {
      return List.of("it is no array of a message type, an id and more");
    }
    String id = frame.get(1).asString();
    return switch (frame.get(0).asInt()) {
      case 2 -> call(frame, id);
      case 3 -> result(frame, id);
      case 4 -> error(frame, id);
      default -> List.of("its message type is " + frame.get(0));
    };
  }

  private static List<String> call(JsonNode frame, String id) {
    if (frame.size() != 4 || !frame.get(2).isString() || !frame.get(3).isObject()) {
      return List.of("a CALL has four elements: type, id, action, payload");
    }
    if (id.isEmpty() || id.length() > Frame.LONGEST_ID) {
      return List.of("its id has " + id.length() + " characters");
    }
    String action = frame.get(2).asString();
    Operation operation = Operation.named(action);
    if (operation == null || !operation.answeredBy(Side.CENTRAL_SYSTEM)) {
      return List.of("a station does not ask for " + action);
    }
    return payload(action, "req", frame.get(3));
  }

  private List<String> result(JsonNode frame, String id) {
    if (frame.size() != 3 || !frame.get(2).isObject()) {
      return List.of("a CALLRESULT has three elements: type, id, payload");
    }
    Deque<String> actions = asked.get(id);
    if (actions == null) {
      return List.of("nobody has asked under the id " + id);
    }
    // A second call under the id of one that is being carried out is refused before it.
    List<String> wrong = List.of();
    for (String action : List.copyOf(actions)) {
      wrong = payload(action, "conf", frame.get(2));
      if (wrong.isEmpty()) {
        taken(id, actions, action);
        return wrong;
      }
    }
    return wrong;
  }

  private List<String> error(JsonNode frame, String id) {
    if (frame.size() != 5 || !frame.get(3).isString() || !frame.get(4).isObject()) {
      return List.of("a CALLERROR has five elements: type, id, code, description, details");
    }
    if (!CODES.contains(frame.get(2).asString())) {
      return List.of("OCPP 1.6 knows no error code " + frame.get(2));
    }
    if (frame.get(3).asString().length() > Frame.LONGEST_DESCRIPTION) {
      return List.of("its description is longer than " + Frame.LONGEST_DESCRIPTION);
    }
    Deque<String> actions = asked.get(id);
    if (actions == null) {
      return List.of("nobody has asked under the id " + id);
    }
    // Of several calls under one id nobody can tell which one was refused.
    if (actions.size() == 1) {
      asked.remove(id);
    }
    return List.of();
  }

  private void taken(String id, Deque<String> actions, String action) {
    actions.removeFirstOccurrence(action);
    if (actions.isEmpty()) {
      asked.remove(id);
    }
  }

  private static List<String> payload(String action, String kind, JsonNode payload) {
    OfficialSchemas schemas = OfficialSchemas.installed();
    return schemas == null ? List.of() : schemas.violations(action, kind, payload);
  }
}
