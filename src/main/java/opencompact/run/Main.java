package opencompact.run;

/** The door from the command line into the station. */
public final class Main {
  private Main() {}

  /** Runs one command of the station. */
  public static void main(String[] arguments) {
    System.out.println("OpenCompact");
  }
}
