package opencompact.catalogue;

/**
 * A colour of the light bar.
 *
 * @param rgb 0x000000 to 0xFFFFFF, red first
 */
public record Colour(int rgb) {
  public static final Colour OFF = new Colour(0x000000);
  public static final Colour GREEN = new Colour(0x00FF00);
  public static final Colour BLUE = new Colour(0x0000FF);
  public static final Colour CYAN = new Colour(0x00C8FF);
  public static final Colour YELLOW = new Colour(0xFFB400);
  public static final Colour WHITE = new Colour(0xFFFFFF);
  public static final Colour MAGENTA = new Colour(0xC000FF);
  public static final Colour RED = new Colour(0xFF0000);

  public Colour {
    if (rgb < 0 || rgb > 0xFFFFFF) {
      throw new IllegalArgumentException("a colour lies within 0 and 0xFFFFFF, not " + rgb);
    }
  }

  /** The colour dimmed to this part of its brightness, as LightIntensity asks. */
  public Colour at(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("a brightness is 0 to 100 percent, not " + percent);
    }
    return new Colour(
        dimmed(rgb >> 16, percent) << 16
            | dimmed(rgb >> 8 & 0xFF, percent) << 8
            | dimmed(rgb & 0xFF, percent));
  }

  private static int dimmed(int channel, int percent) {
    return (channel * percent + 50) / 100;
  }

  /** Six hexadecimal digits, red first. */
  @Override
  public String toString() {
    return "%06X".formatted(rgb);
  }
}
