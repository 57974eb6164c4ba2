package opencompact.run;

import java.util.List;
import opencompact.driver.FrameRing;
import opencompact.host.uplink.LoggedFrame;
import opencompact.web.FrameBook;
import opencompact.web.Station;
import org.jspecify.annotations.Nullable;

/** The frame log on disk, as the web room sees it. */
record FrameDoor(FrameRing ring) implements FrameBook {

  @Override
  public List<LoggedFrame> newest(int most, @Nullable String action) {
    return ring.newest(most, action);
  }

  @Override
  public List<LoggedFrame> after(long number, int most, @Nullable String action) {
    return ring.after(number, most, action);
  }

  @Override
  public long newest() {
    return ring.newest();
  }

  @Override
  public long missing() {
    return ring.dropped();
  }

  @Override
  public Station.Watch watch(Runnable onChange) {
    return StationDoor.watching(ring.watchers(), onChange);
  }
}
