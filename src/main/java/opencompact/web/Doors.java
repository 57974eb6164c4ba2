package opencompact.web;

import java.security.SecureRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import opencompact.memory.History;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the web room is given to work with.
 *
 * @param bench the simulated world; null on real hardware, where its addresses do not exist
 * @param adminHash the remembered hash of the admin password; null while there is none, and then
 *     nobody can log in
 * @param bearerToken what programs of this machine's owner show instead of the password
 * @param metrics the process's figures in Prometheus' text format
 * @param uptimeNanos a clock that never jumps
 */
public record Doors(
    Station station,
    @Nullable Bench bench,
    History history,
    FrameBook frames,
    Archiver archiver,
    Supplier<@Nullable String> adminHash,
    String bearerToken,
    Supplier<String> metrics,
    LongSupplier uptimeNanos,
    SecureRandom chance) {

  public Doors {
    if (bearerToken.length() < 32) {
      throw new IllegalArgumentException("a bearer token has at least 32 characters");
    }
  }

  /** Names the token, so that it is not printed by accident. */
  @Override
  public String toString() {
    return "Doors[bench=" + (bench != null) + "]";
  }
}
