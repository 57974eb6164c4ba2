package opencompact.ocpp;

/** Which root certificate is meant (security white paper, CertificateUseEnumType). */
public enum CertificateUse implements Word {
  CENTRAL_SYSTEM_ROOT_CERTIFICATE("CentralSystemRootCertificate"),
  MANUFACTURER_ROOT_CERTIFICATE("ManufacturerRootCertificate");

  static final Words<CertificateUse> WORDS = Words.of(values());

  private final String wire;

  CertificateUse(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
