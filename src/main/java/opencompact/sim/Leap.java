package opencompact.sim;

import java.util.List;
import opencompact.host.Command;
import opencompact.host.Host;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.rtm.Grant;
import opencompact.rtm.Rtm;
import opencompact.rtm.RtmCommand;
import opencompact.sim.bench.Bench;
import org.jspecify.annotations.Nullable;

/**
 * Finds the seconds of the virtual world that only repeat, so that it need not go through them.
 * Once a second the RTM reports and the host renews its grant; after such a beat that changed
 * nothing every part is asked until when nothing in it waits. All beats before that are as if each
 * had been gone through: what changes while everything is steady does not depend on how often it is
 * looked at.
 */
final class Leap {
  static final long BEAT = 1_000_000_000;
  private static final long LONGEST = 86_400 * BEAT;
  private static final long NONE = -1;
  private static final double JOULES_PER_MILLIWATT_HOUR = 3.6;

  private final Bench bench;
  private boolean allowed = true;
  private long steppedAt;
  private long eventsSeen;

  /** Whether the RTM's step was taken because a second had passed, and not for anything new. */
  private boolean regular;

  /** The last report that was answered by the same grant and nothing else. */
  private long beatAt = NONE;

  Leap(Bench bench) {
    this.bench = bench;
  }

  /** Every second is gone through from now on, however quiet it is. */
  void forbid() {
    allowed = false;
  }

  /** The RTM takes a step. */
  void stepping(long now) {
    regular = now - steppedAt >= BEAT;
    steppedAt = now;
    eventsSeen = bench.events();
    beatAt = NONE;
  }

  /** The host has taken a turn; whatever it was for, only a beat is followed by a leap. */
  void turned(Turn turn, boolean beat, Yard.@Nullable Granted granted, long now) {
    beatAt = beat && regular && renewsOnly(turn, granted) ? now : NONE;
  }

  /** Something has come in between. */
  void interrupted() {
    beatAt = NONE;
  }

  private static boolean renewsOnly(Turn turn, Yard.@Nullable Granted granted) {
    List<Command> commands = turn.commands();
    return granted != null
        && turn.log().isEmpty()
        && commands.size() == 1
        && commands.getFirst() instanceof Command.TellRtm(var told)
        && told instanceof RtmCommand.HostGrants(Grant grant)
        && grant.equals(granted.grant())
        && keepsOnly(turn.facts());
  }

  /** That the register is kept is no news to anybody. */
  private static boolean keepsOnly(List<Fact> facts) {
    for (Fact fact : facts) {
      if (!(fact instanceof Fact.EnergySeen)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The beat on which to land; in the past where there is none to leap over.
   *
   * @param rtmDue when the RTM's next step would be
   * @param until how far time may go, as far as appointments are concerned
   * @param bootedAt where uptime counts from
   */
  long landing(long rtmDue, long until, Host host, Rtm rtm, long bootedAt) {
    if (!allowed || beatAt < 0 || rtmDue != beatAt + BEAT || bench.events() != eventsSeen) {
      return NONE;
    }
    long quiet = Math.min(until, bench.steadyUntil());
    quiet = Math.min(quiet, Yard.world(rtm.quietUntil(), bootedAt));
    quiet = Math.min(quiet, Yard.world(host.quiet().until(), bootedAt));
    quiet = Math.min(quiet, beatAt + LONGEST);
    long beats = (quiet - 1 - beatAt) / BEAT;
    double watts = bench.watts();
    if (watts > 0) {
      long left = host.quiet().energy();
      beats = Math.min(beats, (long) (left * JOULES_PER_MILLIWATT_HOUR / watts) - 1);
    }
    if (quiet <= beatAt || beats < 2) {
      return NONE;
    }
    long landing = beatAt + beats * BEAT;
    return rtm.heedsHeat(bench.coldest(landing), bench.hottest(landing)) ? NONE : landing;
  }
}
