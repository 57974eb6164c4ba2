package opencompact.run;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The command line's side of a running station: finds it by its data directory or its address,
 * trusts its own certificate, and turns what it refuses into one line.
 */
final class StationClient {
  /** Advancing the clock by a year takes its time. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final String url;
  private final @Nullable String token;
  private final HttpClient http;

  private StationClient(String url, @Nullable String token, List<Path> trusted) {
    this.url = url;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(15))
            .sslContext(trusting(trusted))
            .build();
  }

  /**
   * A client for the station meant.
   *
   * @param given an address, or null to look into the data directory
   */
  static StationClient find(Options options, @Nullable String given) {
    DataDirectory directory = new DataDirectory(options.value(Options.DATA));
    DataDirectory.Note note = directory.note();
    String url = given == null ? (note == null ? null : note.url()) : checked(given);
    if (url == null) {
      throw Complaint.failed(
          "No running station was found in "
              + directory.path()
              + "; start one with \"compact run\", or say where it is with --data or --url.");
    }
    List<Path> trusted = new ArrayList<>();
    Path own = directory.certificateFile();
    if (own != null) {
      trusted.add(own);
    }
    Path more = options.optional(Options.TRUST);
    if (more != null) {
      trusted.add(more);
    }
    // A token is for the station that wrote it, and for no other address.
    boolean meant = note != null && url.equals(note.url());
    return new StationClient(url, meant && note != null ? note.token() : null, trusted);
  }

  private static String checked(String given) {
    try {
      URI uri = URI.create(given.strip());
      if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
        return "https://" + uri.getRawAuthority();
      }
    } catch (IllegalArgumentException notOne) {
      // The line below says what would be right.
    }
    throw Complaint.usage(
        "--url takes an address such as https://127.0.0.1:8688, not \"" + given + "\".");
  }

  JsonObject get(String path) {
    return ask("GET", path, null);
  }

  /**
   * Has each event of this name that the station pushes told, until that says no or the stream
   * ends.
   */
  void listen(String name, Predicate<JsonObject> hear) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/events")).build();
    try (Stream<String> lines = http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
      boolean named = false;
      for (String line : (Iterable<String>) lines::iterator) {
        if (line.startsWith("event: ")) {
          named = line.equals("event: " + name);
        } else if (named && line.startsWith("data: ")) {
          if (!hear.test(new JsonObject(line.substring("data: ".length())))) {
            return;
          }
        }
      }
    } catch (IOException | UncheckedIOException | DecodeException e) {
      throw Complaint.failed("The station at " + url + " has ended the conversation.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Complaint.failed("Interrupted while the station was listened to.");
    }
    throw Complaint.failed("The station at " + url + " has ended the conversation.");
  }

  /**
   * Saves what is at that address.
   *
   * @param file where to; null for the name that the station gives it, in the present directory
   */
  Path download(String path, @Nullable Path file) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    HttpResponse<byte[]> response = send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw refused(new String(response.body(), StandardCharsets.UTF_8), response.statusCode());
    }
    String given =
        response
            .headers()
            .firstValue("Content-Disposition")
            .orElse("")
            .replaceAll(".*filename=\"([A-Za-z0-9._-]+)\".*", "$1");
    Path saved = file == null ? Path.of(given.isEmpty() ? "diagnostics.zip" : given) : file;
    try {
      Files.write(saved, response.body());
      return saved;
    } catch (IOException e) {
      throw Complaint.failed("The file " + saved + " could not be written: " + e.getMessage());
    }
  }

  /** What is at that address, whatever it is, as text. */
  String text(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    HttpResponse<String> response = send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw refused(response.body(), response.statusCode());
    }
    return response.body();
  }

  JsonObject put(String path, JsonObject body) {
    return ask("PUT", path, body);
  }

  JsonObject post(String path, JsonObject body) {
    return ask("POST", path, body);
  }

  JsonObject delete(String path) {
    return ask("DELETE", path, null);
  }

  private JsonObject ask(String method, String path, @Nullable JsonObject body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(body.encode()));
    }
    HttpResponse<String> response = send(request, HttpResponse.BodyHandlers.ofString());
    int status = response.statusCode();
    if (status / 100 != 2) {
      throw refused(response.body(), status);
    }
    return json(response.body());
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), handler);
    } catch (HttpTimeoutException e) {
      throw Complaint.failed("The station at " + url + " does not answer in time.");
    } catch (SSLException e) {
      throw Complaint.failed(
          "The certificate of "
              + url
              + " is not trusted; give the station's data directory with --data, or its certificate"
              + " with --trust.");
    } catch (IOException e) {
      throw Complaint.failed(
          "No station answers at " + url + "; is it running? Start it with \"compact run\".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Complaint.failed("Interrupted while the station answered.");
    }
  }

  private JsonObject json(String body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException notJson) {
      throw Complaint.failed("What answers at " + url + " is not a COMPACT station.");
    }
  }

  private Complaint refused(String body, int status) {
    String detail =
        json(body).getString("detail", "The station answers with HTTP status " + status + ".");
    return switch (status) {
      case 400, 404, 405, 415, 422 -> Complaint.usage(detail);
      case 401 ->
          Complaint.failed(
              "Only the station's owner may do this; run it as the user who runs the station, with"
                  + " its data directory.");
      default -> Complaint.failed(detail);
    };
  }

  static SSLContext trusting(List<Path> extra) {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (TrustManager manager : factory(null).getTrustManagers()) {
        if (manager instanceof X509TrustManager usual) {
          for (Certificate authority : usual.getAcceptedIssuers()) {
            trusted.setCertificateEntry("c" + number++, authority);
          }
        }
      }
      CertificateFactory x509 = CertificateFactory.getInstance("X.509");
      for (Path pem : extra) {
        try (InputStream in = Files.newInputStream(pem)) {
          for (Certificate certificate : x509.generateCertificates(in)) {
            trusted.setCertificateEntry("c" + number++, certificate);
          }
        } catch (IOException | GeneralSecurityException e) {
          throw Complaint.usage("The file " + pem + " holds no certificates in PEM.");
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory(trusted).getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK offers no usable TLS", e);
    }
  }

  private static TrustManagerFactory factory(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory;
  }
}
