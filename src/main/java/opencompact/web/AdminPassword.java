package opencompact.web;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The owner's password, which is kept only as a salted and slowly computed hash (SEC-1). The hash
 * is a text that says how it was made, so that a later version may take more rounds and still know
 * old ones.
 */
public final class AdminPassword {
  /** As OWASP advises for this function in 2023; about a fifth of a second on a small board. */
  private static final int ROUNDS = 210_000;

  private static final int MOST_ROUNDS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LEAST_CHARACTERS = 8;
  private static final int MOST_CHARACTERS = 128;

  /** No letter or digit that is taken for another. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final Pattern FORM =
      Pattern.compile("pbkdf2-sha512:([0-9]{1,8}):([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)");

  private AdminPassword() {}

  /** A new password for the first start: 14 letters and digits, which is 69 bits of chance. */
  public static String random(SecureRandom chance) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < 14; i++) {
      password.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }

  /** Whether a person may choose this password. */
  public static boolean acceptable(String password) {
    return password.length() >= LEAST_CHARACTERS && password.length() <= MOST_CHARACTERS;
  }

  /** What {@link #acceptable} wants, in words that fit after "takes". */
  public static String wants() {
    return LEAST_CHARACTERS + " to " + MOST_CHARACTERS + " characters";
  }

  /** The text to remember instead of the password. */
  public static String hash(String password, SecureRandom chance) {
    byte[] salt = new byte[SALT_BYTES];
    chance.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return "pbkdf2-sha512:"
        + ROUNDS
        + ":"
        + base64.encodeToString(salt)
        + ":"
        + base64.encodeToString(derive(password, salt, ROUNDS));
  }

  /** Whether this is the password of that hash. Slow on purpose: never on an event loop. */
  public static boolean matches(String password, String hash) {
    Matcher parts = FORM.matcher(hash);
    if (!parts.matches() || password.length() > MOST_CHARACTERS) {
      return false;
    }
    int rounds = Integer.parseInt(parts.group(1));
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      return false;
    }
    Base64.Decoder base64 = Base64.getDecoder();
    try {
      byte[] wanted = base64.decode(parts.group(3));
      return MessageDigest.isEqual(wanted, derive(password, base64.decode(parts.group(2)), rounds));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static byte[] derive(String password, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, rounds, HASH_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2 with SHA-512", e);
    } finally {
      spec.clearPassword();
    }
  }
}
