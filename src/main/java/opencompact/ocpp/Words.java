package opencompact.ocpp;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The vocabulary of one OCPP enumeration: finds the value that a spelling on the wire stands for.
 */
final class Words<E> {
  private final Map<String, E> bySpelling = new TreeMap<>();

  private Words() {}

  static <E extends Word> Words<E> of(E[] values) {
    return of(values, Word::wire);
  }

  static <E> Words<E> of(E[] values, Function<? super E, String> spelling) {
    Words<E> words = new Words<>();
    for (E value : values) {
      words.bySpelling.put(spelling.apply(value), value);
    }
    return words;
  }

  @Nullable E find(String spelling) {
    return bySpelling.get(spelling);
  }

  @Override
  public String toString() {
    return String.join(", ", bySpelling.keySet());
  }
}
