package opencompact.rtm;

import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;

/**
 * What the host allows, renewed at least once a second. A grant older than five seconds is no grant
 * (CHG-8).
 *
 * @param energise whether an authorised transaction runs and charging is permitted now; without it
 *     the contacts stay open
 * @param limit the least of the host's limits, per phase; below 6 A means pause
 * @param source which of the host's limits that is
 * @param holdCable whether the plug shall be kept in the socket
 */
public record Grant(boolean energise, Amperes limit, Limit source, boolean holdCable) {

  /** No energy, no lock. */
  public static final Grant NOTHING = new Grant(false, Amperes.NONE, Limit.FUSE, false);
}
