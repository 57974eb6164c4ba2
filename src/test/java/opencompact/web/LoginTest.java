package opencompact.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The password, its hash, the guard against guessing and the sessions, without a server (SEC-1).
 */
class LoginTest {
  private static final SecureRandom CHANCE = new SecureRandom();

  private final LoginGuard guard = new LoginGuard();

  @Test
  void SEC_1_a_hash_knows_its_password_and_no_other() {
    String hash = AdminPassword.hash("correct horse", CHANCE);

    assertThat(hash).startsWith("pbkdf2-sha512:210000:").doesNotContain("horse");
    assertThat(AdminPassword.matches("correct horse", hash)).isTrue();
    assertThat(AdminPassword.matches("correct horsf", hash)).isFalse();
    assertThat(AdminPassword.matches("", hash)).isFalse();
    assertThat(AdminPassword.matches("correct horse", "nonsense")).isFalse();
    assertThat(AdminPassword.matches("x", "pbkdf2-sha512:1:====:====")).isFalse();
  }

  @Test
  void SEC_1_two_hashes_of_one_password_differ() {
    assertThat(AdminPassword.hash("correct horse", CHANCE))
        .isNotEqualTo(AdminPassword.hash("correct horse", CHANCE));
  }

  @Test
  void SEC_1_a_first_password_is_random_and_acceptable() {
    String first = AdminPassword.random(CHANCE);

    assertThat(first).hasSize(14).isNotEqualTo(AdminPassword.random(CHANCE));
    assertThat(AdminPassword.acceptable(first)).isTrue();
    assertThat(AdminPassword.acceptable("seven77")).isFalse();
  }

  @Test
  void SEC_1_the_wait_doubles_up_to_five_minutes() {
    long now = 0;
    long[] waits = new long[14];
    for (int i = 0; i < waits.length; i++) {
      guard.guessed("10.0.0.1", now);
      waits[i] = guard.waitSeconds("10.0.0.1", now);
      now += Duration.ofSeconds(waits[i]).toNanos();
      assertThat(guard.waitSeconds("10.0.0.1", now)).isZero();
    }

    assertThat(waits).containsExactly(0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300);
  }

  @Test
  void SEC_1_each_address_waits_for_itself_and_a_right_guess_forgives() {
    for (int i = 0; i < 5; i++) {
      guard.guessed("10.0.0.1", 0);
    }

    assertThat(guard.waitSeconds("10.0.0.2", 0)).isZero();
    guard.right("10.0.0.1");
    assertThat(guard.waitSeconds("10.0.0.1", 0)).isZero();
  }

  @Test
  void SEC_1_a_session_ends_after_twelve_hours_even_in_use() {
    Sessions sessions = new Sessions(CHANCE);
    String token = sessions.open("hash", 0);

    long now = 0;
    for (int i = 0; i < 24; i++) {
      assertThat(sessions.good(token, "hash", now)).isTrue();
      now += Duration.ofMinutes(30).toNanos();
    }
    assertThat(sessions.good(token, "hash", now + 1)).isFalse();
    assertThat(sessions.good(null, "hash", now)).isFalse();
  }
}
