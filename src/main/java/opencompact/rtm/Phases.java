package opencompact.rtm;

import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;

/**
 * Whether the supply is wired as the station is configured (PRT-19, MOD-2, VOL-03): L1, L2, L3 in
 * this order, none missing, none too many, and each against a neutral and not against another line.
 * A line that has been alive since power-up and is lost in service is a missing phase as well, but
 * no misconnection.
 */
final class Phases {
  static final double DEAD_VOLTS = 50;
  static final double LIVE_VOLTS = 115;
  static final double LINE_TO_LINE_VOLTS = 340;
  private static final double FAR_FROM_EARTH_VOLTS = 150;
  private static final long MISSING = 3 * SECOND;
  private static final long STRANGE = SECOND;
  private static final long CROSSED = 100 * MILLISECOND;

  private final Span missing = new Span();
  private final Span extra = new Span();
  private final Span order = new Span();
  private final Span crossed = new Span();
  private int seenLive;
  private Finding finding = Finding.USUAL;
  private int places;
  private double volts;
  private double threshold;
  private long since;
  private boolean trips;
  private boolean wrong;

  boolean trips() {
    return trips;
  }

  /** Whether anything is wrong now, tripped or not. */
  boolean wrong() {
    return wrong;
  }

  /** Whether the wiring is wrong, rather than a line lost that was there. */
  boolean misconnected() {
    return trips && (finding != Finding.LINE_MISSING || (places & ~seenLive) != 0);
  }

  Evidence evidence(Evidence into) {
    return into.of(volts, threshold).at(places).since(since).as(finding);
  }

  void read(Signals now, int phases, boolean neutralSwapped, long uptime, Pace pace) {
    int live = 0;
    int dead = 0;
    int high = 0;
    for (int k = 0; k < 3; k++) {
      double at = now.supplyVolts[k];
      live |= at > LIVE_VOLTS ? Places.line(k) : 0;
      dead |= at < DEAD_VOLTS ? Places.line(k) : 0;
      boolean far = at > LINE_TO_LINE_VOLTS && now.lineToEarthVolts[k] > FAR_FROM_EARTH_VOLTS;
      high |= far ? Places.line(k) : 0;
    }
    int configured = phases == 3 ? Places.LINES : 1;
    int lost = live == 0 ? 0 : dead & configured;
    int strange = live & ~configured;
    high &= configured;
    boolean neutralFar = now.neutralToEarthVolts > FAR_FROM_EARTH_VOLTS && !neutralSwapped;
    boolean turned = phases == 3 && live == Places.LINES && !now.phaseOrderRight;
    seenLive |= live;
    wrong = lost != 0 || strange != 0 || turned || (high != 0 && neutralFar);
    // Every span is asked in every step, so that no clock stops while another runs.
    boolean isCrossed = crossed.lasts(high != 0 && neutralFar, CROSSED, uptime, pace);
    boolean isTurned = order.lasts(turned, STRANGE, uptime, pace);
    boolean isExtra = extra.lasts(strange != 0, STRANGE, uptime, pace);
    boolean isMissing = missing.lasts(lost != 0, MISSING, uptime, pace);
    trips = isCrossed || isTurned || isExtra || isMissing;
    if (isCrossed) {
      found(Finding.LINE_TO_LINE, high, now, LINE_TO_LINE_VOLTS, crossed);
    } else if (isExtra) {
      found(Finding.LINE_TOO_MANY, strange, now, LIVE_VOLTS, extra);
    } else if (isMissing) {
      found(Finding.LINE_MISSING, lost, now, DEAD_VOLTS, missing);
    } else if (isTurned) {
      found(Finding.WRONG_ORDER, Places.LINES, now, Double.NaN, order);
    }
  }

  private void found(Finding what, int where, Signals now, double limit, Span span) {
    finding = what;
    places = where;
    int first = Integer.numberOfTrailingZeros(where);
    volts = what == Finding.WRONG_ORDER ? Double.NaN : now.supplyVolts[first];
    threshold = limit;
    since = span.since();
  }
}
