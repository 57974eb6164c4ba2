package opencompact.catalogue;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key, declared once: from it come GetConfiguration and ChangeConfiguration, the
 * form field and its check, the factory reset and the reference. A key is what it is, so two keys
 * are never equal.
 */
public final class Key<T> {
  /** No key takes more on the wire (OCPP-CF-06). */
  private static final int LONGEST_VALUE = 500;

  private final String name;
  private final Shape<T> shape;
  private final Function<Delivery, T> delivered;
  private final Function<Model, Access> access;
  private final Effective effective;
  private final Page page;
  private final String sentence;

  Key(
      String name,
      Shape<T> shape,
      Function<Delivery, T> delivered,
      Function<Model, Access> access,
      Effective effective,
      Page page,
      String sentence) {
    this.name = name;
    this.shape = shape;
    this.delivered = delivered;
    this.access = access;
    this.effective = effective;
    this.page = page;
    this.sentence = sentence;
  }

  /** The official spelling. */
  public String name() {
    return name;
  }

  public Shape<T> shape() {
    return shape;
  }

  /** The value with which such a station is delivered, and to which a factory reset returns. */
  public T delivered(Delivery delivery) {
    return delivered.apply(delivery);
  }

  /** What the back office may do with it on this model. */
  public Access access(Model model) {
    return access.apply(model);
  }

  /** Whether the back office is to know that the key exists; the same on every model. */
  public boolean overOcpp() {
    return access(Model.SLC).known();
  }

  public Effective effective() {
    return effective;
  }

  /** The tab of the web client on which it stands. */
  public Page page() {
    return page;
  }

  /** What the setting does, in one English sentence. */
  public String sentence() {
    return sentence;
  }

  /** Reads a text as this key's value, or says what would be right. */
  public Parsed<T> parse(String text) {
    @Nullable T value = text.length() <= LONGEST_VALUE ? shape.value(text) : null;
    if (value == null) {
      return new Parsed.Refused<>(name + " takes " + shape.wants() + instead(text) + ".");
    }
    return new Parsed.Ok<>(value, shape.kept(text, value));
  }

  private String instead(String text) {
    // A secret is not repeated, not even a mistyped one.
    boolean secret = access(Model.SLC) == Access.WRITE_ONLY;
    boolean quotable =
        !secret && text.length() <= 60 && text.chars().noneMatch(Character::isISOControl);
    return quotable ? ", not \"" + text + "\"" : "";
  }

  @Override
  public String toString() {
    return name;
  }
}
