package opencompact.web;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in: random tokens in cookies, each forgotten after an hour without use and twelve
 * hours in all. They live only as long as the process. One thread only.
 */
final class Sessions {
  static final Duration IDLE = Duration.ofHours(1);
  static final Duration LONGEST = Duration.ofHours(12);
  private static final int MOST = 100;

  private record Session(String hash, long bornNanos, long usedNanos) {
    boolean over(long nowNanos) {
      return nowNanos - usedNanos > IDLE.toNanos() || nowNanos - bornNanos > LONGEST.toNanos();
    }
  }

  private final SecureRandom chance;
  private final Map<String, Session> byToken = new LinkedHashMap<>();

  Sessions(SecureRandom chance) {
    this.chance = chance;
  }

  /**
   * Opens a session under that password's hash and returns its token; the oldest makes room when
   * there are too many.
   */
  String open(String hash, long nowNanos) {
    byToken.values().removeIf(session -> session.over(nowNanos));
    if (byToken.size() >= MOST) {
      byToken.remove(byToken.keySet().iterator().next());
    }
    byte[] random = new byte[32];
    chance.nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    byToken.put(token, new Session(hash, nowNanos, nowNanos));
    return token;
  }

  /**
   * Whether the token belongs to a session that is still good, which it is not under another
   * password (SEC-1, RST-4); asking keeps it alive.
   */
  boolean good(@Nullable String token, @Nullable String hash, long nowNanos) {
    Session session = token == null ? null : byToken.get(token);
    if (session == null) {
      return false;
    }
    if (session.over(nowNanos) || !session.hash().equals(hash)) {
      byToken.remove(token);
      return false;
    }
    byToken.put(token, new Session(session.hash, session.bornNanos, nowNanos));
    return true;
  }

  void close(@Nullable String token) {
    if (token != null) {
      byToken.remove(token);
    }
  }
}
