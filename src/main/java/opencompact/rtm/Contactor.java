package opencompact.rtm;

import static opencompact.rtm.Span.LONG_AGO;
import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;

import opencompact.quantity.Moment;

/**
 * The contactor and the watch over its poles (CHG-5, CT-03 to CT-05): each pole is compared with
 * what is commanded from 250 ms after switching, and one that is still wrong 1 s after is welded or
 * stuck. The watch never sleeps, so it covers power-up and the time before every closing as well.
 */
final class Contactor {
  private static final long SETTLE = 250 * MILLISECOND;
  private static final long WRONG = 750 * MILLISECOND;
  private static final long LEAST_REST = 5 * SECOND;
  private static final int POLES = 4;
  private static final int NEUTRAL = 3;
  private static final double LIVE_SUPPLY_VOLTS = 115;
  private static final double NO_LOAD_AMPERES = 1;

  private boolean closed;
  private long switchedAt = LONG_AGO;
  private long closedAt = LONG_AGO;
  private boolean openedUnderLoad;
  private boolean measuredClosed;
  private boolean provenOpen;
  private final Span[] staysClosed = {new Span(), new Span(), new Span(), new Span()};
  private final Span[] staysOpen = {new Span(), new Span(), new Span(), new Span()};
  private int stuckClosed;
  private int stuckOpen;

  /** Whether closed is commanded. */
  boolean closed() {
    return closed;
  }

  boolean measuredClosed() {
    return measuredClosed;
  }

  boolean provenOpen() {
    return provenOpen;
  }

  long switchedAt() {
    return switchedAt;
  }

  /** When the contacts were last closed. */
  long closedAt() {
    return closedAt;
  }

  /** Whether the last opening may have interrupted current. */
  boolean openedUnderLoad() {
    return openedUnderLoad;
  }

  /** The poles, as {@link Places}, that are closed though they shall be open. */
  int stuckClosed() {
    return stuckClosed;
  }

  /** The poles that are open though they shall be closed. */
  int stuckOpen() {
    return stuckOpen;
  }

  /** Since when the first of these poles has been wrong. */
  long wrongSince(int poles) {
    long since = Moment.NEVER;
    for (int rest = poles; rest != 0; rest &= rest - 1) {
      int pole = Integer.numberOfTrailingZeros(rest);
      since = Math.min(since, Math.min(staysClosed[pole].since(), staysOpen[pole].since()));
    }
    return since;
  }

  /** Whether the contacts have been open for five seconds (CT-05). */
  boolean rested(long now, Pace pace) {
    if (closed) {
      return false;
    }
    if (now - switchedAt >= LEAST_REST) {
      return true;
    }
    pace.by(switchedAt + LEAST_REST);
    return false;
  }

  void watch(Signals signals, int phases, long now, Pace pace) {
    if (switchedAt == LONG_AGO) {
      // Power-up opens the contacts, however they stood before.
      switchedAt = now;
    }
    boolean settled = now - switchedAt >= SETTLE;
    if (!settled) {
      pace.by(switchedAt + SETTLE);
      pace.moving();
    }
    boolean told = settled && !signals.stale;
    boolean open = told && !closed;
    // Contacts that the stage's own hardware has opened are not stuck.
    boolean shut = told && closed && !signals.hardwareTrip;
    measuredClosed = false;
    stuckClosed = 0;
    stuckOpen = 0;
    for (int pole = 0; pole < POLES; pole++) {
      boolean line = pole < NEUTRAL;
      if (line && pole >= phases) {
        continue;
      }
      boolean live = line ? signals.lineLive[pole] : signals.neutralLive;
      // A dead supply says nothing about the contact.
      boolean missing = !live && (!line || signals.supplyVolts[pole] > LIVE_SUPPLY_VOLTS);
      measuredClosed |= live;
      boolean welded = staysClosed[pole].lasts(open && live, WRONG, now, pace);
      boolean stuck = staysOpen[pole].lasts(shut && missing, WRONG, now, pace);
      stuckClosed |= welded ? 1 << pole : 0;
      stuckOpen |= stuck ? 1 << pole : 0;
    }
    provenOpen = settled && !closed && !measuredClosed;
  }

  void follow(boolean close, double greatestAmperes, long now, Pace pace) {
    if (close == closed) {
      return;
    }
    closed = close;
    switchedAt = now;
    if (close) {
      closedAt = now;
      openedUnderLoad = false;
    } else {
      openedUnderLoad = !(greatestAmperes < NO_LOAD_AMPERES);
    }
    pace.by(now + SETTLE);
    pace.moving();
  }
}
