package opencompact.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A station as its owner has it: a process, its data, its address; killed and started again. */
final class RunningStation implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Status page\\s+(https://\\S+?:(\\d+))/");

  private final Path data;
  private @Nullable Process process;
  private String origin = "";
  private String port = "0";

  RunningStation(Path data) {
    this.data = data;
  }

  /** Returns once the station has told its address; the second time it is the same as the first. */
  RunningStation start() {
    try {
      process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-ea",
                      "-XX:TieredStopAtLevel=1",
                      "-XX:+UseSerialGC",
                      "-Xmx256m",
                      "--enable-native-access=ALL-UNNAMED",
                      "--sun-misc-unsafe-memory-access=allow",
                      "-cp",
                      System.getProperty("java.class.path"),
                      "opencompact.run.Main",
                      "run",
                      "--data",
                      data.toString(),
                      "--port",
                      port,
                      "--seed",
                      "42"))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader words = process.inputReader();
      for (String line = words.readLine(); line != null; line = words.readLine()) {
        Matcher address = ADDRESS.matcher(line);
        if (address.find()) {
          origin = address.group(1);
          port = address.group(2);
        }
        if (line.contains("Certificate")) {
          return this;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("The station ended before it told its address.");
  }

  /** As a power cut or {@code kill -9} does: no goodbye. */
  void kill() {
    Process running = process;
    if (running == null) {
      return;
    }
    running.destroyForcibly();
    try {
      if (!running.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError("The station does not die.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String origin() {
    return origin;
  }

  @Override
  public void close() {
    kill();
  }
}
