package opencompact.driver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import opencompact.host.upkeep.FileTransfers.Task;
import opencompact.host.upkeep.FileTransfers.Told;
import opencompact.sim.SimDisk;

/** A program of its own that fetches a file and brings it somewhere else, and says how it went. */
final class CourierProcess {
  private CourierProcess() {}

  /** Takes a directory, an address to fetch from and an address to bring to. */
  public static void main(String[] args) throws Exception {
    try (FileCourier courier = FileCourier.open(Path.of(args[0]), new SimDisk(), null)) {
      Told fetched = done(courier, new Task.Fetch("firmware-1", args[1], List.of()));
      // What is brought lies under the name of its job.
      Files.copy(Path.of(args[0], "firmware-1"), Path.of(args[0], "job-1.zip"));
      Told brought = done(courier, new Task.Deliver("firmware-1", args[2], List.of()));
      System.out.println(fetched + " " + brought);
    }
  }

  private static Told done(FileCourier courier, Task task) throws Exception {
    CompletableFuture<Told> end = new CompletableFuture<>();
    courier.begin(
        1,
        task,
        told -> {
          if (!(told instanceof Told.Progress)) {
            end.complete(told);
          }
        });
    return end.get();
  }
}
