package opencompact.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ./compact frames}: what was said over the line, told to a person or to a program. */
final class FrameReader {
  private static final int MOST_AT_ONCE = 1000;
  private static final int LONGEST_ACTION = 26;

  private final StationClient station;
  private final @Nullable String action;
  private final PrintWriter out;

  /**
   * A reader of a running station's frames.
   *
   * @param action only this action and its answers; null for everything
   */
  FrameReader(StationClient station, @Nullable String action, PrintWriter out) {
    this.station = station;
    this.action = action;
    this.out = out;
  }

  /** Shows the newest, and then each new one if somebody wants to follow. */
  void show(int most, boolean json, boolean follow) {
    List<JsonObject> newest = ask("limit=" + most);
    newest.forEach(frame -> tell(frame, json));
    out.flush();
    if (follow) {
      long[] seen = {newest.isEmpty() ? 0 : number(newest.getLast())};
      station.listen(
          "frames",
          news -> {
            while (seen[0] < news.getLong("newest", 0L)) {
              List<JsonObject> more = ask("limit=" + MOST_AT_ONCE + "&since=" + seen[0]);
              more.forEach(frame -> tell(frame, json));
              out.flush();
              if (more.isEmpty()) {
                // Whatever was new is of another action.
                seen[0] = news.getLong("newest", 0L);
                break;
              }
              seen[0] = number(more.getLast());
            }
            return !out.checkError();
          });
    }
  }

  /** Writes every frame that the station still has, oldest first, one JSON object a line. */
  void export(Path file) {
    long count = 0;
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      long seen = 0;
      List<JsonObject> more = ask("limit=" + MOST_AT_ONCE + "&since=0");
      while (!more.isEmpty()) {
        for (JsonObject frame : more) {
          if (!mark(frame)) {
            lines.write(frame.encode());
            lines.write('\n');
            count++;
          }
        }
        seen = number(more.getLast());
        more = ask("limit=" + MOST_AT_ONCE + "&since=" + seen);
      }
    } catch (IOException e) {
      throw Complaint.failed("The file " + file + " cannot be written: " + e.getMessage() + ".");
    }
    out.println(count == 1 ? "1 frame was written." : count + " frames were written.");
    out.flush();
  }

  private List<JsonObject> ask(String parameters) {
    String wanted =
        action == null ? "" : "&action=" + URLEncoder.encode(action, StandardCharsets.UTF_8);
    JsonArray frames = station.get("/api/v1/frames?" + parameters + wanted).getJsonArray("frames");
    return frames.stream().map(JsonObject.class::cast).toList();
  }

  private void tell(JsonObject frame, boolean json) {
    if (json) {
      if (!mark(frame)) {
        out.println(frame.encode());
      }
      return;
    }
    if (mark(frame)) {
      out.printf(
          "%s  -- %s: %s%n",
          frame.getString("timestamp"), frame.getString("kind"), frame.getString("sentence"));
      return;
    }
    String what = frame.getString("action");
    Long latency = frame.getLong("latencyMillis");
    out.printf(
        "%s  %s %-" + LONGEST_ACTION + "s %-10s %8s  %s%n",
        frame.getString("timestamp"),
        frame.getString("direction").equals("cp-to-csms") ? "->" : "<-",
        what == null ? "?" : what,
        frame.getString("kind"),
        latency == null ? "" : latency + " ms",
        frame.getString("raw"));
  }

  private static boolean mark(JsonObject frame) {
    return frame.getString("direction") == null;
  }

  private static long number(JsonObject frame) {
    return frame.getLong("number");
  }
}
