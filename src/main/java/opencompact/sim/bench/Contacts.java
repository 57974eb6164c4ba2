package opencompact.sim.bench;

/**
 * The four poles between supply and cable, L1, L2, L3 and N, moved by one coil. A pole follows
 * after its mechanical delay, or never: it can weld, or stick open (CHG-5).
 */
final class Contacts {
  /** What ails a pole. */
  enum Ailment {
    NONE,
    WELDED,
    STUCK_OPEN
  }

  static final int NEUTRAL = 3;
  static final long TRAVEL_NANOS = 20_000_000L;
  private static final long NEVER = Long.MAX_VALUE;

  private final int phases;
  private final boolean[] closed = new boolean[4];
  private final Ailment[] ailments = {Ailment.NONE, Ailment.NONE, Ailment.NONE, Ailment.NONE};
  private boolean coil;
  private long arrivalNanos = NEVER;

  /** From coil to contact; more than the data sheet says where a test wants sluggish ones. */
  long travelNanos = TRAVEL_NANOS;

  Contacts(int phases) {
    this.phases = phases;
  }

  /** Feeds or releases the coil. */
  void coil(boolean fed, long now) {
    if (fed == coil) {
      return;
    }
    coil = fed;
    arrivalNanos = allFollow() ? NEVER : now + travelNanos;
  }

  void ail(int pole, Ailment ailment, long now) {
    ailments[pole] = ailment;
    if (ailment == Ailment.WELDED && exists(pole)) {
      closed[pole] = true;
    } else if (ailment == Ailment.STUCK_OPEN) {
      closed[pole] = false;
    } else if (!allFollow() && arrivalNanos == NEVER) {
      arrivalNanos = now + travelNanos;
    }
  }

  Ailment ailment(int pole) {
    return ailments[pole];
  }

  boolean fed() {
    return coil;
  }

  boolean closed(int pole) {
    return closed[pole];
  }

  long nextChange() {
    return arrivalNanos;
  }

  void happen(long now) {
    if (now < arrivalNanos) {
      return;
    }
    arrivalNanos = NEVER;
    for (int pole = 0; pole < 4; pole++) {
      if (exists(pole) && ailments[pole] == Ailment.NONE) {
        closed[pole] = coil;
      }
    }
  }

  private boolean allFollow() {
    for (int pole = 0; pole < 4; pole++) {
      if (exists(pole) && ailments[pole] == Ailment.NONE && closed[pole] != coil) {
        return false;
      }
    }
    return true;
  }

  private boolean exists(int pole) {
    return pole == NEUTRAL || pole < phases;
  }
}
