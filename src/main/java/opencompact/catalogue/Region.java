package opencompact.catalogue;

import java.time.ZoneId;

/**
 * Where the station is sold. It changes nothing but delivery values: in the United Kingdom the
 * charge-off periods and the randomised delay are on (OFF-3, OFF-4; SI 2021/1467).
 */
public enum Region {
  EU("eu", ZoneId.of("Europe/Berlin")),
  UK("uk", ZoneId.of("Europe/London"));

  private final String title;
  private final ZoneId zone;

  Region(String title, ZoneId zone) {
    this.title = title;
    this.zone = zone;
  }

  /** The spelling in options and files. */
  public String title() {
    return title;
  }

  /** The time zone of delivery. */
  public ZoneId zone() {
    return zone;
  }
}
