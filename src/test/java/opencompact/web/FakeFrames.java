package opencompact.web;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import opencompact.host.uplink.LoggedFrame;
import org.jspecify.annotations.Nullable;

/** A frame log of two lines, to which a test adds more. */
final class FakeFrames implements FrameBook {
  private final List<LoggedFrame> lines = new CopyOnWriteArrayList<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  FakeFrames() {
    hears("[2,\"1\",\"Heartbeat\",{}]", "Heartbeat", LoggedFrame.Direction.CP_TO_CSMS);
    hears("[2,\"x\",\"ClearCache\",{}]", "ClearCache", LoggedFrame.Direction.CSMS_TO_CP);
  }

  void hears(String raw, String action, LoggedFrame.Direction direction) {
    lines.add(
        new LoggedFrame(
            lines.size() + 1,
            FakeStation.START,
            "00000042",
            "call",
            direction,
            action,
            "1",
            7L,
            raw,
            null));
    watchers.forEach(Runnable::run);
  }

  @Override
  public List<LoggedFrame> newest(int most, @Nullable String action) {
    List<LoggedFrame> wanted = wanted(0, action);
    return wanted.subList(Math.max(0, wanted.size() - most), wanted.size());
  }

  @Override
  public List<LoggedFrame> after(long number, int most, @Nullable String action) {
    return wanted(number, action).stream().limit(most).toList();
  }

  private List<LoggedFrame> wanted(long after, @Nullable String action) {
    return lines.stream()
        .filter(line -> line.number() > after)
        .filter(line -> action == null || action.equals(line.action()))
        .toList();
  }

  @Override
  public long newest() {
    return lines.size();
  }

  @Override
  public long missing() {
    return 0;
  }

  @Override
  public Station.Watch watch(Runnable onChange) {
    watchers.add(onChange);
    return () -> watchers.remove(onChange);
  }
}
