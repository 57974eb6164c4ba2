package opencompact.host.profile;

import java.time.Instant;
import java.util.List;
import opencompact.memory.InstalledProfile;
import opencompact.memory.InstalledProfile.Kind;
import opencompact.memory.InstalledProfile.Period;
import org.jspecify.annotations.Nullable;

/**
 * One profile on the time line: whether it is live at a second, with which limit, and how long that
 * stays so (OCPP-SC-12 to SC-15).
 */
final class Track {
  /** A second that never comes. */
  static final long EVER = Long.MAX_VALUE;

  /** A recurrence is pure arithmetic in UTC; daylight saving does not exist here (OCPP-SC-15). */
  private static final long DAY = 86_400;

  private static final long WEEK = 7 * DAY;

  private final InstalledProfile profile;
  private final long from;
  private final long to;
  private final long start;
  private final long cycle;
  private final long length;
  private final boolean waiting;
  private final int[] begins;
  private final long[] deciwatts;

  /**
   * A profile laid out.
   *
   * @param begun the second at which the transaction began; null while none runs, and then a
   *     schedule that is counted from it stands at its beginning (OCPP-SC-13)
   */
  Track(InstalledProfile profile, @Nullable Long begun, Scale scale) {
    this.profile = profile;
    this.from = second(profile.validFrom(), Long.MIN_VALUE);
    this.to = second(profile.validTo(), EVER);
    this.waiting = profile.kind() == Kind.RELATIVE && begun == null;
    this.start =
        profile.kind() == Kind.RELATIVE
            ? (begun == null ? 0 : begun)
            : second(profile.start(), Long.MIN_VALUE);
    this.cycle = profile.kind() == Kind.DAILY ? DAY : profile.kind() == Kind.WEEKLY ? WEEK : EVER;
    Integer duration = profile.durationSeconds();
    this.length = duration == null ? cycle : Math.min(duration, cycle);
    List<Period> periods = profile.periods();
    this.begins = periods.stream().mapToInt(Period::fromSeconds).toArray();
    this.deciwatts =
        periods.stream()
            .mapToLong(period -> scale.deciwatts(period.limitTenths(), profile.watts()))
            .toArray();
  }

  /**
   * What the profile says at a second.
   *
   * @param deciwatts the limit in tenths of a watt; negative while the profile is not live
   * @param until the second by which it may say something else
   */
  record Stretch(long deciwatts, long until) {
    private static Stretch silent(long until) {
      return new Stretch(-1, until);
    }

    boolean live() {
      return deciwatts >= 0;
    }
  }

  InstalledProfile profile() {
    return profile;
  }

  Stretch at(long second) {
    if (second < from) {
      return Stretch.silent(from);
    }
    if (second >= to) {
      return Stretch.silent(EVER);
    }
    if (waiting) {
      return new Stretch(deciwatts[0], to);
    }
    if (second < start) {
      return Stretch.silent(start);
    }
    long offset = (second - start) % cycle;
    long began = second - offset;
    if (offset >= length) {
      return Stretch.silent(cycle == EVER ? EVER : began + cycle);
    }
    int now = 0;
    while (now + 1 < begins.length && begins[now + 1] <= offset) {
      now++;
    }
    long end = length == EVER ? EVER : began + length;
    long next = now + 1 < begins.length ? began + begins[now + 1] : EVER;
    return new Stretch(deciwatts[now], Math.min(to, Math.min(end, next)));
  }

  /** The least that it ever says, for a station that does not know the time. */
  long least() {
    long least = deciwatts[0];
    for (long one : deciwatts) {
      least = Math.min(least, one);
    }
    return least;
  }

  /** Whether it can only be judged by the time of day. */
  boolean byClock() {
    return profile.kind() != Kind.RELATIVE
        || profile.validFrom() != null
        || profile.validTo() != null;
  }

  private static long second(@Nullable Instant instant, long otherwise) {
    return instant == null ? otherwise : instant.getEpochSecond();
  }
}
