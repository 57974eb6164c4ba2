package opencompact.host.uplink;

import static opencompact.catalogue.Status.AVAILABLE;
import static opencompact.catalogue.Status.CHARGING;
import static opencompact.catalogue.Status.FAULTED;
import static opencompact.catalogue.Status.FINISHING;
import static opencompact.catalogue.Status.PREPARING;
import static opencompact.catalogue.Status.RESERVED;
import static opencompact.catalogue.Status.SUSPENDED_EV;
import static opencompact.catalogue.Status.SUSPENDED_EVSE;
import static opencompact.catalogue.Status.UNAVAILABLE;

import java.util.EnumSet;
import java.util.List;
import opencompact.catalogue.Status;
import org.jspecify.annotations.Nullable;

/**
 * Which status may follow which in what the back office is told (section 4.2 of the checklist; OCPP
 * 1.6, 4.9), and what stands between where a step would be illegal (OCPP-ST-11, OCPP-ST-12).
 */
final class StatusStep {
  private StatusStep() {}

  /** Whether the step may be told directly: the cells of the matrix, row by row. */
  static boolean legal(Status from, Status to) {
    return from == to
        || switch (from) {
          case AVAILABLE -> to != FINISHING;
          case PREPARING -> to != RESERVED && to != UNAVAILABLE;
          case CHARGING, SUSPENDED_EV, SUSPENDED_EVSE -> to != PREPARING && to != RESERVED;
          case FINISHING -> EnumSet.of(AVAILABLE, PREPARING, UNAVAILABLE, FAULTED).contains(to);
          case RESERVED -> EnumSet.of(AVAILABLE, PREPARING, UNAVAILABLE, FAULTED).contains(to);
          case UNAVAILABLE -> to != FINISHING && to != RESERVED;
          case FAULTED -> true;
        };
  }

  /** Whether this is a status of a running transaction. */
  static boolean charging(Status status) {
    return status == CHARGING || status == SUSPENDED_EV || status == SUSPENDED_EVSE;
  }

  /** The status that must be told in between, null where none needs to be. */
  static @Nullable Status between(Status from, Status to) {
    if (charging(to) && (from == AVAILABLE || from == UNAVAILABLE)) {
      // The direct step is for stations that ask nobody; by way of Preparing it is legal for all.
      return PREPARING;
    }
    if (legal(from, to)) {
      return null;
    }
    boolean charged = charging(from);
    List<Status> ways =
        charged ? List.of(FINISHING, AVAILABLE) : List.of(PREPARING, AVAILABLE, FINISHING);
    for (Status way : ways) {
      if (way != from && legal(from, way) && legal(way, to)) {
        return way;
      }
    }
    throw new IllegalStateException("no way from " + from + " to " + to);
  }
}
