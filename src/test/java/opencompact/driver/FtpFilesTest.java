package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import opencompact.conformance.Authority;
import opencompact.host.upkeep.FileTransfers.Cause;
import opencompact.host.upkeep.FileTransfers.Told;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files over ftp and ftps, against Apache's server on the loopback (OCPP-FW-06, OCPP-DG-02). */
@Timeout(120)
class FtpFilesTest {
  private static final String LOGIN = "cpo:s3cret%3A%40%2F";
  private static final int LENGTH = 3_000_000;

  private final Authority authority = new Authority("Tests of files");
  private final byte[] image = new byte[LENGTH];
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Path home;
  private Path storage;
  private Path authorities;

  @BeforeEach
  void prepare(@TempDir Path directory) throws IOException {
    home = Files.createDirectories(directory.resolve("home"));
    storage = Files.createDirectories(directory.resolve("storage"));
    Files.createDirectories(home.resolve("in/box"));
    new SplittableRandom(3).nextBytes(image);
    Files.write(home.resolve("compact 2.bin"), image);
    authorities = authority.writeCertificate(directory.resolve("authorities.pem"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  private MoodyFtpServer server() {
    return server(null, false);
  }

  private MoodyFtpServer server(Authority.Identity tls, boolean implicit) {
    MoodyFtpServer server = new MoodyFtpServer(home, tls, implicit);
    opened.add(server);
    return server;
  }

  private CourierRig rig() {
    return rig(FileAddress.FTPS);
  }

  private CourierRig rig(int implicitPort) {
    CourierRig rig = new CourierRig(storage, authorities, CourierRig.ROOM, 20, implicitPort);
    opened.add(rig);
    return rig;
  }

  private static String at(String scheme, MoodyFtpServer server, String path) {
    return scheme + "://" + LOGIN + "@localhost:" + server.port() + path;
  }

  @Test
  void a_file_is_fetched_in_passive_mode_with_a_login_OCPP_FW_06() {
    MoodyFtpServer server = server();
    CourierRig rig = rig();
    assertThat(rig.fetch(at("ftp", server, "/compact%202.bin"))).isEqualTo(new Told.Done(LENGTH));
    assertThat(rig.firmware()).isEqualTo(image);
    assertThat(server.commands())
        .contains("USER cpo", "TYPE I")
        .anyMatch(c -> c.equals("PASV") || c.equals("EPSV"))
        .noneMatch(c -> c.startsWith("PORT") || c.startsWith("EPRT"));
  }

  @Test
  void anybody_may_fetch_where_no_login_is_given_OCPP_FW_06() {
    MoodyFtpServer server = server();
    CourierRig rig = rig();
    String address = "ftp://localhost:" + server.port() + "/compact%202.bin";
    assertThat(rig.fetch(address)).isEqualTo(new Told.Done(LENGTH));
    assertThat(server.commands()).contains("USER anonymous");
  }

  @Test
  void a_download_goes_on_with_REST_where_it_was_cut_OCPP_FW_02() {
    MoodyFtpServer server = server();
    CourierRig rig = rig();
    server.cutsAfter(1_000_000);
    String address = at("ftp", server, "/compact%202.bin");
    CourierRig.failed(rig.fetch(address), Cause.BROKEN);
    long there = rig.part();
    assertThat(there).isBetween(900_000L, 1_000_000L);
    server.cutsAfter(-1);
    rig.restarts(authorities);
    assertThat(rig.fetch(address)).isEqualTo(new Told.Done(LENGTH));
    assertThat(rig.firmware()).isEqualTo(image);
    assertThat(server.commands()).contains("REST " + there);
    assertThat(server.bytesSent()).isEqualTo(1_000_000 + LENGTH - there);
  }

  @Test
  void a_file_that_has_changed_meanwhile_is_fetched_from_its_beginning_OCPP_FW_02()
      throws IOException {
    MoodyFtpServer server = server();
    CourierRig rig = rig();
    server.cutsAfter(1_000_000);
    String address = at("ftp", server, "/compact%202.bin");
    CourierRig.failed(rig.fetch(address), Cause.BROKEN);
    new SplittableRandom(4).nextBytes(image);
    Files.write(home.resolve("compact 2.bin"), image);
    Files.setLastModifiedTime(
        home.resolve("compact 2.bin"), FileTime.fromMillis(1_800_000_000_000L));
    server.cutsAfter(-1);
    assertThat(rig.fetch(address)).isEqualTo(new Told.Done(LENGTH));
    assertThat(rig.firmware()).isEqualTo(image);
    assertThat(server.commands()).noneMatch(c -> c.startsWith("REST"));
  }

  @Test
  void a_server_that_falls_silent_is_given_up_and_what_has_come_is_kept_OCPP_FW_02() {
    MoodyFtpServer server = server();
    CourierRig rig = rig();
    server.hangsAfter(500_000);
    String address = at("ftp", server, "/compact%202.bin");
    Told told = rig.fetch(address);
    CourierRig.failed(told, Cause.BROKEN);
    assertThat(told.toString()).contains("nothing moved");
    assertThat(rig.part()).isGreaterThan(400_000);
  }

  @Test
  void an_archive_is_stored_in_the_directory_OCPP_DG_02() throws IOException {
    MoodyFtpServer server = server();
    assertThat(rig().deliver(at("ftp", server, "/in/box/"))).isInstanceOf(Told.Done.class);
    assertThat(home.resolve("in/box/COMPACT-1-diagnostics.zip")).isNotEmptyFile();
    assertThat(server.commands()).contains("STOR in/box/COMPACT-1-diagnostics.zip");
  }

  @Test
  void what_a_server_refuses_is_told_apart_OCPP_SE_43() {
    MoodyFtpServer server = server();
    CourierRig rig = rig();
    String port = "@localhost:" + server.port();
    CourierRig.failed(rig.fetch("ftp://cpo:wrong" + port + "/compact%202.bin"), Cause.DENIED);
    CourierRig.failed(rig.fetch(at("ftp", server, "/missing.bin")), Cause.MISSING);
    CourierRig.failed(rig.deliver(at("ftp", server, "/nowhere")), Cause.BROKEN);
    String anonymous = "ftp://localhost:" + server.port() + "/in/box";
    CourierRig.failed(rig.deliver(anonymous), Cause.DENIED);
    CourierRig.failed(rig.fetch("ftp://localhost:1/compact.bin"), Cause.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ftps_protects_commands_and_files_explicitly_or_from_the_first_byte_OCPP_FW_06(
      boolean implicit) throws IOException {
    MoodyFtpServer server = server(authority.issue("localhost"), implicit);
    CourierRig rig = rig(implicit ? server.port() : FileAddress.FTPS);
    assertThat(rig.fetch(at("ftps", server, "/compact%202.bin"))).isEqualTo(new Told.Done(LENGTH));
    assertThat(rig.firmware()).isEqualTo(image);
    assertThat(rig.deliver(at("ftps", server, "/in"))).isInstanceOf(Told.Done.class);
    assertThat(home.resolve("in/COMPACT-1-diagnostics.zip")).isNotEmptyFile();
    assertThat(server.commands()).contains("PBSZ 0", "PROT P");
    assertThat(server.commands().contains("AUTH TLS")).isNotEqualTo(implicit);
  }

  @Test
  void a_server_that_is_not_who_the_address_says_is_not_told_the_password_OCPP_SE_05() {
    MoodyFtpServer other = server(authority.issue("somebody.example"), false);
    CourierRig.failed(rig().fetch(at("ftps", other, "/compact%202.bin")), Cause.BROKEN);
    MoodyFtpServer stranger = server(new Authority("Strangers").issue("localhost"), false);
    CourierRig.failed(rig().fetch(at("ftps", stranger, "/compact%202.bin")), Cause.BROKEN);
    MoodyFtpServer expired = server(authority.issueExpired("localhost"), false);
    CourierRig.failed(rig().fetch(at("ftps", expired, "/compact%202.bin")), Cause.BROKEN);
    assertThat(other.commands()).doesNotContain("PASS");
    assertThat(stranger.commands()).doesNotContain("PASS");
    assertThat(expired.commands()).doesNotContain("PASS");
  }

  @Test
  void an_installed_root_vouches_for_ftps_OCPP_SE_22() {
    Authority installed = new Authority("Installed in the station");
    MoodyFtpServer server = server(installed.issue("localhost"), false);
    CourierRig.failed(rig().fetch(at("ftps", server, "/compact%202.bin")), Cause.BROKEN);
    CourierRig believing = rig().believes(installed.pem());
    assertThat(believing.fetch(at("ftps", server, "/compact%202.bin")))
        .isEqualTo(new Told.Done(LENGTH));
    assertThat(believing.deliver(at("ftps", server, "/in"))).isInstanceOf(Told.Done.class);
  }

  @Test
  void a_server_without_tls_is_not_told_the_password_by_ftps_OCPP_FW_06() {
    MoodyFtpServer plain = server();
    Told told = rig().fetch(at("ftps", plain, "/compact%202.bin"));
    assertThat(told).isInstanceOf(Told.Failed.class);
    assertThat(plain.commands()).doesNotContain("PASS", "USER cpo");
  }
}
