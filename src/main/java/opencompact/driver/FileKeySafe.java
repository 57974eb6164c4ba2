package opencompact.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import opencompact.host.security.KeySafe;
import opencompact.host.security.SigningRequest;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Private keys as files in the data directory, each readable by its owner alone and whole or not
 * there (OCPP-SE-08). They are made and written on a thread of its own, since a small processor or
 * a slow disk may take seconds, and read only to secure a connection.
 */
public final class FileKeySafe implements KeySafe {
  private static final String ENDING = ".key";
  private static final int NAME_DIGITS = 32;

  private final Path directory;

  /** One thread, which is there while there is something to do. */
  private final Executor smith =
      new ThreadPoolExecutor(
          0,
          1,
          1,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("keys").factory());

  /**
   * A safe in the directory {@code keys} of the data directory, which is made when needed.
   *
   * @param data the station's data directory
   */
  public FileKeySafe(Path data) {
    this.directory = data.resolve("keys");
  }

  @Override
  public void make(String commonName, String organization, Consumer<Told> ear) {
    smith.execute(() -> ear.accept(made(commonName, organization)));
  }

  private Told made(String commonName, String organization) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] publicKey = pair.getPublic().getEncoded();
      String name =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey))
              .substring(0, NAME_DIGITS);
      write(file(name), pem(pair.getPrivate()));
      String request =
          SigningRequest.pem(
              commonName,
              organization,
              publicKey,
              new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
      return new Told.Made(name, Base64.getEncoder().encodeToString(publicKey), request);
    } catch (IOException e) {
      return new Told.Failed(
          "a private key cannot be kept in "
              + directory
              + ": check that there is room and that the station may write there");
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("every JDK signs with ECDSA on P-256", e);
    }
  }

  @Override
  public void keepOnly(List<String> keys) {
    List<String> names = List.copyOf(keys);
    smith.execute(() -> destroyAllBut(names));
  }

  private void destroyAllBut(List<String> keys) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(ENDING)
            || !keys.contains(name.substring(0, name.length() - ENDING.length()))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | UncheckedIOException left) {
      // A key too many protects nothing and opens nothing; the next start tries again.
    }
  }

  /**
   * The private key of that name, for the handshake.
   *
   * @throws IOException when it is not there or spoilt; the message says which
   */
  PrivateKey read(String name) throws IOException {
    Path file = file(name);
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    String body = text.replaceAll("-----[A-Z ]+-----", "");
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    } catch (GeneralSecurityException | IllegalArgumentException spoilt) {
      throw new IOException("the private key " + file + " is spoilt", spoilt);
    }
  }

  private Path file(String name) {
    if (!name.matches("[0-9a-f]+")) {
      throw new IllegalArgumentException("a key is named in hex, not \"" + name + "\"");
    }
    return directory.resolve(name + ENDING);
  }

  private static String pem(PrivateKey key) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  /** A file that is whole and on disk when it has its name, and was nobody else's before. */
  private void write(Path file, String text) throws IOException {
    Files.createDirectories(directory, only("rwx------"));
    Path fresh = directory.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel out =
        FileChannel.open(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            only("rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static FileAttribute<?>[] only(String rights) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
