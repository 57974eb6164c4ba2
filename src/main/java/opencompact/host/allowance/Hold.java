package opencompact.host.allowance;

import java.time.Instant;
import opencompact.catalogue.Limit;
import opencompact.quantity.Amperes;
import org.jspecify.annotations.Nullable;

/**
 * One thing that limits or blocks charging now (LIM-1, LIM-3): an answer to "why does it not
 * charge", "why only at 21 A".
 *
 * @param kind whether it forbids current or bounds it
 * @param name a stable word for programs: a limit's manual name, a fault's manual name, or {@code
 *     no-vehicle}, {@code not-authorized}, {@code vehicle-not-ready}, {@code unavailable}, …
 * @param value the bound per phase; null for what forbids
 * @param source where it comes from: a key, a reading, a profile, a person
 * @param since when it began; null if unknown
 * @param until when it will end; null if nobody can know
 * @param sentence the whole in words, with value and source
 */
public record Hold(
    Kind kind,
    String name,
    @Nullable Amperes value,
    String source,
    @Nullable Instant since,
    @Nullable Instant until,
    String sentence) {

  /** Forbids current, until something happens. */
  static Hold block(String name, String source, String sentence) {
    return new Hold(Kind.BLOCK, name, null, source, null, null, sentence);
  }

  /** Bounds current under the limit's manual name. */
  static Hold limit(Limit limit, Amperes value, String sentence, @Nullable Instant until) {
    return new Hold(Kind.LIMIT, limit.title(), value, limit.source(), null, until, sentence);
  }

  /** Forbids or bounds. */
  public enum Kind {
    BLOCK,
    LIMIT
  }
}
