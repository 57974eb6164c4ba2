package opencompact.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import opencompact.host.Wish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, and what a browser may be made to do (SEC-1). */
class SecurityTest {
  private final Served served = new Served(true);
  private final Client client = served.client;

  @AfterEach
  void end() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1/status", "/api/v1/nothing", "/web/style.css"})
  void SEC_1_every_answer_tells_the_browser_to_trust_nothing_from_outside(String path) {
    HttpResponse<String> answer = client.get(path);

    assertThat(header(answer, "Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http:", "https:", "*", "data:");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,/api/v1/settings/LightIntensity",
    "GET,/api/v1/settings",
    "GET,/api/v1/settings/LightIntensity",
    "PUT,/api/v1/password",
    "POST,/api/v1/commands/restart",
    "POST,/api/v1/commands/factory-reset",
    "GET,/api/v1/log",
  })
  void SEC_1_what_belongs_to_the_owner_needs_the_owner(String method, String path) {
    assertThat(client.send(method, path, "{}").statusCode()).isEqualTo(401);
    assertThat(client.send(method, path, "{}", "Authorization", "Bearer nonsense").statusCode())
        .isEqualTo(401);
    assertThat(client.send(method, path, "{}", "Cookie", "__Host-compact=nonsense").statusCode())
        .isEqualTo(401);
    assertThat(served.station.asked).isEmpty();
  }

