package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import opencompact.conformance.Authority;
import opencompact.host.security.Certificates;
import opencompact.host.upkeep.FileTransfers.Cause;
import opencompact.host.upkeep.FileTransfers.Task;
import opencompact.host.upkeep.FileTransfers.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_server_without_ranges_or_with_another_version_is_asked_for_all_of_it_OCPP_FW_02() {
    for (boolean ranges : List.of(true, false)) {
      MoodyWebServer server = server();
      CourierRig rig = rig();
      server.cutsAfter(1_000_000);
      CourierRig.failed(rig.fetch(at(server, "/compact.bin")), Cause.BROKEN);
      server.cutsAfter(-1);
      byte[] newer = image(2_500_000);
      server.offers(newer);
      server.tag("\"v2\"");
      if (!ranges) {
        server.knowsNoRanges();
      }
      assertThat(rig.fetch(at(server, "/compact.bin"))).isEqualTo(new Told.Done(newer.length));
      assertThat(rig.firmware()).isEqualTo(newer);
    }
  }

  @Test
  void what_bears_no_tag_is_fetched_anew_even_at_the_same_length_OCPP_FW_02() {
    MoodyWebServer server = server();
    CourierRig rig = rig();
    server.tag("");
    server.cutsAfter(1_000_000);
    CourierRig.failed(rig.fetch(at(server, "/compact.bin")), Cause.BROKEN);
    server.cutsAfter(-1);
    byte[] other = IMAGE.clone();
    other[10] ^= 1;
    server.offers(other);
    assertThat(rig.fetch(at(server, "/compact.bin"))).isEqualTo(new Told.Done(other.length));
    assertThat(rig.firmware()).isEqualTo(other);
  }

  @Test
  void a_note_that_a_power_cut_has_spoilt_begins_the_download_anew_OCPP_FW_02() throws IOException {
    MoodyWebServer server = server();
    CourierRig rig = rig();
    server.cutsAfter(1_000_000);
    CourierRig.failed(rig.fetch(at(server, "/compact.bin")), Cause.BROKEN);
    server.cutsAfter(-1);
    rig.restarts(null);
    try (Stream<Path> files = Files.list(directory)) {
      Path note = files.filter(f -> f.toString().endsWith(PartFile.NOTE)).findFirst().orElseThrow();
      Files.writeString(note, "total=\\u00zz");
    }
    assertThat(rig.fetch(at(server, "/compact.bin"))).isEqualTo(new Told.Done(IMAGE.length));
    assertThat(rig.firmware()).isEqualTo(IMAGE);
  }

  @Test
  void two_archives_of_one_second_do_not_touch_each_other_OCPP_DG_02() throws IOException {
    MoodyWebServer server = server();
    CourierRig rig = rig();
    server.answers(503);
    CourierRig.failed(rig.deliver(at(server, "/first")), Cause.BROKEN);
    long first = rig.job();
    byte[] waiting = Files.readAllBytes(directory.resolve("job-" + first + ".zip"));
    rig.notes("Something more.");
    server.answers(0);
    assertThat(rig.deliver(at(server, "/second"))).isInstanceOf(Told.Done.class);
    assertThat(directory.resolve("job-" + first + ".zip")).hasBinaryContent(waiting);
  }

  @Test
  void another_place_has_another_file_OCPP_FW_02() {
    MoodyWebServer server = server();
    CourierRig rig = rig();
    server.cutsAfter(1_000_000);
    CourierRig.failed(rig.fetch(at(server, "/compact.bin")), Cause.BROKEN);
    server.cutsAfter(-1);
    assertThat(rig.fetch(at(server, "/other.bin"))).isEqualTo(new Told.Done(IMAGE.length));
    assertThat(server.seen().getLast().range()).isNull();
    // What is whole already is not fetched once more, as after a restart at the wrong moment.
    int asked = server.seen().size();
    assertThat(rig.fetch(at(server, "/other.bin"))).isEqualTo(new Told.Done(IMAGE.length));
    assertThat(server.seen()).hasSize(asked);
  }

  @Test
  void a_server_that_falls_silent_is_given_up_and_what_has_come_is_kept_OCPP_FW_02() {
    MoodyWebServer server = server();
    CourierRig rig = rig();
    server.hangsAfter(500_000);
    Told told = rig.fetch(at(server, "/compact.bin"));
    CourierRig.failed(told, Cause.BROKEN);
    assertThat(told.toString()).contains("nothing moved");
    assertThat(rig.part()).isGreaterThan(400_000);
    server.hangsAfter(-1);
    assertThat(rig.fetch(at(server, "/compact.bin"))).isEqualTo(new Told.Done(IMAGE.length));
    assertThat(rig.firmware()).isEqualTo(IMAGE);
  }

  @Test
  void what_is_called_off_says_nothing_more_and_stops_OCPP_FW_05() {
    MoodyWebServer server = server();
    CourierRig rig = rig();
    server.hangsAfter(500_000);
    rig.begin(new Task.Fetch("firmware-1", at(server, "/compact.bin"), List.of()));
    rig.progress();
    rig.courier().end(rig.job());
    server.hangsAfter(-1);
    assertThat(rig.fetch(at(server, "/compact.bin"))).isEqualTo(new Told.Done(IMAGE.length));
    assertThat(rig.sofar()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "401, DENIED",
    "403, DENIED",
    "404, MISSING",
    "410, MISSING",
    "400, BAD_MESSAGE",
    "501, NOT_SUPPORTED",
    "500, BROKEN",
    "503, BROKEN",
    "204, BROKEN"
  })
  void what_a_server_answers_is_told_apart_OCPP_SE_43_T_044_2(int status, Cause cause) {
    MoodyWebServer server = server();
    server.answers(status);
    CourierRig.failed(rig().fetch(at(server, "/compact.bin")), cause);
  }

  @Test
  void a_login_in_the_address_is_shown_to_its_server_and_to_no_other_OCPP_FW_06() {
    MoodyWebServer server = server();
    MoodyWebServer other = server();
    CourierRig rig = rig();
    server.wants("cpo:s3cret:@/");
    String login = "http://cpo:s3cret%3A%40%2F@127.0.0.1:" + server.port();
    assertThat(rig.fetch(login + "/compact.bin")).isEqualTo(new Told.Done(IMAGE.length));
    server.sendsTo("/there/compact.bin");
    assertThat(rig.fetch(login + "/elsewhere.bin")).isEqualTo(new Told.Done(IMAGE.length));
    server.sendsTo(at(other, "/compact.bin"));
    assertThat(rig.fetch(login + "/third.bin")).isEqualTo(new Told.Done(IMAGE.length));
    assertThat(other.seen()).extracting(MoodyWebServer.Seen::login).containsOnlyNulls();
    CourierRig.failed(rig.fetch(at(server, "/there/fourth.bin")), Cause.DENIED);
  }

  @Test
  void a_circle_of_redirections_ends_OCPP_FW_02() {
    MoodyWebServer server = server();
    server.sendsTo("/round");
    CourierRig.failed(rig().fetch(at(server, "/compact.bin")), Cause.BROKEN);
    assertThat(server.seen()).hasSizeLessThan(10);
  }

  @Test
  void https_is_believed_as_a_back_office_is_and_never_left_for_http_OCPP_FW_06(
      @TempDir Path elsewhere) {
    Authority authority = new Authority("Tests of files");
    Path authorities = authority.writeCertificate(elsewhere.resolve("authorities.pem"));
    CourierRig rig = new CourierRig(directory, authorities);
    opened.add(rig);
    MoodyWebServer good = https(authority.issue("localhost"));
    String address = "https://localhost:" + good.port() + "/compact.bin";
    assertThat(rig.fetch(address)).isEqualTo(new Told.Done(IMAGE.length));
    assertThat(rig.deliver("https://localhost:" + good.port() + "/in"))
        .isInstanceOf(Told.Done.class);
    good.sendsTo(at(server(), "/compact.bin"));
    CourierRig.failed(rig.fetch(address + "2"), Cause.BROKEN);
    for (Authority.Identity bad :
        List.of(
            authority.issue("somebody.example"),
            authority.issueExpired("localhost"),
            new Authority("Strangers").issue("localhost"))) {
      MoodyWebServer server = https(bad);
      String login = "https://cpo:secret@localhost:" + server.port() + "/compact.bin";
      CourierRig.failed(rig.fetch(login), Cause.BROKEN);
      assertThat(server.seen()).isEmpty();
    }
  }

  @Test
  void an_installed_root_vouches_for_https_as_long_as_it_is_installed_OCPP_SE_22() {
    Authority authority = new Authority("Installed in the station");
    CourierRig rig = new CourierRig(directory, null);
    opened.add(rig);
    MoodyWebServer server = https(authority.issue("localhost"));
    String address = "https://localhost:" + server.port() + "/compact.bin";
    CourierRig.failed(rig.fetch(address), Cause.BROKEN);
    CourierRig.failed(rig.believes(new Authority("Another").pem()).fetch(address), Cause.BROKEN);
    assertThat(server.seen()).isEmpty();
    rig.believes(new Authority("Another").pem(), authority.pem());
    assertThat(rig.fetch(address)).isEqualTo(new Told.Done(IMAGE.length));
    assertThat(rig.deliver("https://localhost:" + server.port() + "/in"))
        .isInstanceOf(Told.Done.class);
    CourierRig.failed(rig.believes().fetch(address + "2"), Cause.BROKEN);
    MoodyWebServer other = https(authority.issue("somebody.example"));
    CourierRig.failed(
        rig.believes(authority.pem()).fetch("https://localhost:" + other.port() + "/x"),
        Cause.BROKEN);
  }

  private MoodyWebServer https(Authority.Identity who) {
    MoodyWebServer server = new MoodyWebServer(who.serverContext());
    opened.add(server);
    server.offers(IMAGE);
    return server;
  }

  @Test
  void what_is_too_large_or_finds_no_room_is_not_fetched_FW_1() {
    MoodyWebServer server = server();
    for (PartFile.Room room :
        List.of(new PartFile.Room(2_000_000, 0), new PartFile.Room(1 << 30, Long.MAX_VALUE >> 1))) {
      CourierRig rig = new CourierRig(directory, null, room, 20);
      opened.add(rig);
      CourierRig.failed(rig.fetch(at(server, "/compact.bin")), Cause.TOO_LARGE);
      assertThat(rig.part()).isZero();
    }
  }

  @Test
  void where_PUT_is_not_taken_the_archive_goes_as_a_form_OCPP_DG_02() throws IOException {
    MoodyWebServer server = server();
    server.takesNoPut();
    assertThat(rig().deliver(at(server, "/in/box"))).isInstanceOf(Told.Done.class);
    String form = new String(server.stored().get("/in/box"), StandardCharsets.ISO_8859_1);
    assertThat(form)
        .contains("Content-Disposition: form-data; name=\"file\"")
        .contains("filename=\"COMPACT-1-diagnostics.zip\"");
    int from = form.indexOf("\r\n\r\n") + 4;
    byte[] archive =
        form.substring(from, form.lastIndexOf("\r\n--", form.length() - 5))
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(texts(archive).getFirst()).isEqualTo("station.txt: All is well.\n");
  }

  @ParameterizedTest
  @CsvSource({"401, DENIED", "400, BAD_MESSAGE", "405, NOT_SUPPORTED", "507, BROKEN"})
  void an_archive_that_is_refused_is_kept_for_another_try_OCPP_DG_02(int status, Cause cause)
      throws IOException {
    MoodyWebServer server = server();
    CourierRig rig = rig();
    server.answers(status);
    CourierRig.failed(rig.deliver(at(server, "/in")), cause);
    assertThat(directory.resolve("job-" + rig.job() + ".zip")).isNotEmptyFile();
    server.answers(0);
    assertThat(rig.again(at(server, "/in"))).isInstanceOf(Told.Done.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void an_archive_that_nobody_wants_any_more_is_deleted_OCPP_DG_03() {
    MoodyWebServer server = server();
    CourierRig rig = rig();
    server.answers(503);
    CourierRig.failed(rig.deliver(at(server, "/in")), Cause.BROKEN);
    rig.courier().end(rig.job());
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "ftp//files.test/a",
    "sftp://files.test/a",
    "http:///a",
    "https://files.test/%zz",
    "x"
  })
  void an_address_that_is_none_is_told_OCPP_FW_06(String location) {
    CourierRig.failed(rig().fetch(location), Cause.ADDRESS);
  }

  @Test
  void only_what_the_signer_signed_passes_the_check_OCPP_SE_32() throws Exception {
    Authority.Identity signer = new Authority("Maker").issue("Firmware");
    String certificate = Certificates.pem(signer.certificate());
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(signer.keys().getPrivate());
    signing.update(IMAGE);
    String signature = Base64.getEncoder().encodeToString(signing.sign());
    MoodyWebServer server = server();
    CourierRig rig = rig();
    assertThat(rig.fetch(at(server, "/compact.bin"))).isEqualTo(new Told.Done(IMAGE.length));
    Task right = new Task.Check("firmware-1", certificate, signature);
    assertThat(rig.begin(right).end()).isEqualTo(new Told.Done(IMAGE.length));

    Task empty = new Task.Check("firmware-1", certificate, "");
    CourierRig.failed(rig.begin(empty).end(), Cause.SIGNATURE);
    String other = Certificates.pem(new Authority("Maker").issue("Firmware").certificate());
    CourierRig.failed(
        rig.begin(new Task.Check("firmware-1", other, signature)).end(), Cause.SIGNATURE);
    byte[] spoilt = IMAGE.clone();
    spoilt[IMAGE.length - 1] ^= 1;
    server.offers(spoilt);
    rig.begin(new Task.Fetch("firmware-2", at(server, "/spoilt.bin"), List.of())).end();
    Task wrong = new Task.Check("firmware-2", certificate, signature);
    CourierRig.failed(rig.begin(wrong).end(), Cause.SIGNATURE);
    CourierRig.failed(rig.begin(right).end(), Cause.BROKEN);
  }

  /** A program with 24 MB of memory fetches 50 MB and brings them back. */
  @Test
  void a_large_file_needs_no_more_memory_than_a_small_one_FW_1() throws Exception {
    int length = 50 << 20;
    byte[] large = image(length);
    MoodyWebServer server = server();
    server.offers(large);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx24m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CourierProcess.class.getName(),
            directory.toString(),
            at(server, "/compact.bin"),
            at(server, "/in"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    assertThat(said.strip()).endsWith("Done[bytes=" + length + "] Done[bytes=" + length + "]");
    assertThat(server.stored().get("/in/firmware-1")).isEqualTo(large);
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
