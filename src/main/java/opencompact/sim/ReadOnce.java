package opencompact.sim;

import java.util.ArrayList;
import java.util.List;
import opencompact.memory.Fact;
import opencompact.memory.FactCodec;

/**
 * Decodes the lines of a journal, each once: a world of many power cuts reads the same lines again
 * and again. A line that is another one than before is decoded anew.
 */
final class ReadOnce {
  private final FactCodec codec;
  private List<Known> known = new ArrayList<>();

  private record Known(String line, Fact fact) {}

  ReadOnce(FactCodec codec) {
    this.codec = codec;
  }

  List<Fact> decode(List<String> lines) {
    List<Known> read = new ArrayList<>(lines.size());
    List<Fact> facts = new ArrayList<>(lines.size());
    for (String line : lines) {
      int place = read.size();
      Known before = place < known.size() ? known.get(place) : null;
      Known now =
          before != null && before.line().equals(line)
              ? before
              : new Known(line, codec.decode(line));
      read.add(now);
      facts.add(now.fact());
    }
    known = read;
    return List.copyOf(facts);
  }
}
