package opencompact.run;

/**
 * How long one thread waits for another to come round. It is over only when so much time has passed
 * and this thread has looked so often: a process that was stopped for a while, by a debugger or
 * with the whole machine, has let time pass and nobody run, and proves nothing about the other.
 */
final class Patience {
  private final long nanos;
  private final long looks;
  private final long begun;
  private long looked;

  /** A wait that begins now. */
  Patience(long nanos, long looks, long now) {
    this.nanos = nanos;
    this.looks = looks;
    begun = now;
  }

  /** One look in vain; whether it was the last. */
  boolean over(long now) {
    looked++;
    return looked >= looks && now - begun >= nanos;
  }
}
