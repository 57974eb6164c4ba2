package opencompact.ocpp;

/** The hash that identifies a certificate (security white paper, HashAlgorithmEnumType). */
public enum HashAlgorithm implements Word {
  SHA256("SHA256"),
  SHA384("SHA384"),
  SHA512("SHA512");

  static final Words<HashAlgorithm> WORDS = Words.of(values());

  private final String wire;

  HashAlgorithm(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
