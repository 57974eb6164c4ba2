package opencompact.rtm;

import static opencompact.rtm.Span.MILLISECOND;

/**
 * The calls that wake a car asleep before an offer (IEC-W-01, IEC-W-03). It is called while the
 * station offers current to a car that stays in B, in three ways that each wake some cars: state F,
 * a short and a long interruption of the pilot. No more than three calls are made in one plug-in,
 * for some cars count interruptions and give up on the station; and none to a car that has charged
 * and stopped by itself, which has probably had enough. Whom no call wakes must be plugged in anew.
 *
 * <p>Nothing else notices: what is driven hides the car, so the pilot keeps its state, and with it
 * plug, lock and charge stay as they are.
 */
final class WakeUp {
  static final int MOST_CALLS = 3;

  /** What the car is shown. */
  enum Signal {
    /** The offer, or x1 where there is none. */
    NONE,
    /** Steady -12 V. */
    STATE_F,
    /** Steady +12 V (x1), between state F and the offer. */
    CONSTANT,
    /** An open pilot wire. */
    INTERRUPTION
  }

  /** The story in its order; each act lasts until so long after the offer began. */
  private enum Act {
    WAIT(30_000, Signal.NONE),
    CALL_BY_STATE_F(34_000, Signal.STATE_F),
    GET_READY(34_750, Signal.CONSTANT),
    LISTEN(90_000, Signal.NONE),
    CALL_BY_SHORT_INTERRUPTION(94_000, Signal.INTERRUPTION),
    LISTEN_ANEW(124_000, Signal.NONE),
    CALL_BY_LONG_INTERRUPTION(154_000, Signal.INTERRUPTION),
    LISTEN_AT_LAST(184_000, Signal.NONE),
    GIVE_UP(Long.MAX_VALUE / MILLISECOND, Signal.NONE);

    private static final Act[] STORY = values();

    private final long untilNanos;
    private final Signal signal;

    Act(long untilMillis, Signal signal) {
      this.untilNanos = untilMillis * MILLISECOND;
      this.signal = signal;
    }

    private boolean calls() {
      return signal == Signal.STATE_F || signal == Signal.INTERRUPTION;
    }
  }

  private boolean expected;
  private boolean telling;
  private long since;
  private int place;
  private int calls;
  private boolean enough;

  private Act act() {
    return Act.STORY[place];
  }

  Signal signal() {
    return telling ? act().signal : Signal.NONE;
  }

  /** Whether a call is being made. */
  boolean calling() {
    return signal() != Signal.NONE;
  }

  /** The calls made in this plug-in. */
  int calls() {
    return calls;
  }

  /** Whether nothing wakes the car and it should be unplugged and plugged in again (IEC-W-03). */
  boolean replugAdvised() {
    return telling && act() == Act.GIVE_UP;
  }

  /** Another car, or the same one anew. */
  void unplugged() {
    telling = false;
    calls = 0;
    enough = false;
  }

  /**
   * Follows what the interlocks have settled.
   *
   * @param pwmSince when the offer began
   * @param mayUseStateF whether this station shows state F at all
   */
  void follow(Situation s, Interlocks i, long pwmSince, boolean mayUseStateF, long now, Pace pace) {
    if (i.close) {
      enough = false;
    } else if (s.contactorClosed) {
      // Whoever leaves C under an offer has stopped by itself.
      enough = i.offer && s.pwm && s.pilot == Pilot.B;
    }
    boolean expecting = i.offer && s.pilot == Pilot.B && !enough;
    if (!expecting) {
      telling = false;
    } else if (telling) {
      go(mayUseStateF, now, pace);
    } else if (s.pwm) {
      telling = true;
      // PWM begins after this has been asked, so it is first seen a step later.
      since = expected ? pwmSince : now;
      place = 0;
      pace.by(since + act().untilNanos);
    }
    expected = expecting;
  }

  private void go(boolean mayUseStateF, long now, Pace pace) {
    while (now - since >= act().untilNanos) {
      place++;
      boolean skipped = act().signal == Signal.STATE_F && !mayUseStateF;
      if (skipped) {
        // Without the call there is nothing to get ready after.
        place += 2;
      } else if (act().calls() && calls >= MOST_CALLS) {
        place = Act.STORY.length - 1;
      } else if (act().calls()) {
        calls++;
      }
    }
    if (act() != Act.GIVE_UP) {
      pace.by(since + act().untilNanos);
    }
  }
}
