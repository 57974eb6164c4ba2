package opencompact.rtm;

import static opencompact.rtm.Span.LONG_AGO;
import static opencompact.rtm.Span.MILLISECOND;
import static opencompact.rtm.Span.SECOND;

/**
 * The contactor and the watch over its poles (CHG-5, CT-03 to CT-05): each pole is compared with
 * what is commanded from 250 ms after switching, and one that is still wrong 1 s after is welded or
 * stuck. The watch never sleeps, so it covers power-up and the time before every closing as well.
 */
final class Contactor {
  private static final long SETTLE = 250 * MILLISECOND;
  private static final long WRONG = 750 * MILLISECOND;
  private static final long LEAST_REST = 5 * SECOND;
  private static final double LIVE_SUPPLY_VOLTS = 115;
  private static final double NO_LOAD_AMPERES = 1;

  private boolean closed;
  private long switchedAt = LONG_AGO;
  private long closedAt = LONG_AGO;
  private boolean openedUnderLoad;
  private boolean measuredClosed;
  private boolean provenOpen;
  private final Span lineClosed = new Span();
  private final Span lineOpen = new Span();
  private final Span neutralClosed = new Span();
  private final Span neutralOpen = new Span();
  private boolean lineStuckClosed;
  private boolean lineStuckOpen;
  private boolean neutralStuckClosed;
  private boolean neutralStuckOpen;

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

  boolean lineStuckClosed() {
    return lineStuckClosed;
  }

  boolean lineStuckOpen() {
    return lineStuckOpen;
  }

  boolean neutralStuckClosed() {
    return neutralStuckClosed;
  }

  boolean neutralStuckOpen() {
    return neutralStuckOpen;
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
    boolean anyLive = false;
    boolean anyMissing = false;
    for (int phase = 0; phase < phases; phase++) {
      anyLive |= signals.lineLive[phase];
      // A dead supply says nothing about the contact.
      anyMissing |= !signals.lineLive[phase] && signals.supplyVolts[phase] > LIVE_SUPPLY_VOLTS;
    }
    measuredClosed = anyLive || signals.neutralLive;
    boolean settled = now - switchedAt >= SETTLE;
    if (!settled) {
      pace.by(switchedAt + SETTLE);
      pace.moving();
    }
    provenOpen = settled && !closed && !measuredClosed;
    boolean open = settled && !closed;
    // Contacts that the stage's own hardware has opened are not stuck.
    boolean shut = settled && closed && !signals.hardwareTrip;
    lineStuckClosed = lineClosed.lasts(open && anyLive, WRONG, now, pace);
    neutralStuckClosed = neutralClosed.lasts(open && signals.neutralLive, WRONG, now, pace);
    lineStuckOpen = lineOpen.lasts(shut && anyMissing, WRONG, now, pace);
    neutralStuckOpen = neutralOpen.lasts(shut && !signals.neutralLive, WRONG, now, pace);
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
