package opencompact.catalogue;

/**
 * When a noncritical fault may end by itself (FLT-01): its cause must have been gone for 30 s, for
 * 60 s the second time and for 300 s from the third time in an hour. After six recoveries in 24
 * hours a person must look first.
 */
public final class AutoRecovery {
  /** So many recoveries in {@link #DAY_SECONDS}, then none until somebody clears. */
  public static final int MOST_PER_DAY = 6;

  public static final int HOUR_SECONDS = 3600;
  public static final int DAY_SECONDS = 24 * HOUR_SECONDS;

  private AutoRecovery() {}

  /** How long the cause must have been gone, after so many recoveries in the last hour. */
  public static int calmSeconds(int recoveriesInLastHour) {
    return switch (recoveriesInLastHour) {
      case 0 -> 30;
      case 1 -> 60;
      default -> 300;
    };
  }
}
