package opencompact.sim.bench;

import java.util.Arrays;

/**
 * The mains at the station's terminals: an electromotive force and a resistance per line, a
 * resistance of the neutral, and everything an electrician can do wrong (charging-standards 9.5).
 * Potentials are phasors against the transformer's star point, which is earthed; from them follows
 * each measured voltage, so that a swapped neutral shows the 400 V it really shows.
 */
final class Supply {
  /** The resistive part of the public grid's reference impedance (IEC 60725), ohms. */
  static final double LINE_OHMS = 0.24;

  static final double NEUTRAL_OHMS = 0.16;
  static final double NOMINAL_VOLTS = 230;

  private static final double[] COSINE = {1, -0.5, -0.5};
  private static final double[] SINE = {0, -Math.sqrt(3) / 2, Math.sqrt(3) / 2};

  private final int phases;
  private final double[] real = new double[3];
  private final double[] imaginary = new double[3];

  /** Electromotive force per line in volts; 0 is a missing phase. */
  final double[] emfVolts = new double[3];

  double lineOhms = LINE_OHMS;
  double neutralOhms = NEUTRAL_OHMS;
  boolean earthOpen;
  boolean neutralSwapped;
  boolean orderReversed;

  /** The neutral terminal is connected to a line of the grid: 400 V where 230 should be. */
  boolean neutralOnLine;

  /** Volts by which the star point has moved away from the earth around the station. */
  double neutralOffsetVolts;

  /** False while the whole feed is cut. */
  boolean alive = true;

  /** Line to neutral, volts rms, as loaded last. */
  final double[] volts = new double[3];

  final double[] lineToEarth = new double[3];
  double neutralToEarth;

  Supply(int phases) {
    this.phases = phases;
    Arrays.fill(emfVolts, 0, phases, NOMINAL_VOLTS);
  }

  boolean orderRight() {
    return !orderReversed;
  }

  /**
   * Settles all voltages for the given line currents, which are taken in phase with their voltage.
   */
  void load(double first, double second, double third) {
    double neutralReal = 0;
    double neutralImaginary = 0;
    for (int k = 0; k < 3; k++) {
      double amperes = k == 0 ? first : k == 1 ? second : third;
      int angle = orderReversed && k > 0 ? 3 - k : k;
      double emf = alive && k < phases ? emfVolts[k] : 0;
      double terminal = emf - amperes * lineOhms;
      real[k] = terminal * COSINE[angle];
      imaginary[k] = terminal * SINE[angle];
      neutralReal += amperes * neutralOhms * COSINE[angle];
      neutralImaginary += amperes * neutralOhms * SINE[angle];
    }
    // A dead line floats and takes the neutral's potential through whatever hangs on it.
    for (int k = 0; k < 3; k++) {
      if (!alive || emfVolts[k] <= 0 || k >= phases) {
        real[k] = neutralReal;
        imaginary[k] = neutralImaginary;
      }
    }
    if (neutralSwapped) {
      double keptReal = real[0];
      double keptImaginary = imaginary[0];
      real[0] = neutralReal;
      imaginary[0] = neutralImaginary;
      neutralReal = keptReal;
      neutralImaginary = keptImaginary;
    }
    if (neutralOnLine && alive) {
      neutralReal = NOMINAL_VOLTS * COSINE[1];
      neutralImaginary = NOMINAL_VOLTS * SINE[1];
    }
    // Without earth the station's filter capacitors between L1, N and PE hold PE half-way.
    double earthReal = earthOpen ? (real[0] + neutralReal) / 2 : -neutralOffsetVolts;
    double earthImaginary = earthOpen ? (imaginary[0] + neutralImaginary) / 2 : 0;
    if (!alive) {
      earthReal = neutralReal;
      earthImaginary = neutralImaginary;
    }
    for (int k = 0; k < 3; k++) {
      if (k < phases) {
        volts[k] = length(real[k] - neutralReal, imaginary[k] - neutralImaginary);
        lineToEarth[k] = length(real[k] - earthReal, imaginary[k] - earthImaginary);
      } else {
        volts[k] = 0;
        lineToEarth[k] = 0;
      }
    }
    neutralToEarth = length(neutralReal - earthReal, neutralImaginary - earthImaginary);
  }

  private static double length(double x, double y) {
    return Math.sqrt(x * x + y * y);
  }
}
