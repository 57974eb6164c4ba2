package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import opencompact.host.upkeep.FileTransfers.Cause;
import opencompact.host.upkeep.FileTransfers.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files over http and https, against a real server on the loopback (OCPP-FW-02, OCPP-DG-02). */
@Timeout(120)
class HttpFilesTest {
  private static final byte[] IMAGE = image(3_000_000);

  @TempDir private Path directory;
  private final List<AutoCloseable> opened = new ArrayList<>();

  private static byte[] image(int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(7).nextBytes(bytes);
    return bytes;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  private MoodyWebServer server() {
    MoodyWebServer server = new MoodyWebServer(null);
    opened.add(server);
    server.offers(IMAGE);
    return server;
  }

  private CourierRig rig() {
    CourierRig rig = new CourierRig(directory, null);
    opened.add(rig);
    return rig;
  }

  private static String at(MoodyWebServer server, String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  // ---------------------------------------------------------------- fetching

  @Test
  void a_file_is_fetched_whole_FW_01() {
    MoodyWebServer server = server();
    CourierRig rig = rig();
    assertThat(rig.fetch(at(server, "/compact.bin"))).isEqualTo(new Told.Done(IMAGE.length));
    assertThat(rig.firmware()).isEqualTo(IMAGE);
    assertThat(server.seen().getFirst().login()).isNull();
  }

  @Test
  void what_is_there_already_is_not_fetched_again_after_a_cut_OCPP_FW_02() {
    MoodyWebServer server = server();
    CourierRig rig = rig();
    server.cutsAfter(1_000_000);
    CourierRig.failed(rig.fetch(at(server, "/compact.bin")), Cause.BROKEN);
    long there = rig.part();
    assertThat(there).isPositive().isLessThanOrEqualTo(1_000_000);
    server.cutsAfter(-1);
    rig.restarts(null);
    assertThat(rig.fetch(at(server, "/compact.bin"))).isEqualTo(new Told.Done(IMAGE.length));
    assertThat(rig.firmware()).isEqualTo(IMAGE);
    assertThat(server.seen().getLast().range()).isEqualTo("bytes=" + there + "-");
    assertThat(server.bytesSent()).isEqualTo(1_000_000 + IMAGE.length - there);
  }

  @Test
  void an_archive_is_put_into_the_directory_OCPP_DG_02() throws IOException {
    MoodyWebServer server = server();
    CourierRig rig = rig();
    rig.notes("Connected to wss://user:secret@back.office/ocpp?token=abc.");
    assertThat(rig.deliver(at(server, "/in/box?ticket=1"))).isInstanceOf(Told.Done.class);
    byte[] archive = server.stored().get("/in/box/COMPACT-1-diagnostics.zip?ticket=1");
    List<String> texts = texts(archive);
    assertThat(texts.getFirst()).isEqualTo("station.txt: All is well.\n");
    assertThat(texts.getLast()).startsWith("log.txt: start 1 + 1000 ms  station  Connected");
    assertThat(texts.getLast()).doesNotContain("secret", "abc").contains("wss://***@back.office");
    assertThat(Files.list(directory)).isEmpty();
  }

  private static List<String> texts(byte[] archive) throws IOException {
    List<String> texts = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        texts.add(e.getName() + ": " + new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }
}
