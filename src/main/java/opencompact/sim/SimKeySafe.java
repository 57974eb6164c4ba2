package opencompact.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import opencompact.host.security.KeySafe;
import opencompact.host.security.SigningRequest;

/**
 * The station's safe for private keys in the simulated world. It outlives power cuts, as its disk
 * does, takes its time, and can be broken. What it is to do it does in order.
 */
public final class SimKeySafe implements KeySafe {
  private static final Duration LEAST = Duration.ofMillis(300);

  private final Timeline timeline;
  private final RandomGenerator chance;
  private final SortedMap<String, SimKeys> keys = new TreeMap<>();
  private Duration takes = LEAST;
  private long busyUntil;
  private int outages;
  private int made;
  private boolean broken;

  public SimKeySafe(Timeline timeline, RandomGenerator chance) {
    this.timeline = timeline;
    this.chance = chance;
  }

  /** From now on nothing can be kept any more, or it can again. */
  public void breaks(boolean now) {
    broken = now;
  }

  /** From now on a key takes so long, as on a slow disk. */
  public void takes(Duration time) {
    takes = time;
  }

  /** The names of the keys in it. */
  public List<String> names() {
    return new ArrayList<>(keys.keySet());
  }

  @Override
  public void make(String commonName, String organization, Consumer<Told> ear) {
    busyUntil = Math.max(timeline.now(), busyUntil) + takes.toNanos();
    inOrder(() -> {
      if (broken) {
        ear.accept(new Told.Failed("the safe for keys is broken"));
        return;
      }
      SimKeys fresh = SimKeys.random(chance);
      String name = "key-" + ++made;
      keys.put(name, fresh);
      ear.accept(
          new Told.Made(
              name,
              Base64.getEncoder().encodeToString(fresh.publicKey()),
              SigningRequest.pem(commonName, organization, fresh.publicKey(), fresh.signer())));
    });
  }

  @Override
  public void keepOnly(List<String> names) {
    inOrder(() -> keys.keySet().retainAll(names));
  }

  private void inOrder(Runnable what) {
    int mine = outages;
    timeline.at(
        busyUntil,
        () -> {
          if (mine == outages) {
            what.run();
          }
        });
  }

  /** What it had not done yet it never does. */
  void cutPower() {
    outages++;
    busyUntil = 0;
  }
}
