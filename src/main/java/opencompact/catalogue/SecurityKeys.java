package opencompact.catalogue;

import static opencompact.catalogue.Access.READ_WRITE;
import static opencompact.catalogue.Access.WRITE_ONLY;
import static opencompact.catalogue.Declaring.bool;
import static opencompact.catalogue.Declaring.fixed;
import static opencompact.catalogue.Declaring.key;
import static opencompact.catalogue.Effective.AT_ONCE;
import static opencompact.catalogue.Page.BACKEND;

/** The keys of OCPP's security white paper, and whether it is spoken (OCPP-CF-54 to CF-59). */
interface SecurityKeys {
  Key<String> AUTHORIZATION_KEY =
      key(
          "AuthorizationKey",
          new Shape.HexPassword(),
          "",
          WRITE_ONLY,
          AT_ONCE,
          BACKEND,
          "The password with which the station introduces itself to the back office.");

  Key<Integer> SECURITY_PROFILE =
      key(
          "SecurityProfile",
          new Shape.WholeNumber(0, 3, ""),
          0,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "How the back office link is secured; the back office can raise it and never lower it.");

  Key<String> CPO_NAME =
      key(
          "CpoName",
          new Shape.Text(255, true),
          "",
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The operator's name as it stands in the station's certificate.");

  Key<Boolean> ADDITIONAL_ROOT_CERTIFICATE_CHECK =
      fixed(
          "AdditionalRootCertificateCheck",
          false,
          "Only one root certificate of the back office is kept, signed by the one before.");

  Key<Integer> CERTIFICATE_SIGNED_MAX_CHAIN_SIZE =
      fixed(
          "CertificateSignedMaxChainSize",
          10_000,
          "The longest chain of certificates that one message can bring, in characters.");

  Key<Integer> CERTIFICATE_STORE_MAX_LENGTH =
      fixed("CertificateStoreMaxLength", 10, "The most certificates that the station can hold.");

  Key<Boolean> SECURITY_MESSAGES =
      key(
          "c_SecurityMessages",
          bool(),
          true,
          READ_WRITE,
          AT_ONCE,
          BACKEND,
          "The messages of OCPP's security extension are spoken, and security events told.");
}
