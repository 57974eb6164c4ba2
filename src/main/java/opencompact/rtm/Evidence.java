package opencompact.rtm;

import opencompact.quantity.Moment;

/**
 * What a rule has seen when it judges a fault. One object is refilled for each judgement, so that
 * the safety loop allocates nothing.
 */
final class Evidence {
  double measured;
  double threshold;
  Finding finding = Finding.USUAL;

  /** The places concerned, see {@link Places}. */
  int places;

  /** Since when the cause has been seen without a break; NEVER where it has just come. */
  long seenAt = Moment.NEVER;

  /** Nothing is measured but that it is so. */
  Evidence plain() {
    return of(Double.NaN, Double.NaN);
  }

  Evidence of(double value, double limit) {
    measured = value;
    threshold = limit;
    finding = Finding.USUAL;
    places = 0;
    seenAt = Moment.NEVER;
    return this;
  }

  Evidence at(int where) {
    places = where;
    return this;
  }

  Evidence since(long uptime) {
    seenAt = uptime;
    return this;
  }

  Evidence as(Finding found) {
    finding = found;
    return this;
  }
}
