package opencompact.sim;

import java.util.function.Consumer;
import opencompact.host.upkeep.Installer;
import org.jspecify.annotations.Nullable;

/**
 * The installer of the simulated world: half a minute of work beside the running firmware, then one
 * start in which the new one must prove itself. It outlives power cuts; what was half done then is
 * nothing.
 */
public final class SimInstaller implements Installer {
  private static final long WORK_NANOS = 30_000_000_000L;
  private static final long REVIEW_NANOS = 2_000_000_000L;

  /** How it goes. */
  public enum Mood {
    SUCCEEDS,
    /** The package is no firmware. */
    REFUSES,
    /** The new firmware does not pass its own test, and the old one is put back. */
    ROLLS_BACK
  }

  private final Timeline timeline;
  private final SimFileServers files;
  private Mood mood = Mood.SUCCEEDS;
  private @Nullable String ready;
  private @Nullable String tried;
  private @Nullable String running;
  private int life;

  SimInstaller(Timeline timeline, SimFileServers files) {
    this.timeline = timeline;
    this.files = files;
  }

  public void becomes(Mood now) {
    mood = now;
  }

  /** The firmware that runs in place of that of delivery, by its name; null for none. */
  public @Nullable String running() {
    return running;
  }

  /** The station starts: what lies ready is tried. */
  void starts() {
    String fresh = ready;
    if (fresh != null) {
      tried = fresh;
      ready = null;
      running = mood == Mood.ROLLS_BACK ? running : fresh;
    }
  }

  @Override
  public void ask(String name, boolean review, Consumer<Verdict> ear) {
    int mine = life;
    timeline.in(
        review ? REVIEW_NANOS : WORK_NANOS,
        () -> {
          if (mine == life) {
            ear.accept(review ? reviewed(name) : installed(name));
          }
        });
  }

  private Verdict installed(String name) {
    if (mood == Mood.REFUSES || !files.whole(name)) {
      return new Verdict.Unfit("the package is no firmware of this station");
    }
    ready = name;
    return new Verdict.Ready();
  }

  private Verdict reviewed(String name) {
    if (name.equals(running)) {
      return new Verdict.Runs();
    }
    return new Verdict.Failed(
        name.equals(tried)
            ? "it did not pass its own test, so the old one is back"
            : "the installation was cut off");
  }

  @Override
  public void drop() {
    life++;
  }
}
