package opencompact.host.lamp;

import opencompact.catalogue.Light;
import opencompact.catalogue.Sound;
import opencompact.host.Command;
import opencompact.host.Turn;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * What a person at the station hears and sees at once: the beeper, and what lies over the light of
 * the status for a while (LGT-1, LGT-2).
 */
public final class Signs {
  private Overlays overlays = Overlays.NONE;

  /** The program has started. */
  public void started(Turn turn) {
    play(Sound.POWER_UP, turn);
  }

  public void cardRead(Turn turn) {
    play(Sound.CARD_READ, turn);
  }

  public void accepted(Turn turn) {
    play(Sound.ACCEPTED, turn);
    overlays = overlays.answered(true, turn.now());
  }

  public void refused(Turn turn) {
    play(Sound.REFUSED, turn);
    overlays = overlays.answered(false, turn.now());
  }

  /** The plug cannot be locked, or not be released. */
  public void lockFailed(Turn turn) {
    play(Sound.LOCK_FAULT, turn);
  }

  /** A fault forbids charging. */
  public void stopped(Turn turn) {
    play(Sound.FAULT, turn);
  }

  /** Whether the next card is learnt. */
  public void learning(boolean on) {
    overlays = overlays.learning(on);
  }

  public void settle(Moment now) {
    overlays = overlays.settled(now);
  }

  /** What is to be seen instead of the light of the status, or null. */
  public Light.@Nullable Overlay shown() {
    return overlays.shown();
  }

  public long deadline() {
    return overlays.deadline();
  }

  private static void play(Sound sound, Turn turn) {
    turn.tell(new Command.Play(sound));
  }
}
