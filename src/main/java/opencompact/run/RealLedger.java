package opencompact.run;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a back office was told of transactions, and what the meter truly counted: every transaction
 * once, in order, with the energy of the meter to within one watt hour and the right reason
 * (OCPP-TX-19, TX-20, TX-25, TX-27).
 */
final class RealLedger {

  /** A transaction as it was told. */
  private static final class Entry {
    private final int id;
    private final JsonObject start;
    private JsonObject stop = new JsonObject();

    Entry(int id, JsonObject start) {
      this.id = id;
      this.start = start;
    }

    long from() {
      return start.getLong("meterStart");
    }

    long to() {
      return stop.getLong("meterStop");
    }
  }

  private final Map<JsonObject, Entry> byStart = new LinkedHashMap<>();
  private final List<Entry> told = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Long> registersAtDeath = new ArrayList<>();
  private long repeats;
  private int taps;
  private int pulls;

  /** A car ramps down after the end of its charge, for so long and at that power at most. */
  private static final long RAMP_WATT_HOURS = 25;

  /** The number of the transaction; a repetition gets the number that the first telling got. */
  synchronized int started(JsonObject start) {
    Entry before = byStart.get(start);
    if (before != null) {
      repeats++;
      return before.id;
    }
    if (!told.isEmpty() && told.getLast().stop.isEmpty()) {
      violations.add("a start was told before the stop of transaction " + told.getLast().id);
    }
    Entry entry = new Entry(told.size() + 1, start);
    told.add(entry);
    byStart.put(start, entry);
    return entry.id;
  }

  synchronized void stopped(JsonObject stop) {
    int id = stop.getInteger("transactionId");
    if (id < 1 || id > told.size()) {
      violations.add("a stop of transaction " + id + " was told, which never began");
      return;
    }
    Entry entry = told.get(id - 1);
    if (entry.stop.isEmpty()) {
      entry.stop = stop;
    } else if (entry.stop.equals(stop)) {
      repeats++;
    } else {
      violations.add("transaction " + id + " was stopped twice, and differently");
    }
  }

  /** The station is dead; its meter stands there, in milliwatt hours. */
  synchronized void died(long register) {
    registersAtDeath.add(register);
  }

  /** A card was held at the reader that may end a charge. */
  synchronized void tapped() {
    taps++;
  }

  /** Somebody pulled at the plug, which ends a charge where the plug is free. */
  synchronized void unplugged() {
    pulls++;
  }

  synchronized int transactions() {
    return told.size();
  }

  synchronized long repeats() {
    return repeats;
  }

  /** How many transactions were ended by the death of the station. */
  synchronized long cutOff() {
    return told.stream().filter(RealLedger::cutOff).count();
  }

  private static boolean cutOff(Entry entry) {
    return "Reboot".equals(entry.stop.getString("reason"));
  }

  /**
   * Everything that is not as it must be; empty when nothing was lost, doubled or mixed up.
   *
   * @param remembered how many transactions the station itself has in its history
   * @param register where the meter stands at the end, in milliwatt hours
   */
  synchronized List<String> audit(int remembered, long register) {
    List<String> wrong = new ArrayList<>(violations);
    if (told.size() != remembered) {
      wrong.add(told.size() + " transactions were told of " + remembered + " that there were");
    }
    long local = 0;
    long pulled = 0;
    long last = 0;
    // After an end that the station chose the car ramps down (IEC-T-11); a kill opens at once.
    long ramp = 0;
    for (Entry entry : told) {
      String name = "transaction " + entry.id;
      if (entry.stop.isEmpty()) {
        wrong.add(name + " has no stop");
        continue;
      }
      // All energy flows in transactions, so each begins where the one before has ended.
      if (entry.from() < last - 1 || entry.from() > last + 1 + ramp) {
        wrong.add(name + " begins at " + entry.from() + " Wh, the one before ended at " + last);
      }
      if (entry.to() < entry.from()) {
        wrong.add(name + " ends at " + entry.to() + " Wh, below its start " + entry.from());
      }
      last = entry.to();
      ramp = cutOff(entry) ? 0 : RAMP_WATT_HOURS;
      String reason = entry.stop.getString("reason", "Local");
      if (cutOff(entry)) {
        if (registersAtDeath.stream().noneMatch(r -> Math.abs(r - 1000 * entry.to()) <= 1000)) {
          wrong.add(name + " ends at " + entry.to() + " Wh, where the meter stood at no death");
        }
      } else if (reason.equals("Local")) {
        local++;
      } else if (reason.equals("EVDisconnected")) {
        pulled++;
      } else {
        wrong.add(name + " ended for the reason " + reason + ", which nobody gave it");
      }
    }
    if (local > taps) {
      wrong.add(local + " transactions were ended by a card that was shown " + taps + " times");
    }
    if (pulled > pulls) {
      wrong.add(pulled + " transactions were ended by a plug that was pulled " + pulls + " times");
    }
    if (told.size() > taps) {
      wrong.add(told.size() + " transactions, but a card was shown only " + taps + " times");
    }
    if (register < 1000 * (last - 1) || register > 1000 * (last + 1 + ramp)) {
      wrong.add("the meter stands at " + register + " mWh, the last stop told " + last + " Wh");
    }
    return wrong;
  }
}
