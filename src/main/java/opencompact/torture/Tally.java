package opencompact.torture;

/** The figures of a life, and of many: what was lived through. */
public final class Tally {
  private long lives;
  private long nanos;
  private long longestOfflineNanos;
  long powerCuts;
  long diskFaults;
  long linesLost;
  long transactions;
  long messages;
  long retries;
  long crashes;
  long resets;

  void lived(long worldNanos) {
    lives++;
    nanos += worldNanos;
  }

  void offline(long forNanos) {
    longestOfflineNanos = Math.max(longestOfflineNanos, forNanos);
  }

  /** Adds what another life has seen. */
  public void add(Tally other) {
    lives += other.lives;
    nanos += other.nanos;
    longestOfflineNanos = Math.max(longestOfflineNanos, other.longestOfflineNanos);
    powerCuts += other.powerCuts;
    diskFaults += other.diskFaults;
    linesLost += other.linesLost;
    transactions += other.transactions;
    messages += other.messages;
    retries += other.retries;
    crashes += other.crashes;
    resets += other.resets;
  }

  public long lives() {
    return lives;
  }

  public double years() {
    return nanos / 1e9 / 86_400 / 365.25;
  }

  public double longestOfflineHours() {
    return longestOfflineNanos / 1e9 / 3600;
  }

  public long powerCuts() {
    return powerCuts;
  }

  public long diskFaults() {
    return diskFaults;
  }

  public long crashes() {
    return crashes;
  }

  public long resets() {
    return resets;
  }

  public long linesLost() {
    return linesLost;
  }

  public long transactions() {
    return transactions;
  }

  public long messages() {
    return messages;
  }

  public long retries() {
    return retries;
  }
}
