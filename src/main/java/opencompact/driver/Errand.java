package opencompact.driver;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import opencompact.host.upkeep.FileTransfers;
import org.jspecify.annotations.Nullable;

/**
 * One transfer under way on a thread of its own: what it has moved, and how it is stopped. A server
 * that says nothing for too long is found by a watch that counts ticks, not by the thread itself.
 */
final class Errand {
  /** So many ticks never come. */
  static final int FOREVER = Integer.MAX_VALUE;

  private final long job;
  private final Consumer<FileTransfers.Told> ear;
  private final int patientTicks;
  private volatile @Nullable Thread thread;
  private volatile long bytes;
  private volatile long total = -1;
  private volatile boolean calledOff;
  private volatile boolean stalled;
  private long bytesAtLastTick = -1;
  private int silentTicks;

  Errand(long job, Consumer<FileTransfers.Told> ear, int patientTicks) {
    this.job = job;
    this.ear = ear;
    this.patientTicks = patientTicks;
  }

  long job() {
    return job;
  }

  void runsOn(Thread mine) {
    thread = mine;
    if (calledOff) {
      mine.interrupt();
    }
  }

  /** So much of it is there already, and so much it is in all, or -1. */
  void begins(long there, long all) {
    bytes = there;
    total = all;
  }

  /** More has been moved; only the thread of the errand says so. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void moved(long more) {
    bytes += more;
  }

  /** Nobody wants it any more; nothing more is told. */
  void callOff() {
    calledOff = true;
    interrupt();
  }

  boolean calledOff() {
    return calledOff;
  }

  boolean stalled() {
    return stalled;
  }

  /** Comes once a second: tells how far it is, or ends what does not move. */
  void tick() {
    long now = bytes;
    if (now != bytesAtLastTick) {
      bytesAtLastTick = now;
      silentTicks = 0;
      if (now > 0) {
        tell(new FileTransfers.Told.Progress(now, total));
      }
    } else if (++silentTicks >= patientTicks) {
      stalled = true;
      interrupt();
    }
  }

  private void interrupt() {
    Thread running = thread;
    if (running != null) {
      // On a virtual thread this closes the socket that it waits for.
      running.interrupt();
    }
  }

  void tell(FileTransfers.Told told) {
    if (!calledOff) {
      ear.accept(told);
    }
  }

  /** The stream, counted. */
  InputStream counted(InputStream stream) {
    return new FilterInputStream(stream) {
      @Override
      public int read() throws IOException {
        int one = super.read();
        moved(one < 0 ? 0 : 1);
        return one;
      }

      @Override
      public int read(byte[] into, int from, int most) throws IOException {
        int come = super.read(into, from, most);
        moved(Math.max(0, come));
        return come;
      }
    };
  }
}
