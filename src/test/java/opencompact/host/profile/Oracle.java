package opencompact.host.profile;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import opencompact.memory.InstalledProfile;

/**
 * Which limit holds at an instant, by brute force: every occurrence of every schedule is looked at,
 * one after the other, in decimal arithmetic. It shares no code with what it judges.
 */
public final class Oracle {
  private final List<InstalledProfile> profiles;
  private final int phases;

  public Oracle(List<InstalledProfile> profiles, int phases) {
    this.profiles = profiles;
    this.phases = phases;
  }

  /**
   * The limit in tenths of an ampere per phase, cut down; -1 where none holds.
   *
   * @param transaction the running transaction, 0 for none
   * @param began the second at which it began, or would begin
   */
  public int tenths(int transaction, long began, long second) {
    BigDecimal station = best("ChargePointMaxProfile", 0, began, second);
    BigDecimal visit = transaction == 0 ? null : best("TxProfile", transaction, began, second);
    if (visit == null) {
      visit = best("TxDefaultProfile", 0, began, second);
    }
    if (station == null && visit == null) {
      return -1;
    }
    BigDecimal least = station == null ? visit : visit == null ? station : station.min(visit);
    return least.movePointRight(1).setScale(0, RoundingMode.FLOOR).intValueExact();
  }

  private BigDecimal best(String purpose, int transaction, long began, long second) {
    BigDecimal limit = null;
    int rank = -1;
    for (InstalledProfile profile : profiles) {
      // Levels first; of equal levels that of the connector.
      int its = profile.stackLevel() * 2 + profile.connector();
      if (profile.purpose().wire().equals(purpose)
          && profile.transaction() == transaction
          && its > rank) {
        BigDecimal says = says(profile, began, second);
        if (says != null) {
          limit = says;
          rank = its;
        }
      }
    }
    return limit;
  }

  private BigDecimal says(InstalledProfile profile, long began, long second) {
    Instant now = Instant.ofEpochSecond(second);
    if (profile.validFrom() != null && profile.validFrom().isAfter(now)) {
      return null;
    }
    if (profile.validTo() != null && !now.isBefore(profile.validTo())) {
      return null;
    }
    long every =
        switch (profile.kind()) {
          case DAILY -> 24 * 60 * 60;
          case WEEKLY -> 7 * 24 * 60 * 60;
          case ABSOLUTE, RELATIVE -> 0;
        };
    long start = profile.start() == null ? began : profile.start().getEpochSecond();
    while (start <= second) {
      long next = every == 0 ? Long.MAX_VALUE : start + every;
      long end =
          profile.durationSeconds() == null
              ? next
              : Math.min(next, start + profile.durationSeconds());
      if (second < end) {
        return during(profile, second - start);
      }
      if (every == 0) {
        return null;
      }
      start = next;
    }
    return null;
  }

  private BigDecimal during(InstalledProfile profile, long offset) {
    BigDecimal limit = null;
    for (InstalledProfile.Period period : profile.periods()) {
      if (period.fromSeconds() <= offset) {
        limit = BigDecimal.valueOf(period.limitTenths(), 1);
      }
    }
    return profile.watts()
        ? limit.divide(BigDecimal.valueOf(230L * phases), MathContext.DECIMAL64)
        : limit;
  }
}
