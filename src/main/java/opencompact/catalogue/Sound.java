package opencompact.catalogue;

import java.util.List;

/**
 * The beeper's patterns (LGT-2). Short and single is good news; long or many asks for attention.
 */
// The checker does not know that List.of cannot be changed.
@SuppressWarnings("ImmutableEnumChecker")
public enum Sound {
  POWER_UP("the station has started", beep(200, 0)),
  CARD_READ("a card was read", beep(60, 0)),
  ACCEPTED("the card may charge", beep(80, 80), beep(80, 0)),
  REFUSED("the card may not charge", beep(600, 0)),
  LOCK_FAULT("the plug cannot be locked", beep(200, 200), beep(200, 200), beep(200, 0)),
  FAULT("a fault forbids charging", beep(400, 200), beep(400, 0));

  /** One tone and the silence after it. */
  public record Beep(int onMillis, int offMillis) {}

  private final String meaning;
  private final List<Beep> beeps;

  Sound(String meaning, Beep... beeps) {
    this.meaning = meaning;
    this.beeps = List.of(beeps);
  }

  /** What it tells a person. */
  public String meaning() {
    return meaning;
  }

  public List<Beep> beeps() {
    return beeps;
  }

  private static Beep beep(int onMillis, int offMillis) {
    return new Beep(onMillis, offMillis);
  }
}
