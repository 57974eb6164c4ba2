package opencompact.driver;

/**
 * Ends the process right before or right after one commit of the journal, as if it had been killed
 * there: for the torture of real processes, never for a station in service. The system property
 * {@code opencompact.halt.commit} says which commit since the start, negative for right after it.
 */
final class HaltAt {
  private static final int AS_IF_KILLED = 137;

  private final int commit = Integer.getInteger("opencompact.halt.commit", 0);
  private int commits;

  void before() {
    commits++;
    if (commits == commit) {
      Runtime.getRuntime().halt(AS_IF_KILLED);
    }
  }

  void after() {
    if (commits == -commit) {
      Runtime.getRuntime().halt(AS_IF_KILLED);
    }
  }
}
