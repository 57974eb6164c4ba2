package opencompact.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DiagnosticsRoutesTest {
  private static final Served SERVED = new Served(false);
  private static final String[] ADMIN = {"Authorization", "Bearer " + Served.TOKEN};

  @AfterAll
  static void close() {
    SERVED.close();
  }

  @Test
  void the_owner_takes_the_archive_along_and_nobody_else_DIA_1() {
    assertThat(SERVED.client.get("/api/v1/diagnostics").statusCode()).isEqualTo(401);
    var answer = SERVED.client.get("/api/v1/diagnostics", ADMIN);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .matches("attachment; filename=\"COMPACT-\\d+-diagnostics-.*\\.zip\"");
    assertThat(answer.body()).contains("station.txt", "settings.txt", "AuthorizationKey: ***");
  }
}
