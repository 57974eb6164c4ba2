package opencompact.run;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Starts {@link RealVictim}s quickly: their classes lie in jars, and once a first one has shown
 * which it needs, in a cache from which the next ones begin.
 */
final class RealVictims {
  private static final String CLASSES = "victim.jar";

  /** Never the archive that a JVM writes when it ends: it would be written before each halt. */
  private static final List<String> SHAPE =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx192m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final String classPath;
  private final Path cache;

  private RealVictims(String classPath, Path cache) {
    this.classPath = classPath;
    this.cache = cache;
  }

  /** Prepares their classes in a directory. */
  static RealVictims in(Path directory) throws IOException {
    List<String> parts = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(part);
      if (!Files.isDirectory(path)) {
        parts.add(path.toAbsolutePath().toString());
      } else if (Files.exists(path.resolve("opencompact/run/RealVictim.class"))) {
        Path jar = directory.resolve(CLASSES);
        pack(path, jar);
        parts.add(jar.toString());
      }
    }
    return new RealVictims(String.join(File.pathSeparator, parts), directory.resolve("victim.aot"));
  }

  /** A cache takes jars only, and a source tree has its classes in a directory. */
  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(each).toString().replace(File.separatorChar, '/');
        if (!name.startsWith("META-INF/")) {
          out.putNextEntry(new JarEntry(name));
          Files.copy(each, out);
          out.closeEntry();
        }
      }
    }
  }

  /** One that leaves the cache behind when it ends in peace. */
  Process first(Path data, String url, int speed, Path said) {
    return start(data, url, speed, said, "-XX:AOTCacheOutput=" + cache);
  }

  /**
   * One that is to be killed.
   *
   * @param haltAtCommit the commit before which it ends itself, negative for after it, 0 for none
   */
  Process next(Path data, String url, int speed, Path said, int haltAtCommit) {
    String halt = "-Dopencompact.halt.commit=" + haltAtCommit;
    return Files.exists(cache)
        ? start(data, url, speed, said, "-XX:AOTCache=" + cache, halt)
        : start(data, url, speed, said, halt);
  }

  private Process start(Path data, String url, int speed, Path said, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SHAPE);
    command.addAll(List.of(more));
    command.addAll(
        List.of(
            "-cp",
            classPath,
            RealVictim.class.getName(),
            data.toString(),
            url,
            String.valueOf(speed)));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
