package opencompact.driver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import opencompact.host.upkeep.Installer;

/**
 * Where a firmware is put down for whoever installs it (FW-1). Nobody does yet, so that is what is
 * told: the old firmware runs, and the new one lies there, whole and, where it was signed,
 * verified.
 */
public final class Shelf implements Installer {
  private final Path directory;

  /**
   * A shelf.
   *
   * @param directory where fetched firmware lies
   */
  public Shelf(Path directory) {
    this.directory = directory;
  }

  @Override
  public void ask(String name, boolean review, Consumer<Verdict> ear) {
    Path file = directory.resolve(name);
    ear.accept(
        new Verdict.Failed(
            Files.exists(file)
                ? "this version has no installer; the firmware lies in " + file
                : "the file " + file + " is gone"));
  }

  @Override
  public void drop() {
    // Every question has been answered at once.
  }
}
