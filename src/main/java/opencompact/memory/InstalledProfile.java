package opencompact.memory;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A charging profile as the station keeps it (OCPP 1.6, 7.8; OCPP-SC-04): checked, in tenths, and
 * on whole seconds.
 *
 * @param id the back office's number; no two installed profiles share one (OCPP-SC-02)
 * @param connector 0 for the station, 1 for the connector
 * @param transaction the station's own number of the transaction it was made for, 0 for other
 *     purposes
 * @param start when the schedule begins; null where it begins with the transaction
 * @param durationSeconds how long the schedule lasts; null for ever, or until it recurs
 * @param watts whether limits are watts of all phases together, and not amperes of each
 * @param leastTenths minChargingRate, kept and not used with one connector (OCPP-SC-23)
 * @param periods at least one; the first begins at 0 and each after the one before
 */
public record InstalledProfile(
    int id,
    int connector,
    Purpose purpose,
    int stackLevel,
    int transaction,
    Kind kind,
    @Nullable Instant start,
    @Nullable Instant validFrom,
    @Nullable Instant validTo,
    @Nullable Integer durationSeconds,
    boolean watts,
    @Nullable Integer leastTenths,
    List<Period> periods) {

  public InstalledProfile {
    periods = List.copyOf(periods);
  }

  /** What a profile limits (OCPP-SC-01). */
  public enum Purpose {
    CHARGE_POINT_MAX("ChargePointMaxProfile"),
    TX_DEFAULT("TxDefaultProfile"),
    TX("TxProfile");

    private final String wire;

    Purpose(String wire) {
      this.wire = wire;
    }

    /** OCPP's word. */
    public String wire() {
      return wire;
    }
  }

  /** What the schedule is counted from (OCPP-SC-13). */
  public enum Kind {
    ABSOLUTE,
    /** Every 86,400 seconds from its start. */
    DAILY,
    /** Every 604,800 seconds from its start. */
    WEEKLY,
    /** From the start of the transaction. */
    RELATIVE
  }

  /**
   * A limit from some second of the schedule on.
   *
   * @param phases numberPhases, kept for information (OCPP-SC-22)
   */
  public record Period(int fromSeconds, int limitTenths, @Nullable Integer phases) {}

  /** Whether it replaces an installed one, whose place it takes (OCPP-SC-02). */
  public boolean replaces(InstalledProfile other) {
    return id == other.id
        || (purpose == other.purpose
            && stackLevel == other.stackLevel
            && connector == other.connector);
  }

  /** The same for a transaction that has begun (OCPP-SC-10). */
  public InstalledProfile of(int number) {
    return new InstalledProfile(
        id,
        connector,
        purpose,
        stackLevel,
        number,
        kind,
        start,
        validFrom,
        validTo,
        durationSeconds,
        watts,
        leastTenths,
        periods);
  }
}
