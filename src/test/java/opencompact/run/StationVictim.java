package opencompact.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import opencompact.catalogue.ResetReason;

/** A station in a process of its own that comes to grief in the way its first argument says. */
final class StationVictim {
  private static final String UNKNOWN = ResetReason.UNKNOWN.title();

  private StationVictim() {}

  public static void main(String[] arguments) throws InterruptedException {
    String grief = arguments[0];
    Map<String, String> given = Map.of("data", arguments[1], "port", "0", "seed", "42");
    Supervision supervision = Supervision.of(System.getenv());
    if (supervision.lastExit() >= 0) {
      // The second life is a good one; its reason of start is on disk as soon as it is told here.
      Appliance appliance = start(given, supervision);
      System.out.println("started again: " + appliance.host().view().resetReason());
      appliance.stop();
      System.exit(0);
    }
    Appliance appliance = start(given, supervision);
    Runnable hangs = () -> waitFor(new CountDownLatch(1));
    switch (grief) {
      case "host-hangs" -> appliance.host().watchers().add(hangs);
      case "bench-hangs" -> appliance.bench().watchers().add(hangs);
      case "host-panics" ->
          appliance
              .host()
              .watchers()
              .add(() -> {
                throw new IllegalStateException("a turn that cannot be");
              });
      case "thread-panics" ->
          new Thread(
                  () -> {
                    throw new StackOverflowError("too deep");
                  })
              .start();
      case "memory-ends" -> {
        List<Object> all = new ArrayList<>();
        while (true) {
          all.add(new long[1 << 20]);
        }
      }
      default -> throw new IllegalArgumentException(grief);
    }
    System.out.println("dies: " + appliance.await());
    System.exit(Supervision.START_AGAIN);
  }

  private static Appliance start(Map<String, String> given, Supervision supervision)
      throws InterruptedException {
    Appliance appliance =
        Appliance.start(new Options(given, Map.of()).checked(), "test", supervision);
    appliance.watchStrangers();
    // The host has lived: its first turn has told the reason.
    CountDownLatch booted = new CountDownLatch(1);
    Runnable look =
        () -> {
          if (!appliance.host().view().resetReason().equals(UNKNOWN)) {
            booted.countDown();
          }
        };
    appliance.host().watchers().add(look);
    look.run();
    booted.await();
    appliance.host().watchers().remove(look);
    return appliance;
  }

  private static void waitFor(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
