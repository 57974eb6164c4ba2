package opencompact.driver;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import opencompact.conformance.Authority;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.filesystem.nativefs.NativeFileSystemFactory;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.Ftplet;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.jspecify.annotations.Nullable;

/**
 * Apache's FTP server over a directory, which opens no connection to anybody (no active mode) and
 * can break off or hang in the middle of a file.
 */
final class MoodyFtpServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final FtpServer server;
  private final Listener listener;
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final AtomicLong bytesSent = new AtomicLong();
  private volatile long cutAfter = -1;
  private volatile long hangAfter = -1;

  /**
   * A server for the user {@code cpo} with the password {@code s3cret:@/}, and for anybody who only
   * wants to read.
   *
   * @param tls who it shows to be, or null for a server without TLS
   * @param implicit whether TLS begins with the first byte
   */
  MoodyFtpServer(Path home, Authority.@Nullable Identity tls, boolean implicit) {
    ListenerFactory listening = new ListenerFactory();
    listening.setServerAddress("127.0.0.1");
    listening.setPort(0);
    DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
    data.setActiveEnabled(false);
    if (tls != null) {
      SslConfigurationFactory ssl = new SslConfigurationFactory();
      ssl.setKeystoreFile(keyStore(home.resolveSibling("ftp.p12"), tls).toFile());
      ssl.setKeystorePassword(PASSWORD);
      ssl.setKeystoreType("PKCS12");
      ssl.setSslProtocol("TLSv1.2", "TLSv1.3");
      listening.setSslConfiguration(ssl.createSslConfiguration());
      listening.setImplicitSsl(implicit);
      data.setSslConfiguration(ssl.createSslConfiguration());
      data.setImplicitSsl(implicit);
    }
    listening.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
    listener = listening.createListener();
    FtpServerFactory factory = new FtpServerFactory();
    factory.addListener("default", listener);
    factory.setUserManager(users(home));
    factory.setFileSystem(
        user -> watched(new NativeFileSystemFactory().createFileSystemView(user)));
    Map<String, Ftplet> ears = new LinkedHashMap<>();
    ears.put("ear", new Ear());
    factory.setFtplets(ears);
    server = factory.createServer();
    try {
      server.start();
    } catch (FtpException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UserManager users(Path home) {
    PropertiesUserManagerFactory factory = new PropertiesUserManagerFactory();
    factory.setPasswordEncryptor(new ClearTextPasswordEncryptor());
    UserManager users = factory.createUserManager();
    try {
      BaseUser cpo = new BaseUser();
      cpo.setName("cpo");
      cpo.setPassword("s3cret:@/");
      cpo.setHomeDirectory(home.toString());
      cpo.setAuthorities(new ArrayList<>(List.of(new WritePermission())));
      users.save(cpo);
      BaseUser anybody = new BaseUser();
      anybody.setName("anonymous");
      anybody.setHomeDirectory(home.toString());
      users.save(anybody);
    } catch (FtpException e) {
      throw new IllegalStateException(e);
    }
    return users;
  }

  private static Path keyStore(Path file, Authority.Identity identity) {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server",
          identity.keys().getPrivate(),
          PASSWORD.toCharArray(),
          new Certificate[] {identity.certificate()});
      store.store(out, PASSWORD.toCharArray());
      return file;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return listener.getPort();
  }

  /** Breaks off after so many bytes of a file; -1 for never. */
  void cutsAfter(long bytes) {
    cutAfter = bytes;
  }

  /** Says nothing more after so many bytes of a file; -1 for never. */
  void hangsAfter(long bytes) {
    hangAfter = bytes;
  }

  /** Every command, without its password. */
  List<String> commands() {
    return commands;
  }

  /** Bytes of files that were read for somebody. */
  long bytesSent() {
    return bytesSent.get();
  }

  private final class Ear extends DefaultFtplet {
    @Override
    public FtpletResult beforeCommand(FtpSession session, FtpRequest request) {
      boolean secret = request.getCommand().equals("PASS");
      commands.add(secret ? "PASS" : request.getRequestLine());
      return FtpletResult.DEFAULT;
    }
  }

  private FileSystemView watched(FileSystemView view) {
    return (FileSystemView)
        proxy(
            FileSystemView.class,
            view,
            result -> result instanceof FtpFile f ? watched(f) : result);
  }

  private FtpFile watched(FtpFile file) {
    return (FtpFile)
        proxy(
            FtpFile.class, file, result -> result instanceof InputStream in ? watched(in) : result);
  }

  private interface Change {
    Object of(Object result);
  }

  private static Object proxy(Class<?> type, Object real, Change change) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (_, method, arguments) -> {
          try {
            return change.of(method.invoke(real, arguments));
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  private InputStream watched(InputStream bytes) {
    return new FilterInputStream(bytes) {
      private long sent;

      @Override
      public int read(byte[] into, int from, int most) throws IOException {
        int room = cutAfter < 0 ? most : (int) Math.min(most, cutAfter - sent);
        if (cutAfter >= 0 && room <= 0) {
          throw new IOException("cut");
        }
        if (hangAfter >= 0 && sent >= hangAfter) {
          hang();
        }
        int come = super.read(into, from, room);
        sent += Math.max(0, come);
        bytesSent.addAndGet(Math.max(0, come));
        return come;
      }
    };
  }

  private void hang() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    over.countDown();
    server.stop();
  }
}
