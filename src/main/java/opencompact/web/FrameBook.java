package opencompact.web;

import java.util.List;
import opencompact.host.uplink.LoggedFrame;
import org.jspecify.annotations.Nullable;

/**
 * The log of OCPP frames as people ask for it (DIA-2). Reading may take its time; it is never done
 * on an event loop. Which line is the newest can be asked by any thread at any time.
 */
public interface FrameBook {

  /** A station that keeps no frames. */
  FrameBook NONE =
      new FrameBook() {
        @Override
        public List<LoggedFrame> newest(int most, @Nullable String action) {
          return List.of();
        }

        @Override
        public List<LoggedFrame> after(long number, int most, @Nullable String action) {
          return List.of();
        }

        @Override
        public long newest() {
          return 0;
        }

        @Override
        public long missing() {
          return 0;
        }

        @Override
        public Station.Watch watch(Runnable onChange) {
          return () -> {};
        }
      };

  /**
   * The newest lines, oldest first.
   *
   * @param action only frames of this action; null for all, marks included
   */
  List<LoggedFrame> newest(int most, @Nullable String action);

  /** The lines after the one with this number, oldest first; at least one where there are any. */
  List<LoggedFrame> after(long number, int most, @Nullable String action);

  /** The number of the newest line, 0 where there is none. */
  long newest();

  /** How many lines could not be kept since the start. */
  long missing();

  /** Has a listener called, on any thread, after new lines, until it is closed. */
  Station.Watch watch(Runnable onChange);
}
