package opencompact.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import opencompact.host.HostView;
import opencompact.sim.bench.Bench;
import opencompact.sim.bench.Cars;

/**
 * The station that {@link RealTorture} kills: a process of its own, whole as {@code compact run}
 * starts it, which takes the deeds of people at its bench from its standard input. It does not
 * outlive whoever started it.
 */
final class RealVictim {
  /** The deeds, one on each line. */
  static final String PLUG = "plug";

  static final String CARD = "card";
  static final String UNPLUG = "unplug";

  /** Ends the charge with the card, then the station as soon as nothing is owed any more. */
  static final String REST = "rest";

  private static final String UID = "04A1B2C3D4E5F6";
  private static final int CABLE_AMPERES = 32;

  private RealVictim() {}

  /**
   * Lives until it is killed.
   *
   * @param arguments the data directory, the back office's address, and how fast time passes
   */
  public static void main(String[] arguments) {
    Map<String, String> given =
        Map.of(
            Options.DATA.name(), arguments[0],
            Options.BACKEND.name(), arguments[1],
            Options.SPEED.name(), arguments[2],
            Options.PORT.name(), "0",
            Options.FRAMES.name(), "0");
    Options options = new Options(given, Map.of()).checked();
    Appliance station = Appliance.start(options, Main.version(), Supervision.NONE);
    station.watchStrangers();
    obeyUntilOrphaned(station);
    Runtime.getRuntime().halt(Supervision.ORPHANED);
  }

  private static void obeyUntilOrphaned(Appliance station) {
    try (BufferedReader deeds =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String deed = deeds.readLine(); deed != null; deed = deeds.readLine()) {
        Bench bench = station.bench().bench();
        switch (deed) {
          case PLUG -> station.bench().does(() -> bench.plugIn(Cars.SEDAN, CABLE_AMPERES));
          case CARD -> station.host().read(UID);
          case UNPLUG -> station.bench().does(bench::plugOut);
          case REST -> rest(station);
          default -> throw new IllegalArgumentException("nobody does " + deed);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void rest(Appliance station) {
    CountDownLatch rested = new CountDownLatch(1);
    AtomicBoolean shown = new AtomicBoolean();
    Runnable look =
        () -> {
          HostView view = station.host().view();
          if (view.transaction() != null) {
            if (shown.compareAndSet(false, true)) {
              station.host().read(UID);
            }
          } else if (view.rtm() != null && view.line().online() && view.line().owed() == 0) {
            rested.countDown();
          }
        };
    station.host().watchers().add(look);
    look.run();
    try {
      rested.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    station.stop();
    Runtime.getRuntime().exit(0);
  }
}
