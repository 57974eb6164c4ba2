package opencompact.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Session;
import opencompact.ocpp.Request;
import opencompact.ocpp.StartTransaction;
import opencompact.ocpp.StatusNotification;
import opencompact.ocpp.StopTransaction;
import opencompact.rtm.RtmReport;
import opencompact.sim.SimBackOffice;
import opencompact.sim.Yard;
import org.jspecify.annotations.Nullable;

/**
 * What every transaction must come to: the same at the station, on its disk, at the back office and
 * in the bench's own meter (OCPP-TX-04, OCPP-TX-19, OCPP-TX-25).
 */
final class Ledger {

  /** The meter at a moment between two reports of the RTM, as the bench knows it. */
  private record Between(long leastMilli, long mostMilli) {}

  private record Told(Instant at, int meter) {}

  private final SortedMap<Integer, Between> began = new TreeMap<>();
  private final SortedMap<Integer, Between> ended = new TreeMap<>();
  private final List<StartTransaction.Request> starts = new ArrayList<>();
  private final SortedMap<Integer, List<StopTransaction.Request>> stops = new TreeMap<>();
  private @Nullable RtmReport seen;
  private long meterMilli;
  private int open;
  private int read;

  /** Called after every appointment. */
  void check(Yard yard) {
    long before = meterMilli;
    if (yard.report() != seen) {
      seen = yard.report();
      meterMilli = 0;
      for (long register : yard.signals().importedMilliwattHours) {
        meterMilli += register;
      }
      meterMilli = Math.max(before, meterMilli);
    }
    if (yard.powered()) {
      follow(yard.open(), new Between(before, meterMilli));
    }
    hear(yard);
  }

  private void follow(@Nullable OpenTransaction now, Between meter) {
    int number = now == null ? 0 : now.number();
    if (number != open) {
      if (open != 0) {
        ended.put(open, meter);
      }
      if (number != 0) {
        began.put(number, meter);
      }
      open = number;
    }
  }

  /** Nothing is said that the disk does not know. */
  private void hear(Yard yard) {
    List<SimBackOffice.Received> all = yard.backOffice().received();
    for (; read < all.size(); read++) {
      Request.ToCentralSystem request = all.get(read).request();
      if (request instanceof StartTransaction.Request start) {
        if (!starts.contains(start)) {
          starts.add(start);
        }
        List<Session> known = sessions(yard);
        assertThat(known)
            .as("starts on disk when one is told")
            .hasSizeGreaterThanOrEqualTo(starts.size());
        assertThat(known.get(starts.indexOf(start)).transactionId())
            .as("a start that is told again although its answer is on disk")
            .isNull();
      } else if (request instanceof StopTransaction.Request stop) {
        List<StopTransaction.Request> same =
            stops.computeIfAbsent(stop.transactionId(), _ -> new ArrayList<>());
        if (!same.contains(stop)) {
          same.add(stop);
        }
        assertThat(sessions(yard).stream().filter(s -> s.stopped() != null))
            .as("stops on disk when one is told")
            .hasSizeGreaterThanOrEqualTo(stops.size());
      }
    }
  }

  /** Everything owed has been told, and nobody charges. */
  void close(Yard yard) {
    assertThat(yard.view().line().online()).as("online in the calm").isTrue();
    assertThat(yard.view().line().owed()).as("still owed in the calm").isZero();
    assertThat(yard.open()).as("a charge after the car has left").isNull();
    List<Session> sessions = sessions(yard);
    assertThat(starts)
        .as("every charge on disk is known to the back office")
        .hasSameSizeAs(sessions);
    assertThat(stops).as("one stop for each start").hasSameSizeAs(starts);
    int number = 0;
    Told last = new Told(Instant.MIN, 0);
    for (var told : stops.entrySet()) {
      String what = "charge " + ++number;
      assertThat(told.getValue()).as("the stops of " + what).hasSize(1);
      StartTransaction.Request start = starts.get(number - 1);
      StopTransaction.Request stop = told.getValue().getFirst();
      Session session = sessions.get(number - 1);
      assertThat(session.number()).as("the charges are counted").isEqualTo(number);
      assertThat(session.transactionId()).as("the number of " + what).isEqualTo(told.getKey());
      last = inOrder(last, new Told(start.timestamp(), start.meterStart()), what + " began");
      last = inOrder(last, new Told(stop.timestamp(), stop.meterStop()), what + " ended");
      int energyWh = stop.meterStop() - start.meterStart();
      assertThat(Math.abs(session.energy().whole() - energyWh))
          .as("disk and back office about the energy of " + what)
          .isLessThanOrEqualTo(1);
      metered(number, energyWh, what);
    }
    statuses(yard);
  }

  private static Told inOrder(Told before, Told after, String what) {
    assertThat(after.at()).as("the time when " + what).isAfterOrEqualTo(before.at());
    assertThat(after.meter())
        .as("the register when " + what)
        .isGreaterThanOrEqualTo(before.meter());
    return after;
  }

  private void metered(int number, int energyWh, String what) {
    Between start = began.get(number);
    Between stop = ended.get(number);
    if (start == null || stop == null) {
      return; // Began and ended within one turn.
    }
    long leastMilli = stop.leastMilli() - start.mostMilli();
    long mostMilli = stop.mostMilli() - start.leastMilli();
    assertThat(energyWh * 1000L)
        .as("the energy of " + what + " in mWh")
        .isBetween(leastMilli - 1000, mostMilli + 1000);
  }

  private static void statuses(Yard yard) {
    StatusNotification.Request connector = null;
    StatusNotification.Request station = null;
    for (StatusNotification.Request told :
        yard.backOffice().received(StatusNotification.Request.class)) {
      if (told.connectorId() == 0) {
        station = told;
      } else if (!"VendorID1".equals(told.vendorId())) {
        connector = told;
      }
    }
    assertThat(connector).as("the connector's status was told").isNotNull();
    assertThat(connector.status()).as("the connector's status").isEqualTo(yard.view().status());
    assertThat(station).as("the station's status was told").isNotNull();
    assertThat(station.status()).as("the station's status").isEqualTo(yard.view().stationStatus());
  }

  private static List<Session> sessions(Yard yard) {
    return yard.disk().sessions(Integer.MAX_VALUE, Integer.MAX_VALUE).reversed();
  }
}
