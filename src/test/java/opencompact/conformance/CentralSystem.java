package opencompact.conformance;

import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A back office by other people, as a test of the whole station sees it. */
interface CentralSystem extends AutoCloseable {

  /** A request of the station's. */
  record Call(String action, JsonNode payload) {}

  int port();

  /** The address to configure in a station, without its identity. */
  String url();

  /** Waits until a station has connected; its identity. */
  String awaitConnected();

  /** Waits for the station's next fitting request of that action, past others of the same. */
  JsonNode next(String action, Predicate<JsonNode> fits);

  /** Every request of the station's so far, in order. */
  List<Call> heard();

  /** Sends a request to the station that connected last; the payload of its answer. */
  JsonNode call(String action, String payload);

  /** Every breach of OCPP that the central system has found, in sentences. */
  List<String> violations();

  @Override
  void close();
}
