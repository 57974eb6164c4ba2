package opencompact.catalogue;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of one station: the values of delivery, and above them what somebody has changed.
 * Immutable; a change makes another.
 */
public final class Settings {
  private final Delivery delivery;
  private final SortedMap<String, Parsed.Ok<?>> changed;

  /** The changed keys again, to be found without comparing names: rooms ask in every turn. */
  private final Key<?>[] keys;

  private final Object[] values;

  private Settings(Delivery delivery, SortedMap<String, Parsed.Ok<?>> changed) {
    this.delivery = delivery;
    this.changed = changed;
    this.keys = changed.keySet().stream().map(Keys::named).toArray(Key<?>[]::new);
    this.values = changed.values().stream().map(Parsed.Ok::value).toArray();
  }

  /** The settings with which such a station leaves the factory. */
  public static Settings delivered(Delivery delivery) {
    return new Settings(delivery, Collections.emptySortedMap());
  }

  /**
   * The settings of delivery with remembered changes by name. A name or a text that this version no
   * longer knows is passed over, because a station must start without a person.
   */
  public static Settings of(Delivery delivery, Map<String, String> overrides) {
    Settings settings = delivered(delivery);
    for (Map.Entry<String, String> override : new TreeMap<>(overrides).entrySet()) {
      Key<?> key = Keys.named(override.getKey());
      if (key != null && key.parse(override.getValue()) instanceof Parsed.Ok<?> ok) {
        settings = settings.with(key, ok);
      }
    }
    return settings;
  }

  public Delivery delivery() {
    return delivery;
  }

  /** The value in force. */
  public <T> T value(Key<T> key) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] == key) {
        @SuppressWarnings("unchecked") // Only with() puts values here, each parsed by its own key.
        T value = (T) values[i];
        return value;
      }
    }
    return key.delivered(delivery);
  }

  /** Whether the station speaks that profile of OCPP 1.6 (OCPP-CF-38). */
  public boolean speaks(String profile) {
    return value(Keys.SUPPORTED_FEATURE_PROFILES).contains(profile);
  }

  /** The value in force as it is written on the wire. */
  public <T> String text(Key<T> key) {
    Parsed.Ok<?> ok = changed.get(key.name());
    return ok == null ? key.shape().text(key.delivered(delivery)) : ok.text();
  }

  /**
   * These settings with one changed.
   *
   * @throws IllegalArgumentException with the sentence that says what would be right, if the key
   *     refuses the text; whoever is not sure asks {@link Key#parse} first
   */
  public Settings with(Key<?> key, String text) {
    return switch (key.parse(text)) {
      case Parsed.Ok<?> ok -> with(key, ok);
      case Parsed.Refused<?>(String sentence) -> throw new IllegalArgumentException(sentence);
    };
  }

  /** These settings with one key back at its value of delivery. */
  public Settings without(Key<?> key) {
    SortedMap<String, Parsed.Ok<?>> rest = new TreeMap<>(changed);
    rest.remove(key.name());
    return new Settings(delivery, Collections.unmodifiableSortedMap(rest));
  }

  /** What differs from delivery or was set to the same, as name and wire text, in order of name. */
  public SortedMap<String, String> overrides() {
    SortedMap<String, String> texts = new TreeMap<>();
    changed.forEach((name, ok) -> texts.put(name, ok.text()));
    return Collections.unmodifiableSortedMap(texts);
  }

  private Settings with(Key<?> key, Parsed.Ok<?> ok) {
    SortedMap<String, Parsed.Ok<?>> more = new TreeMap<>(changed);
    more.put(key.name(), ok);
    return new Settings(delivery, Collections.unmodifiableSortedMap(more));
  }
}
