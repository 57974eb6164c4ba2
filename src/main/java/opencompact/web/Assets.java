package opencompact.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pages' files, read once from the program itself: ours below {@code /web/}, and the libraries
 * that they import below {@code /lib/}, whichever version the build has put there. Nothing outside
 * these two places can be named.
 */
final class Assets {
  /**
   * One file.
   *
   * @param tag changes with the content
   */
  record Asset(String type, Buffer bytes, String tag) {}

  /**
   * A library in its jar: where its files lie, up to the version, and where the jar says its
   * version.
   */
  private record Library(String name, String folder, String properties) {}

  private static final List<Library> LIBRARIES =
      List.of(
          library("lit", "org.mvnpm/lit"),
          library("lit-html", "org.mvnpm/lit-html"),
          library("lit-element", "org.mvnpm/lit-element"),
          library("reactive-element", "org.mvnpm.at.lit/reactive-element"));

  private static final Pattern OURS =
      Pattern.compile("/web/((?:[a-z0-9-]+/)*[a-z0-9-]+\\.[a-z0-9]+)");
  private static final Pattern LIB =
      Pattern.compile("/lib/([a-z-]+)/((?:[a-z0-9-]+/)*[a-z0-9-]+\\.js)");
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private final Map<String, Optional<Asset>> known = new ConcurrentHashMap<>();

  /** The file at that address, or null if there is none. */
  @Nullable Asset at(String path) {
    String resource =
        switch (path) {
          case "/", "/index.html" -> "opencompact/web/index.html";
          case "/openapi.json" -> "opencompact/web/openapi.json";
          case "/favicon.ico" -> "opencompact/web/icon.svg";
          default -> resource(path);
        };
    if (resource == null) {
      return null;
    }
    return known.computeIfAbsent(resource, Assets::read).orElse(null);
  }

  /** The page that everything begins with. */
  Asset index() {
    Asset index = at("/");
    if (index == null) {
      throw new IllegalStateException("the program has no index.html");
    }
    return index;
  }

  /** The source by which a content security policy allows the page's import map and no other. */
  String importMapSource() {
    Matcher map = IMPORT_MAP.matcher(index().bytes().toString(StandardCharsets.UTF_8));
    if (!map.find()) {
      throw new IllegalStateException("index.html has no import map");
    }
    byte[] digest = sha256(map.group(1).getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  private static @Nullable String resource(String path) {
    Matcher ours = OURS.matcher(path);
    if (ours.matches()) {
      return "opencompact/web/" + ours.group(1);
    }
    Matcher lib = LIB.matcher(path);
    if (lib.matches()) {
      for (Library library : LIBRARIES) {
        if (library.name.equals(lib.group(1))) {
          return library.folder + version(library) + "/" + lib.group(2);
        }
      }
    }
    return null;
  }

  private static Optional<Asset> read(String resource) {
    byte[] bytes = bytes(resource);
    if (bytes == null) {
      return Optional.empty();
    }
    String tag =
        "\"" + Base64.getUrlEncoder().encodeToString(sha256(bytes)).substring(0, 22) + "\"";
    return Optional.of(new Asset(type(resource), Buffer.buffer(bytes), tag));
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "json" -> "application/json";
      case "webmanifest" -> "application/manifest+json";
      default -> "application/octet-stream";
    };
  }

  private static Library library(String name, String coordinates) {
    return new Library(
        name,
        "META-INF/resources/_static/" + name + "/",
        "META-INF/maven/" + coordinates + "/pom.properties");
  }

  private static String version(Library library) {
    byte[] bytes = bytes(library.properties);
    Properties properties = new Properties();
    if (bytes != null) {
      try {
        properties.load(new ByteArrayInputStream(bytes));
      } catch (IOException e) {
        throw new IllegalStateException("unreadable: " + library.properties, e);
      }
    }
    String version = properties.getProperty("version");
    if (version == null) {
      throw new IllegalStateException("the library " + library.name + " is missing");
    }
    return version;
  }

  private static byte @Nullable [] bytes(String resource) {
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("unreadable: " + resource, e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
