package opencompact.catalogue;

/** What became of a text that somebody wants as the value of a setting. */
public sealed interface Parsed<T> {

  /**
   * The text is a value.
   *
   * @param text the value's normalised wire text, as it is stored and told again
   */
  record Ok<T>(T value, String text) implements Parsed<T> {}

  /** The text is none; the sentence says what would be right. */
  record Refused<T>(String sentence) implements Parsed<T> {}
}
