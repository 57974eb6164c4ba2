package opencompact.catalogue;

import static opencompact.catalogue.Colour.BLUE;
import static opencompact.catalogue.Colour.CYAN;
import static opencompact.catalogue.Colour.GREEN;
import static opencompact.catalogue.Colour.MAGENTA;
import static opencompact.catalogue.Colour.OFF;
import static opencompact.catalogue.Colour.RED;
import static opencompact.catalogue.Colour.WHITE;
import static opencompact.catalogue.Colour.YELLOW;
import static opencompact.catalogue.LightPattern.alternate;
import static opencompact.catalogue.LightPattern.blink;
import static opencompact.catalogue.LightPattern.constant;

/**
 * The light bar's table (LGT-1; the manual's Appendix I): one row for each status, and one for a
 * station that has just started or was never configured (RST-1).
 */
// The checker wants its own annotation before it believes that a record of records is immutable.
@SuppressWarnings("ImmutableEnumChecker")
public enum Light {
  //                online                  offline
  AVAILABLE(constant(GREEN), constant(YELLOW)),
  PREPARING(blink(GREEN), blink(YELLOW)),
  CHARGING(constant(BLUE), constant(CYAN)),
  SUSPENDED_EV(blink(BLUE), blink(CYAN)),
  SUSPENDED_EVSE(alternate(BLUE, GREEN), alternate(CYAN, YELLOW)),
  FINISHING(blink(WHITE), blink(WHITE).slowly()),
  RESERVED(blink(MAGENTA), blink(MAGENTA).slowly()),
  UNAVAILABLE(constant(OFF), constant(OFF)),
  FAULTED(constant(RED), blink(RED)),
  UNCONFIGURED(constant(YELLOW), constant(YELLOW));

  /** A short light that is shown instead of that of the status. */
  public enum Overlay {
    CARD_ACCEPTED(constant(GREEN), 1000),
    CARD_REFUSED(constant(RED), 2000),
    /** Shown for as long as the station waits for the card that it is to learn (AUT-2). */
    LEARNING(blink(MAGENTA).fast(), 0);

    private final LightPattern pattern;
    private final int lastsMillis;

    Overlay(LightPattern pattern, int lastsMillis) {
      this.pattern = pattern;
      this.lastsMillis = lastsMillis;
    }

    public LightPattern pattern() {
      return pattern;
    }

    /** How long it lasts; 0 as long as its cause. */
    public int lastsMillis() {
      return lastsMillis;
    }
  }

  private final LightPattern online;
  private final LightPattern offline;

  Light(LightPattern online, LightPattern offline) {
    this.online = online;
    this.offline = offline;
  }

  /** The row of a connector's status. */
  public static Light of(Status status) {
    return switch (status) {
      case AVAILABLE -> AVAILABLE;
      case PREPARING -> PREPARING;
      case CHARGING -> CHARGING;
      case SUSPENDED_EV -> SUSPENDED_EV;
      case SUSPENDED_EVSE -> SUSPENDED_EVSE;
      case FINISHING -> FINISHING;
      case RESERVED -> RESERVED;
      case UNAVAILABLE -> UNAVAILABLE;
      case FAULTED -> FAULTED;
    };
  }

  /** What the bar does, with the back office in reach or without. */
  public LightPattern pattern(boolean backOfficeInReach) {
    return backOfficeInReach ? online : offline;
  }
}
