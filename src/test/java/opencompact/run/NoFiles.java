package opencompact.run;

import java.util.function.Consumer;
import opencompact.host.upkeep.FileTransfers;
import opencompact.host.upkeep.Installer;

/** A station that fetches and installs nothing. */
final class NoFiles implements FileTransfers, Installer {
  @Override
  public void begin(long job, Task task, Consumer<Told> ear) {}

  @Override
  public void end(long job) {}

  @Override
  public void ask(String name, boolean review, Consumer<Verdict> ear) {}

  @Override
  public void drop() {}
}
