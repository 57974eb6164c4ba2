package opencompact.sim;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import opencompact.host.security.KeySafe;
import opencompact.host.security.SigningRequest;

/**
 * The station's safe for private keys in the simulated world. It outlives power cuts, as its disk
 * does, and can be broken.
 */
public final class SimKeySafe implements KeySafe {
  private final RandomGenerator chance;
  private final SortedMap<String, SimKeys> keys = new TreeMap<>();
  private int made;
  private boolean broken;

  public SimKeySafe(RandomGenerator chance) {
    this.chance = chance;
  }

  /** From now on nothing can be kept any more, or it can again. */
  public void breaks(boolean now) {
    broken = now;
  }

  /** The names of the keys in it. */
  public List<String> names() {
    return new ArrayList<>(keys.keySet());
  }

  @Override
  public Made make(String commonName, String organization) {
    if (broken) {
      throw new Failed("the safe for keys is broken", new IllegalStateException("as arranged"));
    }
    SimKeys fresh = SimKeys.random(chance);
    String name = "key-" + ++made;
    keys.put(name, fresh);
    return new Made(
        name,
        Base64.getEncoder().encodeToString(fresh.publicKey()),
        SigningRequest.pem(commonName, organization, fresh.publicKey(), fresh.signer()));
  }

  @Override
  public void keepOnly(List<String> names) {
    keys.keySet().retainAll(names);
  }
}
