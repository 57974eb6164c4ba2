package opencompact.conformance.suite;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A station with its surroundings, of which a scenario is told: simulated or real. */
interface Site extends AutoCloseable {

  Instant now();

  void swipe(String uid);

  void plugIn();

  /** The driver leaves: the plug comes out of the car and, where there is one, of the socket. */
  void plugOut();

  /** The owner changes a setting on the station's pages. */
  void owner(String key, String value);

  /** What the central system says about a card from now on. */
  void card(String tag, String status);

  /** Asks something of the station; the whole frame of its answer. */
  JsonNode call(String action, String payload);

  /** Lets time pass until something more is in the transcript, at most this long. */
  void await(Duration most);

  /** Lets that time pass. */
  void later(Duration time);

  @Override
  void close();
}
