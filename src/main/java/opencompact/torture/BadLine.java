package opencompact.torture;

import java.util.SplittableRandom;
import opencompact.sim.SimNetwork;

/** A line that delays, loses, breaks and plays dead, as it is told to. */
final class BadLine implements SimNetwork.Weather {
  private final SplittableRandom chance;
  private long mostLatencyMillis = 30;
  private double loss;
  private double breaks;
  private boolean refusing;
  private int deadUpTo = -1;
  private boolean deadFromStation;
  private boolean deadToStation;
  private int newest;

  BadLine(SplittableRandom chance) {
    this.chance = chance;
  }

  /** All is well again, but what is dead stays dead until it is given up. */
  void mend() {
    mostLatencyMillis = 30;
    loss = 0;
    breaks = 0;
    refusing = false;
  }

  void slows(long mostMillis) {
    mostLatencyMillis = mostMillis;
  }

  void loses(double share) {
    loss = share;
  }

  void breaks(double share) {
    breaks = share;
  }

  void refuses(boolean now) {
    refusing = now;
  }

  /** The connection that is open plays dead from now on, one way or both, for as long as it is. */
  void dies(boolean fromStation, boolean toStation) {
    deadUpTo = newest;
    deadFromStation = fromStation;
    deadToStation = toStation;
  }

  @Override
  public long latencyNanos(boolean fromStation) {
    long millis = mostLatencyMillis <= 30 ? 30 : chance.nextLong(30, mostLatencyMillis + 1);
    return millis * 1_000_000;
  }

  @Override
  public boolean swallows(int connection, boolean fromStation) {
    newest = Math.max(newest, connection);
    boolean dead = connection <= deadUpTo && (fromStation ? deadFromStation : deadToStation);
    return dead || (loss > 0 && chance.nextDouble() < loss);
  }

  @Override
  public boolean cutsInto(boolean fromStation) {
    return breaks > 0 && chance.nextDouble() < breaks;
  }

  @Override
  public boolean refuses() {
    return refusing;
  }
}
