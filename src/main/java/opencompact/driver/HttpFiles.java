package opencompact.driver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opencompact.host.upkeep.FileTransfers.Cause;

/**
 * Files over http and https: fetched with GET and, where something is there already, a Range;
 * brought with PUT, or as a form where the server does not take PUT (OCPP-FW-02, OCPP-DG-02).
 */
final class HttpFiles implements AutoCloseable {
  private static final Duration TO_CONNECT = Duration.ofSeconds(15);

  /** Redirections that are followed; more are a circle. */
  private static final int MOST_HOPS = 5;

  private static final String BOUNDARY = "opencompact-7d1f0c2b9e4a";
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");
  private static final Pattern NOTHING_LEFT = Pattern.compile("bytes \\*/(\\d+)");

  private final HttpClient client;

  HttpFiles(Trusted trusted) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(trusted.context())
            .build();
  }

  // ---------------------------------------------------------------- fetching

  /** Fetches the rest of the file, or all of it where the rest is of another version. */
  void get(FileAddress address, PartFile part, Errand errand)
      throws IOException, TransferFailed, InterruptedException {
    FileAddress at = address;
    if (part.length() > 0 && part.version().isEmpty()) {
      // Nothing would tell whether the rest belongs to what is there.
      part.restart("", -1);
    }
    for (int hops = 0; hops <= MOST_HOPS; hops++) {
      HttpResponse<InputStream> response =
          client.send(asking(at, part), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        int status = response.statusCode();
        if (redirects(status)) {
          at = elsewhere(at, response);
        } else if (status == 416) {
          if (complete(response.headers(), part)) {
            return;
          }
          part.restart("", -1);
        } else if (status == 206 && !continues(response.headers(), part)) {
          part.restart("", -1);
        } else if (status == 200 || status == 206) {
          if (status == 200) {
            part.restart(version(response.headers()), length(response.headers()));
          }
          errand.begins(part.length(), part.total());
          part.append(body, errand);
          return;
        } else {
          throw refused(status);
        }
      }
    }
    throw new TransferFailed(Cause.BROKEN, "the server sends us in circles.");
  }

  private static HttpRequest asking(FileAddress at, PartFile part) {
    // The file as it is: a packed one would have other bytes at the same places.
    HttpRequest.Builder request = to(at).GET().header("Accept-Encoding", "identity");
    if (part.length() > 0) {
      request.header("Range", "bytes=" + part.length() + "-");
      if (!part.version().isEmpty()) {
        request.header("If-Range", part.version());
      }
    }
    return request.build();
  }

  /** Whether the server's part begins where ours ends, and belongs to a file of the same length. */
  private static boolean continues(HttpHeaders headers, PartFile part) {
    Matcher range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
    return range.matches()
        && Long.parseLong(range.group(1)) == part.length()
        && (range.group(3).equals("*")
            || part.total() < 0
            || Long.parseLong(range.group(3)) == part.total());
  }

  /** Whether the server has nothing to add because all of it is here. */
  private static boolean complete(HttpHeaders headers, PartFile part) {
    Matcher left = NOTHING_LEFT.matcher(headers.firstValue("Content-Range").orElse(""));
    return left.matches()
        && part.length() > 0
        && Long.parseLong(left.group(1)) == part.length()
        && part.total() == part.length();
  }

  /** A strong validator of the version, empty for none (RFC 9110, 13.1.5). */
  private static String version(HttpHeaders headers) {
    String tag = headers.firstValue("ETag").orElse("");
    return tag.startsWith("\"") ? tag : "";
  }

  private static long length(HttpHeaders headers) {
    return headers.firstValueAsLong("Content-Length").orElse(-1);
  }

  // ---------------------------------------------------------------- bringing

  /** Puts the file into the directory at that address. */
  void put(FileAddress directory, Path file, String name, Errand errand)
      throws IOException, TransferFailed, InterruptedException {
    long size = Files.size(file);
    FileAddress whole = directory.file(name);
    BodyPublisher bytes = publisher(() -> stream(file, errand), size);
    int status = send(whole, at -> to(at).PUT(bytes).header("Content-Type", "application/zip"));
    if (status == 405 || status == 501) {
      errand.begins(0, size);
      status = send(directory, at -> form(at, file, name, size, errand));
    }
    if (status / 100 != 2) {
      throw refused(status);
    }
  }

  private interface Form {
    HttpRequest.Builder at(FileAddress address);
  }

  private int send(FileAddress address, Form form)
      throws IOException, TransferFailed, InterruptedException {
    FileAddress at = address;
    for (int hops = 0; hops <= MOST_HOPS; hops++) {
      HttpResponse<Void> response = client.send(form.at(at).build(), BodyHandlers.discarding());
      int status = response.statusCode();
      if (status != 307 && status != 308) {
        return status;
      }
      at = elsewhere(at, response);
    }
    throw new TransferFailed(Cause.BROKEN, "the server sends us in circles.");
  }

  private static HttpRequest.Builder form(
      FileAddress at, Path file, String name, long size, Errand errand) {
    byte[] head =
        ("--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name
                + "\"\r\nContent-Type: application/zip\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    return to(at)
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(
            publisher(
                () ->
                    new SequenceInputStream(
                        Collections.enumeration(
                            new ArrayList<>(
                                List.of(
                                    new ByteArrayInputStream(head),
                                    stream(file, errand),
                                    new ByteArrayInputStream(tail))))),
                head.length + size + tail.length));
  }

  /** A body of known length, so that no server has to take it in chunks. */
  private static BodyPublisher publisher(Supplier<InputStream> bytes, long size) {
    return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(bytes), size);
  }

  private static InputStream stream(Path file, Errand errand) {
    try {
      return errand.counted(Files.newInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---------------------------------------------------------------- both

  private static HttpRequest.Builder to(FileAddress at) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at.uri());
    String user = at.user();
    if (user != null) {
      byte[] login = (user + ":" + at.password()).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }
    return request;
  }

  private static boolean redirects(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /** Where the server sends us; never from a protected place to one that is not. */
  private static FileAddress elsewhere(FileAddress at, HttpResponse<?> response)
      throws TransferFailed {
    URI to;
    try {
      to = at.uri().resolve(response.headers().firstValue("Location").orElse(":"));
    } catch (IllegalArgumentException e) {
      throw new TransferFailed(Cause.BROKEN, "the server sends us to no address.");
    }
    boolean known = "https".equals(to.getScheme()) || "http".equals(to.getScheme());
    if (!known || to.getHost() == null || (at.secure() && !"https".equals(to.getScheme()))) {
      throw new TransferFailed(
          Cause.BROKEN, "the server sends us from a protected address to one that is not.");
    }
    return at.redirected(to);
  }

  private static TransferFailed refused(int status) {
    String answers = "the server answers " + status + "; ";
    return switch (status) {
      case 401, 403, 407 -> new TransferFailed(Cause.DENIED, answers + "check the login.");
      case 404, 410 -> new TransferFailed(Cause.MISSING, answers + "check the address.");
      case 400, 411, 415 ->
          new TransferFailed(Cause.BAD_MESSAGE, answers + "it does not understand.");
      case 405, 501 ->
          new TransferFailed(Cause.NOT_SUPPORTED, answers + "it does not do this there.");
      default -> new TransferFailed(Cause.BROKEN, answers + "it may work later.");
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
