package opencompact.web;

import java.io.IOException;
import opencompact.host.upkeep.Dossier;

/**
 * Makes the archive that a service engineer takes along (DIA-1). It reads the log, which may take
 * its time; it is never asked on an event loop.
 */
public interface Archiver {

  /** The dossier as one zip file. */
  byte[] zip(Dossier dossier) throws IOException;
}
