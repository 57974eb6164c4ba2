package opencompact.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches over every loop of the process (RST-5): a loop whose beat stands still for longer than
 * its patience is reported once, by name and with the stack of its thread. It counts its own rounds
 * and not the time that passed, so a process that was stopped as a whole accuses nobody.
 */
final class Watchdog implements Runnable {
  static final Duration ROUND = Duration.ofMillis(250);

  /** Told of the first loop that hangs, on the watchdog's thread. */
  interface Alarm {
    void hangs(Beat loop, String sentence);
  }

  /** One loop, how far it had come when last looked at, and for how many rounds that has stood. */
  private static final class Watched {
    final Beat beat;
    final long most;
    long seen = -1;
    long rounds;

    Watched(Beat beat) {
      this.beat = beat;
      this.most = beat.patience().dividedBy(ROUND);
    }
  }

  private final List<Watched> loops = new ArrayList<>();
  private final Alarm alarm;
  private final Runnable besides;
  private volatile boolean ended;
  private boolean raised;

  /**
   * A watchdog over these loops.
   *
   * @param besides what else is looked after in each round
   */
  Watchdog(List<Beat> beats, Alarm alarm, Runnable besides) {
    beats.forEach(beat -> loops.add(new Watched(beat)));
    this.alarm = alarm;
    this.besides = besides;
  }

  void end() {
    ended = true;
  }

  @Override
  public void run() {
    while (!ended) {
      look();
      besides.run();
      LockSupport.parkNanos(this, ROUND.toNanos());
    }
  }

  /** One round. */
  void look() {
    for (Watched loop : loops) {
      long count = loop.beat.count();
      if (count != loop.seen) {
        loop.seen = count;
        loop.rounds = 0;
        loop.beat.ask();
      } else if (++loop.rounds >= loop.most && !raised) {
        raised = true;
        alarm.hangs(loop.beat, sentence(loop.beat));
      }
    }
  }

  private static String sentence(Beat beat) {
    String doing = beat.doing();
    StringBuilder text = new StringBuilder("The ");
    text.append(beat.loop()).append(" has not come round for ");
    text.append(beat.patience().toMillis() / 1000.0).append(" s");
    if (doing != null) {
      text.append(", since ").append(doing);
    }
    return text.append('.').append(stack(beat.thread())).toString();
  }

  private static String stack(@Nullable Thread thread) {
    if (thread == null) {
      return " It has never begun.";
    }
    StringBuilder text = new StringBuilder(" Its thread ");
    text.append(thread.getName()).append(" stands here:");
    for (StackTraceElement frame : thread.getStackTrace()) {
      text.append("\n    at ").append(frame);
    }
    return text.toString();
  }
}