  @Test
  void SEC_1_a_login_opens_a_session_in_a_guarded_cookie_and_a_logout_ends_it() {
    String[] cookie = {"Cookie", logIn()};

    assertThat(client.get("/api/v1/session", cookie).body()).isEqualTo("{\"admin\":true}");
    assertThat(client.post("/api/v1/commands/restart", "{}", cookie).statusCode()).isEqualTo(200);
    assertThat(served.station.asked).containsExactly(new Wish.Restart());

    assertThat(client.post("/api/v1/logout", "{}", cookie).statusCode()).isEqualTo(200);
    assertThat(client.get("/api/v1/session", cookie).body()).isEqualTo("{\"admin\":false}");
    assertThat(client.get("/api/v1/settings", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void SEC_1_RST_4_a_session_ends_with_the_password_under_which_it_was_opened() {
    String[] cookie = {"Cookie", logIn()};
    served.hash = null;
    assertThat(client.get("/api/v1/settings", cookie).statusCode()).isEqualTo(401);

    // Whoever changes the password goes on; a browser that was logged in elsewhere does not.
    served.hash = AdminPassword.hash(Served.PASSWORD, new SecureRandom());
    String[] mine = {"Cookie", logIn()};
    String[] other = {"Cookie", logIn()};
    served.station.obeys =
        wish -> {
          if (wish instanceof Wish.ChangeSecret(String _, String fresh)) {
            served.hash = fresh;
          }
        };
    HttpResponse<String> changed =
        client.send("PUT", "/api/v1/password", "{\"password\": \"a new one\"}", mine);
    assertThat(changed.statusCode()).isEqualTo(200);
    String renewed = header(changed, "Set-Cookie").split(";", 2)[0];
    assertThat(client.get("/api/v1/settings", "Cookie", renewed).statusCode()).isEqualTo(200);
    assertThat(client.get("/api/v1/settings", mine).statusCode()).isEqualTo(401);
    assertThat(client.get("/api/v1/settings", other).statusCode()).isEqualTo(401);
  }

  @Test
  void RST_4_a_factory_reset_is_a_wish_of_the_owner_that_may_name_what_is_forgotten() {
    String[] owner = {"Authorization", "Bearer " + Served.TOKEN};
    String path = "/api/v1/commands/factory-reset";
    assertThat(client.post(path, "{}", owner).statusCode()).isEqualTo(200);
    assertThat(client.post(path, "{\"forget\": 3}", owner).statusCode()).isEqualTo(200);
    assertThat(client.post(path, "{\"forget\": -1}", owner).statusCode()).isEqualTo(422);
    assertThat(client.post(path, "{\"forget\": \"all\"}", owner).statusCode()).isEqualTo(400);
    assertThat(served.station.asked)
        .containsExactly(new Wish.FactoryReset(null), new Wish.FactoryReset(3));
  }

  @Test
  void SEC_1_a_session_ends_after_an_hour_without_use() {
    String[] cookie = {"Cookie", logIn()};

    served.later(Duration.ofMinutes(59));
    assertThat(client.get("/api/v1/settings", cookie).statusCode()).isEqualTo(200);
    served.later(Duration.ofMinutes(59));
    assertThat(client.get("/api/v1/settings", cookie).statusCode()).isEqualTo(200);
    served.later(Duration.ofMinutes(61));
    assertThat(client.get("/api/v1/settings", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void SEC_1_guessing_the_password_has_to_wait_longer_each_time() {
    for (int i = 0; i < 3; i++) {
      assertThat(guess("wrong").statusCode()).isEqualTo(401);
    }
    HttpResponse<String> tooSoon = guess(Served.PASSWORD);
    assertThat(tooSoon.statusCode()).isEqualTo(429);
    assertThat(header(tooSoon, "Retry-After")).isEqualTo("1");

    served.later(Duration.ofSeconds(1));
    assertThat(guess("wrong").statusCode()).isEqualTo(401);
    assertThat(header(guess("wrong"), "Retry-After")).isEqualTo("2");

    served.later(Duration.ofSeconds(2));
    assertThat(guess(Served.PASSWORD).statusCode()).isEqualTo(200);
    assertThat(guess("wrong").statusCode()).isEqualTo(401);
    // The log hears of those that were wrong, not of those that came too soon.
    assertThat(served.station.asked).hasSize(5).containsOnly(new Wish.WrongPassword());
    assertThat(served.station.askers).containsOnly("a person at 127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin,https://evil.example",
    "Origin,null",
    "Sec-Fetch-Site,cross-site",
    "Sec-Fetch-Site,same-site",
  })
  void SEC_1_another_site_s_page_cannot_change_anything(String name, String value) {
    HttpResponse<String> answer = client.post("/api/v1/commands/stop", "{}", name, value);
    HttpResponse<String> mending =
        client.sendPlain("DELETE", "/api/v1/bench/faults", "", name, value);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(mending.statusCode()).isEqualTo(403);
    assertThat(served.station.asked).isEmpty();
    assertThat(served.bench.done).isEmpty();
  }

  @Test
  void our_own_page_may_change_what_it_shows() {
    String origin = "https://localhost:" + served.server.port();

    HttpResponse<String> answer =
        client.post(
            "/api/v1/commands/stop", "{}", "Origin", origin, "Sec-Fetch-Site", "same-origin");

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void SEC_1_the_owner_changes_the_password_and_only_its_hash_is_passed_on() {
    String[] bearer = {"Authorization", "Bearer " + Served.TOKEN};
    assertThat(
            client
                .send("PUT", "/api/v1/password", "{\"password\": \"short\"}", bearer)
                .statusCode())
        .isEqualTo(422);

    client.send("PUT", "/api/v1/password", "{\"password\": \"a better one\"}", bearer);

    Wish.ChangeSecret change = (Wish.ChangeSecret) served.station.asked.getFirst();
    assertThat(change.name()).isEqualTo("admin");
    assertThat(change.value()).doesNotContain("better");
    assertThat(AdminPassword.matches("a better one", change.value())).isTrue();
  }

  private String logIn() {
    HttpResponse<String> answer = guess(Served.PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(200);
    String cookie = header(answer, "Set-Cookie");
    assertThat(cookie).contains("; Path=/", "Secure", "HTTPOnly", "SameSite=Strict");
    return cookie.split(";", 2)[0];
  }

  private HttpResponse<String> guess(String password) {
    return client.post("/api/v1/login", "{\"password\": \"" + password + "\"}");
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
