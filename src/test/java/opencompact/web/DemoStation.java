package opencompact.web;

import java.util.concurrent.CountDownLatch;
import opencompact.host.HostView;

/**
 * Serves the pages with a made-up station, to look at them while one works on them: the first
 * argument says what it shows ({@code charging}, {@code available} or {@code faulted}). It prints
 * its address.
 */
final class DemoStation {
  private DemoStation() {}

  public static void main(String[] arguments) throws InterruptedException {
    Served served = new Served(true);
    HostView view =
        switch (arguments.length == 0 ? "charging" : arguments[0]) {
          case "available" -> FakeStation.available(2);
          case "faulted" -> FakeStation.faulted(2);
          default -> FakeStation.charging(1234, 10_900);
        };
    served.station.show(view);
    served.bench.show(FakeBench.picture(view.rtm().plugged(), true));
    System.out.println("https://localhost:" + served.server.port() + "/");
    new CountDownLatch(1).await();
  }
}
