package opencompact.host.uplink;

import java.time.Duration;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.Response;
import opencompact.ocpp.StartTransaction;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The one queue of messages about transactions: the oldest first, each until it is answered or
 * given up (OCPP-TX-20 to TX-27). The messages and how often the oldest has failed are in memory;
 * here is only when it is tried again. A restart tries it at once, but goes on counting.
 */
final class OwedQueue {
  private long sequence;
  private long retryNanos;
  private @Nullable String suspicion;

  /** Messages may not be on disk yet; the queue waits for the disk, not for a time. */
  private boolean resting;

  /** What is to be sent now; null if nothing is, or it must wait. */
  @Nullable Owed next(Turn turn) {
    Owed oldest = turn.memory().oldestOwed();
    if (oldest == null) {
      return null;
    }
    attend(oldest);
    resting = !turn.records();
    boolean ready =
        suspicion == null
            && !resting
            && turn.now().reached(retryNanos)
            && OwedMessage.datable(oldest, turn.memory());
    return ready ? oldest : null;
  }

  /** The oldest message was answered: what follows is remembered, then it is forgotten. */
  void delivered(Owed owed, Response response, Turn turn) {
    if (owed instanceof Owed.Start start
        && response instanceof StartTransaction.Response(IdTagInfo _, int id)) {
      turn.remember(new Fact.TransactionBound(start.number(), id));
    }
    turn.remember(new Fact.Delivered(owed.sequence()));
  }

  /**
   * It was not answered in time, but whether the connection lives is not known yet; only a failure
   * on a live connection counts (OCPP-TX-21).
   */
  void suspect(Owed owed, String why) {
    attend(owed);
    suspicion = why;
  }

  /** Whether a failure waits for a sign of life. */
  boolean suspicious() {
    return suspicion != null;
  }

  /** The reason of the suspected failure, which is none any more. */
  String suspicion() {
    String why = suspicion;
    suspicion = null;
    return why == null ? "" : why;
  }

  /** The connection is lost: that neither counts nor discards (OCPP-TR-43). */
  void lineLost() {
    suspicion = null;
  }

  /**
   * An attempt has failed on a live connection. True if the message is given up: the caller drops
   * it. Otherwise the whole queue waits, for the order's sake (OCPP-TX-23).
   */
  boolean failed(Owed owed, Settings settings, Turn turn) {
    attend(owed);
    int failures = turn.memory().failures() + 1;
    if (failures >= Math.max(1, settings.value(Keys.TRANSACTION_MESSAGE_ATTEMPTS))) {
      return true;
    }
    long interval = settings.value(Keys.TRANSACTION_MESSAGE_RETRY_INTERVAL);
    retryNanos = turn.now().in(Duration.ofSeconds(interval * failures));
    turn.remember(new Fact.AttemptFailed(owed.sequence(), failures));
    return false;
  }

  long retryNanos() {
    return retryNanos;
  }

  /** Gives the oldest message up; later messages of a start that was never told carry -1. */
  void drop(Owed owed, String why, Turn turn) {
    if (owed instanceof Owed.Start start) {
      turn.remember(new Fact.TransactionBound(start.number(), OwedMessage.NEVER_BOUND));
    }
    turn.remember(new Fact.Dropped(owed.sequence(), why));
    turn.note("line", "Gave up " + name(owed) + " of charge " + owed.number() + ": " + why + ".");
  }

  static String name(Owed owed) {
    return switch (owed) {
      case Owed.Start _ -> "StartTransaction";
      case Owed.Values _ -> "MeterValues";
      case Owed.Stop _ -> "StopTransaction";
    };
  }

  /** When the oldest message may be sent again, if it waits for nothing but time. */
  long deadline(Memory memory) {
    Owed oldest = memory.oldestOwed();
    boolean waits =
        oldest != null
            && suspicion == null
            && !resting
            && oldest.sequence() == sequence
            && OwedMessage.datable(oldest, memory);
    return waits ? retryNanos : Moment.NEVER;
  }

  private void attend(Owed oldest) {
    if (oldest.sequence() != sequence) {
      sequence = oldest.sequence();
      retryNanos = 0;
      suspicion = null;
    }
  }
}
