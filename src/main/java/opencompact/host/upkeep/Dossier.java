package opencompact.host.upkeep;

import java.util.List;

/**
 * What an archive for the back office or a service engineer holds: pages that the host has written,
 * and lines of the event log. One file in the end (OCPP-DG-01); no secret is in it (OCPP-DG-03).
 *
 * @param name of the file, without a path
 * @param pages what was so when it was asked for
 * @param log which part of the event log goes with them
 */
public record Dossier(String name, List<Page> pages, LogWindow log) {

  /** The file in the archive that holds the log, its newest line first. */
  public static final String LOG = "log.txt";

  private static final int LONGEST_NAME = 255;

  /** One text file in the archive. */
  public record Page(String name, String text) {}

  public Dossier {
    pages = List.copyOf(pages);
    if (!name.matches("[A-Za-z0-9._-]{1," + LONGEST_NAME + "}")) {
      throw new IllegalArgumentException("a file name has plain characters, not \"" + name + "\"");
    }
  }
}
