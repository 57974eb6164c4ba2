package opencompact.host.allowance;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import opencompact.quantity.Amperes;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A random wait before current begins or rises by itself, so that a street does not do so as one
 * (OFF-4, UK-RD-10).
 *
 * @param until the uptime at which it ends
 * @param began the time of day at which it was drawn; null while that is unknown
 * @param wall the time of day at which it ends; null while that is unknown
 * @param held what stays permitted per phase meanwhile: what was before; none if nothing flowed
 */
record StartDelay(long until, @Nullable Instant began, @Nullable Instant wall, Amperes held) {

  /**
   * One of 0 to so many whole seconds, both included, each as likely.
   *
   * @param most 0 to 1,800 s
   */
  static StartDelay draw(Moment now, int most, Amperes held, RandomGenerator chance) {
    return lasting(Duration.ofSeconds(chance.nextInt(most + 1)), now, held);
  }

  static StartDelay lasting(Duration wait, Moment now, Amperes held) {
    Instant wall = now.wall();
    return new StartDelay(now.in(wait), wall, wall == null ? null : wall.plus(wait), held);
  }

  boolean over(Moment now) {
    return now.reached(until);
  }

  StartDelay holding(Amperes least) {
    return new StartDelay(until, began, wall, held.min(least));
  }
}
