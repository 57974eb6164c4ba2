package opencompact.host.uplink;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import opencompact.memory.Memory;
import opencompact.memory.Owed;
import opencompact.memory.Reading;
import opencompact.memory.Stamp;
import opencompact.ocpp.Frame;
import opencompact.ocpp.Location;
import opencompact.ocpp.Measurand;
import opencompact.ocpp.MeterValue;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.Phase;
import opencompact.ocpp.ReadingContext;
import opencompact.ocpp.Reason;
import opencompact.ocpp.Request;
import opencompact.ocpp.SampledValue;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StopTransaction;
import opencompact.ocpp.UnitOfMeasure;
import opencompact.ocpp.Word;
import org.jspecify.annotations.Nullable;

/**
 * An owed message in OCPP's words, made at the moment of sending, because only then are the back
 * office's transaction number and perhaps the time of day known (OCPP-TX-26, OCPP-BT-15). The same
 * memory gives the same message, so a repetition says what the first one said.
 */
final class OwedMessage {
  /** The number of a transaction whose start was given up (OCPP-TX-22). */
  static final int NEVER_BOUND = -1;

  static final int CONNECTOR = 1;

  /** Messages stay below 64 KiB, with room for the frame (OCPP-TR-08). */
  private static final int MOST_CHARACTERS = 60 * 1024;

  private OwedMessage() {}

  /** Whether every stamp in it has a time of day. */
  static boolean datable(Owed owed, Memory memory) {
    return switch (owed) {
      case Owed.Start start -> memory.wallMillis(start.at()) >= 0;
      case Owed.Values values -> memory.wallMillis(values.at()) >= 0;
      case Owed.Stop stop ->
          memory.wallMillis(stop.at()) >= 0
              && stop.kept().stream().allMatch(kept -> memory.wallMillis(kept.at()) >= 0);
    };
  }

  /** The request; null if nothing in it can be said in the words this version knows. */
  static Request.@Nullable ToCentralSystem of(Owed owed, Memory memory) {
    return switch (owed) {
      case Owed.Start start ->
          new StartTransaction.Request(
              CONNECTOR,
              start.tag(),
              wholeWattHours(start.register().whole()),
              start.reservation(),
              wall(start.at(), memory));
      case Owed.Values values -> values(values, memory);
      case Owed.Stop stop -> stop(stop, memory);
    };
  }

  private static MeterValues.@Nullable Request values(Owed.Values values, Memory memory) {
    MeterValue value = value(wall(values.at(), memory), values.readings());
    Integer transaction = values.number() == 0 ? null : transactionId(values.number(), memory);
    return value == null
        ? null
        : new MeterValues.Request(values.connector(), transaction, List.of(value));
  }

  private static StopTransaction.Request stop(Owed.Stop stop, Memory memory) {
    List<MeterValue> data = new ArrayList<>();
    for (Owed.Kept kept : stop.kept()) {
      MeterValue value = value(wall(kept.at(), memory), kept.readings());
      if (value != null) {
        data.add(value);
      }
    }
    StopTransaction.Request request = stop(stop, data, memory);
    while (data.size() > 2 && tooLong(request)) {
      data = thinned(data);
      request = stop(stop, data, memory);
    }
    return request;
  }

  private static StopTransaction.Request stop(
      Owed.Stop stop, List<MeterValue> data, Memory memory) {
    return new StopTransaction.Request(
        stop.tag(),
        wholeWattHours(stop.register().whole()),
        wall(stop.at(), memory),
        transactionId(stop.number(), memory),
        word(Reason.values(), stop.reason()),
        data.isEmpty() ? null : data);
  }

  private static boolean tooLong(Request request) {
    return new Frame.Call("-", request).text().length() > MOST_CHARACTERS;
  }

  /** Every second one in between goes, never the first or the last (OCPP-MV-22). */
  private static List<MeterValue> thinned(List<MeterValue> data) {
    List<MeterValue> fewer = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      if (i % 2 == 0 || i == data.size() - 1) {
        fewer.add(data.get(i));
      }
    }
    return fewer.size() < data.size() ? fewer : List.of(data.getFirst(), data.getLast());
  }

  private static int transactionId(int number, Memory memory) {
    Integer id = memory.transactionId(number);
    return id == null ? NEVER_BOUND : id;
  }

  /** Readings of one instant in OCPP's words; null if this version knows none of them. */
  static @Nullable MeterValue value(Instant at, List<Reading> readings) {
    List<SampledValue> sampled = new ArrayList<>();
    for (Reading reading : readings) {
      Measurand measurand = word(Measurand.values(), reading.measurand());
      // Without a measurand it would be taken for the energy register.
      if (measurand != null) {
        sampled.add(
            new SampledValue(
                reading.value(),
                word(ReadingContext.values(), reading.context()),
                null,
                measurand,
                word(Phase.values(), reading.phase()),
                word(Location.values(), reading.location()),
                word(UnitOfMeasure.values(), reading.unit())));
      }
    }
    return sampled.isEmpty() ? null : new MeterValue(at, sampled);
  }

  private static Instant wall(Stamp at, Memory memory) {
    return Instant.ofEpochMilli(memory.wallMillis(at));
  }

  private static int wholeWattHours(long wattHours) {
    return (int) Math.min(wattHours, Integer.MAX_VALUE);
  }

  private static <E extends Enum<E> & Word> @Nullable E word(E[] words, @Nullable String wire) {
    for (E word : words) {
      if (word.wire().equals(wire)) {
        return word;
      }
    }
    return null;
  }
}
