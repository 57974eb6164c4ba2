package opencompact.catalogue;

/**
 * What the light bar does: two patches that take turns. Equal patches are a constant light; one
 * that is off blinks (the manual's Appendix I; LGT-1).
 *
 * @param periodMillis the time in which both patches are shown once, half of it each
 */
public record LightPattern(Colour first, Colour second, int periodMillis) {
  static final int NORMAL = 1000;
  static final int SLOW = 2000;
  static final int FAST = 400;

  /** Constant, blinking, alternating or dark: the effect that a person sees. */
  public enum Effect {
    OFF("off"),
    CONSTANT("constant"),
    BLINK("blink"),
    ALTERNATE("alternate");

    private final String words;

    Effect(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  static LightPattern constant(Colour colour) {
    return new LightPattern(colour, colour, NORMAL);
  }

  static LightPattern blink(Colour colour) {
    return new LightPattern(colour, Colour.OFF, NORMAL);
  }

  static LightPattern alternate(Colour first, Colour second) {
    return new LightPattern(first, second, NORMAL);
  }

  LightPattern slowly() {
    return new LightPattern(first, second, SLOW);
  }

  LightPattern fast() {
    return new LightPattern(first, second, FAST);
  }

  public Effect effect() {
    if (first.equals(second)) {
      return first.equals(Colour.OFF) ? Effect.OFF : Effect.CONSTANT;
    }
    return first.equals(Colour.OFF) || second.equals(Colour.OFF) ? Effect.BLINK : Effect.ALTERNATE;
  }

  /** The colour to be seen so long after the pattern began. */
  public Colour after(long millis) {
    return Math.floorMod(millis, periodMillis) < periodMillis / 2 ? first : second;
  }
}
