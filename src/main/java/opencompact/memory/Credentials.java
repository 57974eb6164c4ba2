package opencompact.memory;

import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.Keys;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of certificates and of the password: the roots that the station believes, its
 * own certificates, the request for one, and the password that worked before the newest. Each list
 * is another one after each change.
 */
final class Credentials {
  private List<Fact.CertificateInstalled> roots = List.of();
  private List<Fact.StationCertified> own = List.of();
  private boolean keyOrdered;
  private Fact.@Nullable SigningAsked asked;
  private long lastAskedWallMillis = -1;
  private @Nullable String formerPassword;

  void installed(Fact.CertificateInstalled root) {
    List<Fact.CertificateInstalled> more = new ArrayList<>(without(root.use(), root.fingerprint()));
    more.add(root);
    roots = List.copyOf(more);
  }

  void deleted(Fact.CertificateDeleted root) {
    roots = without(root.use(), root.fingerprint());
  }

  private List<Fact.CertificateInstalled> without(String use, String fingerprint) {
    return roots.stream()
        .filter(root -> !root.use().equals(use) || !root.fingerprint().equals(fingerprint))
        .toList();
  }

  void keyOrdered(boolean now) {
    keyOrdered = now;
  }

  void asked(Fact.SigningAsked request) {
    keyOrdered = false;
    asked = request;
    lastAskedWallMillis = request.wallMillis();
  }

  void signingEnded() {
    asked = null;
  }

  void certified(Fact.StationCertified certificate) {
    List<Fact.StationCertified> more = new ArrayList<>(withoutKey(certificate.key()));
    more.add(certificate);
    own = List.copyOf(more);
    if (asked != null && asked.key().equals(certificate.key())) {
      asked = null;
    }
  }

  void dropped(String key) {
    own = withoutKey(key);
  }

  private List<Fact.StationCertified> withoutKey(String key) {
    return own.stream().filter(certificate -> !certificate.key().equals(key)).toList();
  }

  /** A secret is about to be replaced; of the password the last one that worked is kept. */
  void replaced(String name, @Nullable String before) {
    if (name.equals(Keys.AUTHORIZATION_KEY.name()) && formerPassword == null) {
      formerPassword = before;
    }
  }

  void proven(String name) {
    if (name.equals(Keys.AUTHORIZATION_KEY.name())) {
      formerPassword = null;
    }
  }

  /** As delivered: it believes nobody and has nothing to show (RST-4). */
  void forget() {
    roots = List.of();
    own = List.of();
    keyOrdered = false;
    asked = null;
    lastAskedWallMillis = -1;
    formerPassword = null;
  }

  List<Fact.CertificateInstalled> roots() {
    return roots;
  }

  List<Fact.StationCertified> own() {
    return own;
  }

  boolean keyOrdered() {
    return keyOrdered;
  }

  Fact.@Nullable SigningAsked asked() {
    return asked;
  }

  long lastAskedWallMillis() {
    return lastAskedWallMillis;
  }

  @Nullable String formerPassword() {
    return formerPassword;
  }

  /** Adds what folds to this, given the secrets that are folded after it. */
  void compactTo(List<Fact> facts) {
    facts.addAll(roots);
    own.forEach(facts::add);
    Fact.SigningAsked open = asked;
    if (open == null && lastAskedWallMillis >= 0) {
      facts.add(new Fact.SigningAsked("", "", lastAskedWallMillis));
      facts.add(new Fact.SigningEnded("snapshot"));
    } else if (open != null) {
      facts.add(open);
    }
    if (keyOrdered) {
      facts.add(new Fact.KeyOrdered("snapshot"));
    }
    String former = formerPassword;
    if (former != null) {
      facts.add(new Fact.SecretChanged(Keys.AUTHORIZATION_KEY.name(), former));
    }
  }
}
