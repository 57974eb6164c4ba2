package opencompact.host;

/** The answer to a wish, with a sentence for the person who had it. */
public sealed interface Outcome {
  String sentence();

  /** It is done, or under way. */
  record Done(String sentence) implements Outcome {}

  /** The wish was understood, but the station's state forbids it; nothing changed. */
  record Refused(String sentence) implements Outcome {}

  /** The wish makes no sense; the sentence says what would be right; nothing changed. */
  record Wrong(String sentence) implements Outcome {}
}
