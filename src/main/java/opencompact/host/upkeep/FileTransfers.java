package opencompact.host.upkeep;

import java.util.List;
import java.util.function.Consumer;

/**
 * The door to the servers from which firmware is fetched and to which diagnostics are brought
 * (OCPP-FW-06, OCPP-DG-02), and to the storage in which both lie meanwhile. Calls return at once;
 * what becomes of a task is told later, on whatever thread. It never tries again by itself: when to
 * is the host's decision (OCPP-FW-02).
 */
public interface FileTransfers {

  /**
   * Begins a task.
   *
   * @param job all tasks of one number belong together; see {@link #end}
   */
  void begin(long job, Task task, Consumer<Told> ear);

  /**
   * A job is over, or given up: what runs of it stops silently, and an archive made for it is
   * deleted. A part of a firmware that has come stays.
   */
  void end(long job);

  /** The station restarts: whatever runs stops silently, what has come of a firmware stays. */
  void drop();

  /** Something that takes its time. */
  sealed interface Task {

    /** Makes an archive of what the dossier says; ends with {@link Told.Gathered}. */
    record Gather(Dossier dossier) implements Task {}

    /**
     * Brings the archive of that name into the directory that the location names; ends with {@link
     * Told.Done} (OCPP-DG-02).
     *
     * @param roots installed certificates, as PEM, that may vouch for the server besides the
     *     authorities known to everybody
     */
    record Deliver(String name, String location, List<String> roots) implements Task {
      public Deliver {
        roots = List.copyOf(roots);
      }

      /** Hides the login that may stand in the address. */
      @Override
      public String toString() {
        return "Deliver[" + name + ", " + Blotted.text(location) + "]";
      }
    }

    /**
     * Fetches a firmware; ends with {@link Told.Done}. What has come of the same name from the same
     * place before is continued where the server agrees (OCPP-FW-02); firmware of other names is
     * forgotten.
     *
     * @param roots as those of {@link Deliver}
     */
    record Fetch(String name, String location, List<String> roots) implements Task {
      public Fetch {
        roots = List.copyOf(roots);
      }

      /** Hides the login that may stand in the address. */
      @Override
      public String toString() {
        return "Fetch[" + name + ", " + Blotted.text(location) + "]";
      }
    }

    /**
     * Compares a fetched firmware with its signature; ends with {@link Told.Done}, or {@link
     * Cause#SIGNATURE} (OCPP-SE-32).
     *
     * @param certificate in PEM, of whoever signed it; believed already
     * @param signature in Base64, over the whole file
     */
    record Check(String name, String certificate, String signature) implements Task {}
  }

  /** What is told of a task. Nothing follows the end. */
  sealed interface Told {

    /**
     * The archive lies ready.
     *
     * @param any whether the log had anything to say of the time asked for (OCPP-DG-01)
     */
    record Gathered(boolean any) implements Told {}

    /**
     * How far it has come; told now and then.
     *
     * @param total -1 while the server has not said
     */
    record Progress(long bytes, long total) implements Told {}

    /** All of it has been fetched or brought. */
    record Done(long bytes) implements Told {}

    /** It did not work; the sentence says what happened and what to check. */
    record Failed(Cause cause, String sentence) implements Told {}
  }

  /** Classes of failures, as a status can tell them (OCPP-SE-43) and a retry can mend them. */
  enum Cause {
    /** The address cannot be used, or its protocol is not spoken here. */
    ADDRESS(false),
    /** The server does not do this. */
    NOT_SUPPORTED(true),
    /** The server does not understand. */
    BAD_MESSAGE(true),
    /** The server knows us and refuses, or does not know us. */
    DENIED(true),
    /** There is nothing under that name. */
    MISSING(true),
    /** Names, routes, connections, time-outs, certificates: it may work later. */
    BROKEN(true),
    /** It is not what was signed. */
    SIGNATURE(false),
    /** It is larger than what fits, or than any firmware is. */
    TOO_LARGE(false);

    private final boolean mayPass;

    Cause(boolean mayPass) {
      this.mayPass = mayPass;
    }

    /** Whether it makes sense to try again. */
    public boolean mayPass() {
      return mayPass;
    }
  }
}
