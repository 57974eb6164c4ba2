package opencompact.run;

import opencompact.host.energy.MeterBus;
import opencompact.host.security.KeySafe;
import opencompact.host.upkeep.FileTransfers;
import opencompact.host.upkeep.Installer;
import opencompact.host.uplink.BackOfficeLink;
import opencompact.host.uplink.FrameLog;

/** The doors through which a host reaches the world around it, and how that answers. */
record Surroundings(
    BackOfficeLink link,
    FrameLog frames,
    KeySafe safe,
    MeterBus meterBus,
    FileTransfers files,
    Installer installer) {

  /** A life is over: whatever runs for it stops. */
  void close() {
    link.close();
    files.drop();
    installer.drop();
  }
}
