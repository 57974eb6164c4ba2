package opencompact.memory;

import java.util.List;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/**
 * A message the back office must get, in order, at least once (OCPP-TX-20, OCPP-TX-25). It holds
 * the station's own transaction number; the back office's is filled in when it is sent
 * (OCPP-TX-26).
 */
public sealed interface Owed {

  /** The place in the queue, counted from 1 and never reused. */
  long sequence();

  /** The station's own number of the transaction; 0 for values outside of one. */
  int number();

  /** StartTransaction. */
  record Start(
      long sequence,
      int number,
      IdTag tag,
      boolean free,
      @Nullable Integer reservation,
      Stamp at,
      WattHours register)
      implements Owed {}

  /** MeterValues. */
  record Values(long sequence, int number, int connector, Stamp at, List<Reading> readings)
      implements Owed {}

  /** StopTransaction, with the samples kept for it. */
  record Stop(
      long sequence,
      int number,
      String reason,
      @Nullable IdTag tag,
      Stamp at,
      WattHours register,
      List<Kept> kept)
      implements Owed {}

  /** Readings of one instant, for transactionData. */
  record Kept(Stamp at, List<Reading> readings) {}
}
