package opencompact.host.upkeep;

import java.time.Duration;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * How often and how soon a file is tried again: repeats after the first failure (OCPP-FW-02).
 *
 * @param most repeats, 0 or more
 * @param intervalSeconds between two attempts, 0 or more
 */
public record Retries(int most, int intervalSeconds) {
  private static final int USUAL = 3;
  private static final int USUAL_SECONDS = 60;

  /** As the back office wishes; where it says nothing or nonsense, three, a minute apart. */
  public static Retries wished(@Nullable Integer retries, @Nullable Integer interval) {
    return new Retries(
        retries == null ? USUAL : Math.max(0, retries),
        interval == null || interval < 0 ? USUAL_SECONDS : interval);
  }

  /** Whether one more attempt is due after that many failures, the last of this cause. */
  boolean again(int failures, FileTransfers.Cause cause) {
    return cause.mayPass() && failures <= most;
  }

  long next(Moment now) {
    return now.in(Duration.ofSeconds(Math.max(1, intervalSeconds)));
  }
}
