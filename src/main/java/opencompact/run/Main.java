package opencompact.run;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The door from the command line into the station. */
public final class Main {
  private Main() {}

  /** Runs one command of the station and ends the program with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, System.getenv(), arguments));
  }

  /**
   * Runs one command.
   *
   * @return 0 done, 1 refused or failed, 2 wrong usage
   */
  static int run(
      PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments) {
    return new CommandTree(out, err, environment).commandLine().execute(arguments);
  }

  /** The program's version, as its jar says. */
  static String version() {
    @Nullable String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "from its sources" : version;
  }
}
