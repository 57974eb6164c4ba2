package opencompact.ocpp;

/** What identifies an installed certificate (security white paper, CertificateHashDataType). */
public record CertificateHashData(
    HashAlgorithm hashAlgorithm, String issuerNameHash, String issuerKeyHash, String serialNumber)
    implements Part {
  public CertificateHashData {
    Bounds.text("issuerNameHash", issuerNameHash, 128);
    Bounds.text("issuerKeyHash", issuerKeyHash, 128);
    Bounds.text("serialNumber", serialNumber, 40);
  }

  @Override
  public void write(FieldWriter out) {
    out.word("hashAlgorithm", hashAlgorithm);
    out.text("issuerNameHash", issuerNameHash);
    out.text("issuerKeyHash", issuerKeyHash);
    out.text("serialNumber", serialNumber);
  }

  static CertificateHashData read(FieldReader in) {
    HashAlgorithm hashAlgorithm = null;
    String issuerNameHash = null;
    String issuerKeyHash = null;
    String serialNumber = null;
    in.open();
    for (String name = in.next(); name != null; name = in.next()) {
      switch (name) {
        case "hashAlgorithm" -> hashAlgorithm = in.word(HashAlgorithm.WORDS);
        case "issuerNameHash" -> issuerNameHash = in.text(128);
        case "issuerKeyHash" -> issuerKeyHash = in.text(128);
        case "serialNumber" -> serialNumber = in.text(40);
        default -> in.unknown();
      }
    }
    return new CertificateHashData(
        in.required("hashAlgorithm", hashAlgorithm),
        in.required("issuerNameHash", issuerNameHash),
        in.required("issuerKeyHash", issuerKeyHash),
        in.required("serialNumber", serialNumber));
  }
}
