package opencompact.host;

import opencompact.catalogue.Keys;
import opencompact.host.access.FreeCharging;
import opencompact.host.energy.BillingRegister;
import opencompact.memory.OpenTransaction;
import opencompact.quantity.Moment;

/**
 * How long the RTM may go on reporting the same before a turn says anything but the same grant
 * again. Live nobody asks; in virtual time the seconds until then need not be gone through.
 */
public final class Quiet {
  private static final long MILLI = 1_000;

  private final Host host;
  private final BillingRegister register;

  Quiet(Host host, BillingRegister register) {
    this.host = host;
    this.register = register;
  }

  /**
   * The uptime until which every further report of the same would only renew the same grant, if no
   * more energy is counted than {@link #energy} says; in the past while the RTM is not heard.
   */
  public long until() {
    if (!host.rtmHeard()) {
      return Long.MIN_VALUE;
    }
    Moment last = host.last();
    FreeCharging free = host.site(last).freeCharging();
    long least = Math.min(host.appointment(), register.deadline());
    least = Math.min(least, Math.min(host.visit().refusedUntil(last), free.next()));
    return Math.min(least, host.backOffice().quietUntil());
  }

  /** The milliwatt hours that may be counted beyond the last report until then. */
  public long energy() {
    OpenTransaction open = host.memory().open();
    if (open == null) {
      return Long.MAX_VALUE;
    }
    boolean limited = open.refused() != null && !open.start().free() && !host.refused(open);
    long most = host.settings().value(Keys.MAX_ENERGY_ON_INVALID_ID) * MILLI;
    long left = limited ? most - host.register().since(open.refusedAt()).milli() : Long.MAX_VALUE;
    return Math.min(left, register.unkept(open));
  }
}
