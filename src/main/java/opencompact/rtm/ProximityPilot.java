package opencompact.rtm;

import static opencompact.rtm.Span.MILLISECOND;

/**
 * The proximity pilot of a socket: a resistor in the plug tells what its cable may carry (IEC
 * 61851-1 Table B.2, CHG-2, PP-01 to PP-04). The reading is averaged over time; a class counts once
 * it has lasted 100 ms, and is fit for closing once it has lasted a second.
 */
final class ProximityPilot {

  /** What the resistor says. */
  enum Cable {
    NONE(0),
    SHORTED(0),
    A13(130),
    A20(200),
    A32(320),
    /** 63 A three-phase or 70 A single-phase; the station has 32 A to give. */
    A63(320);

    private final int tenths;

    Cable(int tenths) {
      this.tenths = tenths;
    }

    /** Tenths of an ampere that the station may offer on it. */
    int tenths() {
      return tenths;
    }

    boolean valid() {
      return tenths > 0;
    }
  }

  private static final double FILTER_NANOS = 20 * MILLISECOND;
  private static final long ADOPT = 100 * MILLISECOND;
  private static final long STEADY = 1000 * MILLISECOND;

  private double siemens;
  private Cable cable = Cable.NONE;
  private Cable candidate = Cable.NONE;
  private long candidateSince;
  private long adoptedAt = Span.LONG_AGO;
  private boolean steady;
  private long readAt = Span.LONG_AGO;

  Cable cable() {
    return cable;
  }

  /**
   * Whether a valid cable has been the same for a second: any change of class opens first (PP-02).
   */
  boolean steady() {
    return steady;
  }

  void read(double ohms, long now, Pace pace) {
    average(ohms, now - readAt, pace);
    readAt = now;
    Cable seen = classify(siemens);
    if (seen == cable) {
      candidate = cable;
    } else {
      if (seen != candidate) {
        candidate = seen;
        candidateSince = now;
      }
      if (now - candidateSince >= ADOPT) {
        cable = seen;
        adoptedAt = now;
      } else {
        pace.by(candidateSince + ADOPT);
        pace.moving();
      }
    }
    steady = cable.valid() && now - adoptedAt >= STEADY;
    if (cable.valid() && !steady) {
      pace.by(adoptedAt + STEADY);
    }
  }

  // Conductance is averaged, because an open contact is 0 S but no number of ohms.
  private void average(double ohms, long elapsedNanos, Pace pace) {
    double target = ohms > 0 ? 1 / ohms : 1;
    double gap = target - siemens;
    if (gap == 0) {
      return;
    }
    siemens += gap * elapsedNanos / (FILTER_NANOS + elapsedNanos);
    if (Math.abs(target - siemens) < 1e-6) {
      siemens = target;
    } else {
      pace.moving();
    }
  }

  /** The class of a conductance, by the accept ranges of charging-standards 2.1. */
  static Cable classify(double siemens) {
    if (siemens < 1 / 4500.0) {
      return Cable.NONE;
    } else if (siemens < 1 / 1000.0) {
      return Cable.A13;
    } else if (siemens < 1 / 330.0) {
      return Cable.A20;
    } else if (siemens < 1 / 150.0) {
      return Cable.A32;
    } else if (siemens <= 1 / 75.0) {
      return Cable.A63;
    } else {
      return Cable.SHORTED;
    }
  }
}
