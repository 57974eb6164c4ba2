package opencompact.host.upkeep;

import java.util.function.Consumer;

/**
 * Who installs a firmware beside the running one (FW-1). It is handed a package that has been
 * fetched whole and, where it is signed, verified. Calls return at once; each question is answered
 * once, on whatever thread.
 */
public interface Installer {

  /**
   * Begins to install the firmware that was fetched under that name.
   *
   * @param review do not begin, but say what became of it, because it was under way when the
   *     station stopped
   */
  void ask(String name, boolean review, Consumer<Verdict> ear);

  /** The station restarts: nobody listens any more. */
  void drop();

  /** What became of an installation. */
  sealed interface Verdict {

    /** It lies ready; the next start of the station will try it. */
    record Ready() implements Verdict {}

    /** It runs, and has tested itself. */
    record Runs() implements Verdict {}

    /** What was fetched is no firmware of this station; the sentence says why, as below. */
    record Unfit(String why) implements Verdict {}

    /** The old firmware runs; the sentence says why, beginning with a small letter. */
    record Failed(String why) implements Verdict {}
  }
}
