package opencompact.driver;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom the station believes to be a file server: whom it would believe to be a back office, too.
 *
 * @param manager judges a server's certificate
 */
record Trusted(X509TrustManager manager) {

  static Trusted of(@Nullable Path extraAuthorities) {
    return new Trusted(Trust.manager(extraAuthorities));
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
