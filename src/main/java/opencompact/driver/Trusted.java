package opencompact.driver;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom the station believes to be a file server: whoever an authority known to everybody vouches
 * for, or an installed root certificate that is there for such files.
 *
 * @param everybody the authorities known to everybody here
 * @param manager judges a server's certificate
 */
record Trusted(Trust everybody, X509TrustManager manager) {

  static Trusted of(@Nullable Path extraAuthorities) {
    Trust everybody = new Trust(extraAuthorities, null);
    return new Trusted(everybody, everybody.manager(List.of()));
  }

  /** The same with installed root certificates, as PEM. */
  Trusted and(List<String> roots) {
    return roots.isEmpty() ? this : new Trusted(everybody, everybody.manager(roots));
  }

  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK offers no usable TLS: " + e.getMessage(), e);
    }
  }
}
