package opencompact.driver;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import opencompact.host.upkeep.Dossier;
import opencompact.host.upkeep.LogWindow;
import opencompact.memory.History;

/**
 * A dossier as one zip file (OCPP-DG-01). The log is read page by page, so that its length does not
 * matter.
 */
public final class Archive {
  private static final int LINES_AT_ONCE = 1000;

  private Archive() {}

  /**
   * Writes the archive and closes the stream.
   *
   * @return whether a line of the log belonged to the window
   */
  public static boolean write(Dossier dossier, History history, OutputStream to)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8)) {
      for (Dossier.Page page : dossier.pages()) {
        zip.putNextEntry(new ZipEntry(page.name()));
        zip.write(page.text().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
      zip.putNextEntry(new ZipEntry(Dossier.LOG));
      boolean any = log(dossier.log(), history, zip);
      zip.closeEntry();
      return any;
    }
  }

  private static boolean log(LogWindow window, History history, OutputStream to)
      throws IOException {
    boolean any = false;
    long before = Long.MAX_VALUE;
    while (true) {
      List<History.Line> lines = history.events(before, LINES_AT_ONCE, window.kind());
      if (lines.isEmpty()) {
        return any;
      }
      StringBuilder text = new StringBuilder();
      for (History.Line line : lines) {
        if (window.covers(line.entry())) {
          any = true;
          text.append(LogWindow.line(line.entry())).append('\n');
        }
      }
      to.write(text.toString().getBytes(StandardCharsets.UTF_8));
      before = lines.getLast().number();
    }
  }
}
