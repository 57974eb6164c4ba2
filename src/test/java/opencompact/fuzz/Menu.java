package opencompact.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import opencompact.ocpp.Frame;
import opencompact.ocpp.Operation;
import opencompact.ocpp.Request;
import opencompact.ocpp.Response;
import opencompact.ocpp.Samples;
import opencompact.ocpp.Spoiler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is said to the station next: frames of all 28 + 11 operations, right ones and ones that are
 * spoilt in their text, their values or their place in the conversation.
 */
final class Menu {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_KEPT = 40;

  private final RandomGenerator chance;
  private final List<Request> requests = new ArrayList<>(Samples.requests());
  private final List<Response> responses = new ArrayList<>(Samples.responses());
  private final List<String> before = new ArrayList<>();
  private int ids;

  Menu(RandomGenerator chance) {
    this.chance = chance;
  }

  /** Something that makes sense in this world, said often enough to matter. */
  void knows(Request request) {
    for (int i = 0; i < 3; i++) {
      requests.add(request);
    }
  }

  /**
   * The next text.
   *
   * @param outstanding id and operation of what the station waits for, if it does
   */
  String next(@Nullable Asked outstanding) {
    String text =
        switch (chance.nextInt(20)) {
          case 0, 1 -> call(false);
          case 2, 3, 4, 5, 6, 7, 8, 9 -> call(true);
          case 10 -> Spoiler.doubled(call(chance.nextBoolean()), chance);
          case 11, 12, 13, 14 -> Spoiler.text(call(chance.nextBoolean()), chance);
          case 15 -> again();
          case 16 -> sameId();
          case 17 -> stray();
          default -> outstanding == null ? stray() : answer(outstanding);
        };
    before.add(text);
    if (before.size() > MOST_KEPT) {
      before.remove(chance.nextInt(before.size()));
    }
    return text;
  }

  /** A call of the station's that waits for its answer. */
  record Asked(String id, Operation operation) {}

  private String call(boolean spoilt) {
    Request request = requests.get(chance.nextInt(requests.size()));
    String text = new Frame.Call("id", request).text().replaceFirst("\"id\"", "\"" + id() + "\"");
    return spoilt ? spoilt(text) : text;
  }

  private String spoilt(String text) {
    JsonNode frame = JSON.readTree(text);
    ObjectNode payload = (ObjectNode) frame.get(frame.size() - 1);
    for (int i = chance.nextInt(5) == 0 ? 2 : 1; i > 0; i--) {
      Spoiler.payload(payload, chance);
    }
    return frame.toString();
  }

  private String id() {
    return switch (chance.nextInt(60)) {
      case 0 -> "x".repeat(36);
      case 1 -> "x".repeat(37) + ++ids;
      case 2 -> "ü\uD83D\uDE97 " + ++ids;
      case 3 -> " " + ++ids;
      default -> "f" + ++ids;
    };
  }

  /** A frame that was said before, word for word. */
  private String again() {
    return before.isEmpty() ? call(false) : before.get(chance.nextInt(before.size()));
  }

  /** Another question under an id that was used before. */
  private String sameId() {
    Request request = requests.get(chance.nextInt(requests.size()));
    String id = "f" + chance.nextInt(Math.max(1, ids - 5), ids + 2);
    return new Frame.Call(id, request).text();
  }

  /** An answer that nobody waits for, or no frame at all. */
  private String stray() {
    Response response = responses.get(chance.nextInt(responses.size()));
    return switch (chance.nextInt(6)) {
      case 0 -> new Frame.Result("none-" + ids, response).text();
      case 1 -> "[4,\"none-" + ids + "\",\"GenericError\",\"\",{}]";
      case 2 -> "[" + chance.nextInt(-1, 9) + ",\"f" + ++ids + "\",\"Heartbeat\",{}]";
      case 3 -> "[3,\"f" + ids + "\",{}]";
      case 4 -> "[2,\"f" + ++ids + "\",\"" + action() + "\",{}]";
      default -> Spoiler.text(new Frame.Result("none", response).text(), chance);
    };
  }

  private String action() {
    String wire = Operation.values()[chance.nextInt(Operation.values().length)].wire();
    return switch (chance.nextInt(4)) {
      case 0 -> wire.toLowerCase(Locale.ROOT);
      case 1 -> wire + " ";
      case 2 -> "";
      default -> wire;
    };
  }

  /** An answer to what the station waits for: right, of another operation, spoilt, or an error. */
  private String answer(Asked to) {
    List<Response> fitting =
        responses.stream().filter(r -> r.operation() == to.operation()).toList();
    Response response =
        fitting.isEmpty() || chance.nextInt(6) == 0
            ? responses.get(chance.nextInt(responses.size()))
            : fitting.get(chance.nextInt(fitting.size()));
    String text = new Frame.Result(to.id(), response).text();
    return switch (chance.nextInt(8)) {
      case 0 -> text;
      case 1 -> Spoiler.text(text, chance);
      case 2 -> "[4,\"" + to.id() + "\",\"x".repeat(chance.nextInt(1, 4)) + "\",7]";
      case 3 -> "[4,\"" + to.id() + "\",\"InternalError\",\"no\",{}]";
      case 4 -> "[3,\"" + to.id() + "\"]";
      default -> spoilt(text);
    };
  }
}
