package opencompact.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import opencompact.host.upkeep.FileTransfers.Cause;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.jspecify.annotations.Nullable;

/**
 * Files over ftp and ftps (OCPP-FW-06). The station opens every connection itself (passive mode),
 * because nothing reaches it from outside. A download goes on with REST, if size and date of the
 * file are still the same (OCPP-FW-02).
 */
final class FtpFiles {
  private static final Duration TO_CONNECT = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ANYBODY = "anonymous";
  private static final int BUFFER = 64 << 10;

  private final Trusted trusted;
  private final int implicitPort;

  /**
   * A client of ftp servers.
   *
   * @param implicitPort the port at which ftps begins with TLS; at others it is asked for
   */
  FtpFiles(Trusted trusted, int implicitPort) {
    this.trusted = trusted;
    this.implicitPort = implicitPort;
  }

  /** Fetches the rest of the file, or all of it where the rest is of another version. */
  void retrieve(FileAddress address, PartFile part, Errand errand)
      throws IOException, TransferFailed {
    FTPClient client = connected(address);
    try {
      String path = address.ftpPath();
      long size = size(client, path);
      String date = date(client, path);
      String version = size + " " + date;
      if (part.length() > 0
          && (size < 0
              || date.isEmpty()
              || part.length() > size
              || !version.equals(part.version()))) {
        part.restart("", -1);
      }
      if (part.length() == 0) {
        part.restart(version, size);
      }
      if (part.length() == size && size > 0) {
        return;
      }
      errand.begins(part.length(), size);
      client.setRestartOffset(part.length());
      try (InputStream bytes = client.retrieveFileStream(path)) {
        if (bytes == null) {
          throw refused(client, Cause.MISSING);
        }
        part.append(bytes, errand);
      }
      complete(client, Cause.MISSING);
    } finally {
      leave(client);
    }
  }

  /** Stores the file in the directory at that address. */
  void store(FileAddress directory, Path file, String name, Errand errand)
      throws IOException, TransferFailed {
    FTPClient client = connected(directory);
    try {
      String path = directory.file(name).ftpPath();
      try (OutputStream to = client.storeFileStream(path);
          InputStream from = errand.counted(Files.newInputStream(file))) {
        if (to == null) {
          throw refused(client, Cause.DENIED);
        }
        byte[] buffer = new byte[BUFFER];
        for (int come = from.read(buffer); come >= 0; come = from.read(buffer)) {
          to.write(buffer, 0, come);
        }
      }
      complete(client, Cause.DENIED);
    } finally {
      leave(client);
    }
  }

  /** The server says at the end whether it has got or given everything. */
  private static void complete(FTPClient client, Cause unavailable)
      throws IOException, TransferFailed {
    if (!client.completePendingCommand()) {
      throw refused(client, unavailable);
    }
  }

  private FTPClient connected(FileAddress address) throws IOException, TransferFailed {
    FTPClient client =
        address.secure() ? new Secure(trusted, address.ftpPort() == implicitPort) : new FTPClient();
    client.setConnectTimeout(Math.toIntExact(TO_CONNECT.toMillis()));
    client.setDefaultTimeout(Math.toIntExact(PATIENCE.toMillis()));
    client.setDataTimeout(PATIENCE);
    client.setControlEncoding(StandardCharsets.UTF_8.name());
    boolean ready = false;
    try {
      client.connect(address.host(), address.ftpPort());
      if (!FTPReply.isPositiveCompletion(client.getReplyCode())) {
        throw refused(client, Cause.BROKEN);
      }
      String user = address.user() == null ? ANYBODY : address.user();
      if (!client.login(user, user.equals(ANYBODY) ? "anonymous@" : address.password())) {
        throw refused(client, Cause.DENIED);
      }
      if (client instanceof FTPSClient secure) {
        secure.execPBSZ(0);
        secure.execPROT("P");
      }
      client.enterLocalPassiveMode();
      if (!client.setFileType(FTP.BINARY_FILE_TYPE)) {
        throw refused(client, Cause.NOT_SUPPORTED);
      }
      ready = true;
      return client;
    } finally {
      if (!ready) {
        leave(client);
      }
    }
  }

  private static void leave(FTPClient client) {
    try {
      if (client.isConnected()) {
        client.disconnect();
      }
    } catch (IOException e) {
      // Nobody is interested in a connection that could not even be ended.
    }
  }

  /** How long the file is; -1 where the server does not say. */
  private static long size(FTPClient client, String path) throws IOException {
    String text = client.getSize(path);
    try {
      return text == null ? -1 : Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static String date(FTPClient client, String path) throws IOException {
    String text = client.getModificationTime(path);
    return text == null ? "" : text;
  }

  private static TransferFailed refused(FTPClient client, Cause unavailable) {
    int code = client.getReplyCode();
    Cause cause =
        switch (code) {
          case 530, 532 -> Cause.DENIED;
          case 500, 502, 504, 522, 534 -> Cause.NOT_SUPPORTED;
          case 501 -> Cause.BAD_MESSAGE;
          case 550, 553 -> unavailable;
          default -> Cause.BROKEN;
        };
    String said = client.getReplyString();
    String reply = said == null ? "nothing" : said.strip().replaceAll("\\s+", " ");
    return new TransferFailed(cause, "the server answers \"" + reply + "\".");
  }

  /**
   * Both connections under TLS: the first must bear the name in the address, and the others the
   * same certificate as the first.
   */
  private static final class Secure extends FTPSClient {
    private @Nullable Certificate shown;

    Secure(Trusted trusted, boolean implicit) {
      super(implicit, trusted.context());
      setEndpointCheckingEnabled(true);
      setTrustManager(trusted.manager());
    }

    @Override
    protected void sslNegotiation() throws IOException {
      super.sslNegotiation();
      shown = certificate(_socket_);
    }

    @Override
    protected @Nullable Socket _openDataConnection_(String command, @Nullable String argument)
        throws IOException {
      Socket data = super._openDataConnection_(command, argument);
      if (data != null && shown != null && !shown.equals(certificate(data))) {
        data.close();
        throw new IOException("the data connection leads to somebody else");
      }
      return data;
    }

    private static @Nullable Certificate certificate(Socket socket) throws IOException {
      return socket instanceof SSLSocket tls ? tls.getSession().getPeerCertificates()[0] : null;
    }
  }
}
