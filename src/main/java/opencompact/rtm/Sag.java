package opencompact.rtm;

import static opencompact.rtm.Span.SECOND;

/**
 * Undervoltage that our own load causes (VOL-05): a second one within ten minutes of closing lowers
 * the offer by a fifth, so does each further one, down to 6 A; one more at 6 A is not recovered
 * from. A new plug begins anew.
 */
final class Sag {
  private static final long OURS = 600 * SECOND;

  private int count;
  private int capTenths = Integer.MAX_VALUE;
  private boolean hopeless;

  /** The most to offer, tenths of an ampere. */
  int capTenths() {
    return capTenths;
  }

  /** Whether even 6 A pulled the supply down. */
  boolean hopeless() {
    return hopeless;
  }

  void undervoltage(int offeredTenths, long closedAt, long now) {
    if (offeredTenths == 0 || now - closedAt > OURS) {
      return;
    }
    count++;
    if (count < 2) {
      return;
    }
    hopeless = offeredTenths <= Interlocks.LEAST_OFFER_TENTHS;
    capTenths = Math.max(Interlocks.LEAST_OFFER_TENTHS, offeredTenths * 4 / 5);
  }

  void unplugged() {
    count = 0;
    capTenths = Integer.MAX_VALUE;
    hopeless = false;
  }
}
