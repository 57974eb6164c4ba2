package opencompact.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import opencompact.browser.Visitor.Screen;
import opencompact.run.StationProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The status page (WEB-1) and the Bench page (WEB-12) before a person's eyes and under their hands.
 */
@Tag("slow")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ChargeInTheBrowserTest {
  private static final double PATIENCE_MILLIS = 20_000;
  private static final int FIRST_LOAD_BYTES = 150 * 1024;

  /**
   * Notes, by the page's own clock, when power above 1 kW flows on the bench, when the station
   * tells of it, and when the page shows it.
   */
  private static final String PROBE =
      """
      if (location.protocol === "https:") {
        const probe = (window.probe = {});
        const note = (name) => (probe[name] ??= performance.now());
        const events = new EventSource("/api/v1/events");
        events.addEventListener("view", (event) => {
          if (JSON.parse(event.data).watts > 1000) note("told");
        });
        events.addEventListener("bench", (event) => {
          const watts = JSON.parse(event.data).lines.reduce((sum, line) => sum + line.watts, 0);
          if (watts > 1000) note("flows");
        });
        new MutationObserver(() => {
          const power = document.querySelector(".hero .figures dd");
          if (power && parseFloat(power.textContent) > 1) note("shown");
        }).observe(document, { subtree: true, childList: true, characterData: true });
      }
      """;

  /** Whatever a test has plugged in, broken or hurried is put back. */
  private static final String TIDY =
      """
      async () => {
        const ask = (method, path, body) => fetch(`/api/v1/${path}`, {
          method,
          headers: body && { "Content-Type": "application/json" },
          body: body && JSON.stringify(body),
        });
        await ask("DELETE", "bench/faults");
        await ask("POST", "bench/plugout", {});
        await ask("POST", "bench/speed", { speed: 1 });
        await ask("POST", "commands/clear-faults", {});
      }
      """;

  private static Playwright playwright;
  private static Browser browser;
  private static String axe;

  /** One station for all: each test leaves it as it found it, which is Available. */
  @TempDir static Path data;

  private static StationProcess station;

  private final List<Visitor> visitors = new ArrayList<>();

  @BeforeAll
  static void open() throws IOException {
    station = StationProcess.start(data);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(
                        Path.of(System.getProperty("opencompact.chromium", "/usr/bin/chromium")))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    axe = Files.readString(Path.of("src/test/node/node_modules/axe-core/axe.min.js"));
  }

  @AfterAll
  static void close() {
    station.close();
    browser.close();
    playwright.close();
  }

  @AfterEach
  void tidy() {
    Page page = visitors.getFirst().page();
    page.evaluate(TIDY);
    page.waitForFunction(
        "async () => (await (await fetch('/api/v1/status')).json()).status === 'Available'");
    visitors.forEach(Visitor::leaves);
  }

  @Test
  void a_car_plugged_in_on_the_bench_page_makes_power_rise_on_the_status_page_within_a_second() {
    Visitor owner = visitor(Screen.LAPTOP, ColorScheme.LIGHT).with(PROBE).opensStatus();
    headline(owner).hasText("Available");
    owner.sees(".sentence").containsText("Ready.");
    Visitor bench = visitor(Screen.LAPTOP, ColorScheme.LIGHT).opensBench();

    bench.button("PLUG IN").click();

    owner.page().waitForFunction("() => probe.shown && probe.told && probe.flows");
    headline(owner).hasText("Charging");
    double afterTold = number(owner, "probe.shown - probe.told");
    double afterFlow = number(owner, "probe.shown - probe.flows");
    System.out.printf(
        "Power above 1 kW is shown %.0f ms after the station tells it, %.0f ms after it flows.%n",
        afterTold, afterFlow);
    assertThat(afterTold).isLessThanOrEqualTo(1000);
    assertThat(afterFlow).isLessThanOrEqualTo(2000);

    // The car's full current, and the reason why it is not more.
    owner.page().waitForFunction("() => " + POWER + " > 10.5");
    owner.sees(".sentence").containsText("32 A is offered");
    owner.sees(".why li >> nth=0").containsText("32");
    bench.sees("svg .wire").hasCount(1);
    owner.page().waitForFunction("() => " + ENERGY + " >= 0.01");
    photographs(owner, bench);

    bench.button("UNPLUG").click();
    headline(owner).hasText("Available");
    bench.sees(".picture").containsText("No car is plugged in");
    owner.page().waitForFunction("() => " + POWER + " === 0");
    nothingIsWrong();
  }

  @Test
  void a_killed_station_is_shown_as_lost_and_a_restarted_one_is_found_again() {
    Visitor owner = visitor(Screen.LAPTOP, ColorScheme.LIGHT).opensStatus();
    headline(owner).hasText("Available");
    owner.sees("[role=alert]").isHidden();

    station.kill();

    owner.sees("[role=alert]").containsText("Connection lost at");
    headline(owner).hasText("No connection");
    owner.sees(".sentence").containsText("Last known: Available.");
    owner.sees(owner.button("START")).isDisabled();
    assertThat(owner.page().title()).startsWith("No connection");
    owner.photographs("status-lost", false);

    station = StationProcess.start(data, "--port", String.valueOf(station.port()));

    headline(owner).hasText("Available");
    owner.sees("[role=alert]").isHidden();
    assertThat(owner.complaints())
        .allSatisfy(complaint -> assertThat(complaint).startsWith("Failed to load resource"));
    assertThat(owner.strangers()).isEmpty();
  }

  @Test
  void
      a_dc_leak_raised_on_the_bench_is_a_fault_with_advice_and_is_mended_by_clear_after_unplugging() {
    Visitor owner = visitor(Screen.LAPTOP, ColorScheme.LIGHT).opensStatus();
    Visitor bench = visitor(Screen.LAPTOP, ColorScheme.LIGHT).opensBench();
    bench.button("PLUG IN").click();
    headline(owner).hasText("Charging");
    bench.button("10 ×").click(); // So little direct current takes seconds to trip.

    Locator form = bench.cause("rcd.dc");
    form.locator("[name=value]").fill("8mA");
    form.locator("button").click();

    bench.sees(".inforce li").containsText("rcd.dc");
    headline(owner).hasText("Fault");
    // PRT-4: the word of a DC leak is sent together with that of the residual current at large.
    owner.sees(".faults code").hasCount(2);
    owner.sees(".faults li >> nth=1").containsText("EVSE_FAULT_RCD_DC");
    owner.sees(".faults li >> nth=1").containsText("was 8.0\u00a0mA DC; from 6\u00a0mA it trips");
    owner.sees(".faults li >> nth=1").containsText("Unplug the car and clear the fault");
    owner.page().waitForFunction("() => " + POWER + " === 0");
    owner.photographs("status-fault", true);
    bench.photographs("bench-fault", true);

    bench
        .page()
        .locator(".inforce")
        .getByText("CLEAR", new Locator.GetByTextOptions().setExact(true))
        .click();
    bench.sees(".inforce").containsText("Nothing is broken.");
    bench.button("UNPLUG").click();
    bench.sees(".picture").containsText("No car is plugged in");
    owner
        .page()
        .locator("li", new Page.LocatorOptions().setHasText("Clear Faults"))
        .locator("button")
        .click();

    headline(owner).hasText("Available");
    owner.sees(".faults").hasCount(0);
    nothingIsWrong();
  }

  @Test
  void wrong_input_is_answered_beside_its_field_and_changes_nothing() {
    Visitor bench = visitor(Screen.PHONE, ColorScheme.LIGHT).opensBench();

    Locator leak = bench.cause("rcd.dc");
    leak.locator("[name=value]").fill("a lot");
    leak.locator("button").click();
    bench
        .sees(leak.locator(".wrong"))
        .hasText("rcd.dc takes a number of 0 to 1000 mA, not \"a lot\".");
    bench.sees(leak.locator("[name=value]")).hasAttribute("aria-invalid", "true");
    bench.sees(leak.locator("[name=value]")).isFocused();
    bench.sees(".inforce").containsText("Nothing is broken.");
    bench.photographs("bench-wrong", false);

    bench.page().locator("[name=uid]").fill("not a card");
    bench.button("TAP").click();
    bench.sees("#uid-wrong").containsText("4, 7 or 10 bytes in hexadecimal digits");
    bench.sees(leak.locator(".wrong")).isEmpty();

    bench.page().locator("[name=uid]").fill("04A1B2C3");
    bench.sees("#uid-wrong").isEmpty();
    assertThat(bench.complaints()).allSatisfy(complaint -> assertThat(complaint).contains("422"));
    assertThat(bench.strangers()).isEmpty();
  }

  @Test
  void everything_can_be_done_by_keyboard_alone() {
    Visitor bench = visitor(Screen.LAPTOP, ColorScheme.LIGHT).opensBench();
    Page page = bench.page();

    page.keyboard().press("Tab");
    bench.sees(page.getByText("Skip to the page")).isFocused();
    page.keyboard().press("Enter");
    bench.sees("main").isFocused();
    tabTo(bench, "[name=car]");
    page.keyboard().type("compact");
    bench.sees("[name=car]").hasValue("compact-1p16");
    tabTo(bench, "form button.main");
    page.keyboard().press("Enter");
    bench.sees(".picture").containsText("compact-1p16");

    page.keyboard().press("Shift+Tab");
    page.evaluate("() => document.querySelector('.menu a').focus()");
    tabTo(bench, ".menu a[href='#/']:not(.brand)");
    page.keyboard().press("Enter");
    bench.sees("h1").hasText("Device Status and Control");
    bench.sees("main").isFocused();
    headline(bench).hasText("Charging");
    nothingIsWrong();
  }

  @Test
  void both_pages_keep_the_rules_of_accessibility_in_light_and_dark_and_fit_their_screens() {
    Visitor first = visitor(Screen.LAPTOP, ColorScheme.LIGHT).opensBench();
    first.button("PLUG IN").click();
    headline(visitor(Screen.LAPTOP, ColorScheme.LIGHT).opensStatus()).hasText("Charging");
    Locator form = first.cause("rcd.ac");
    form.locator("[name=value]").fill("40");
    form.locator("button").click();
    first.sees(".inforce li").hasCount(1);
    keepsTheRules(Screen.LAPTOP, ColorScheme.LIGHT);
    keepsTheRules(Screen.LAPTOP, ColorScheme.DARK);
    keepsTheRules(Screen.PHONE, ColorScheme.DARK);
    nothingIsWrong();
  }

  @Test
  void WEB_12_the_scope_shows_the_past_minute_at_once_pauses_and_is_read_by_keyboard() {
    Visitor first = visitor(Screen.LAPTOP, ColorScheme.LIGHT).opensBench();
    first.button("PLUG IN").click();
    headline(visitor(Screen.LAPTOP, ColorScheme.LIGHT).opensStatus()).hasText("Charging");
    first.page().waitForFunction("() => " + CURRENT + " > 10");

    // A page that opens now sees how it came to that.
    Visitor late = visitor(Screen.PHONE, ColorScheme.DARK).opensBench();
    late.page().waitForFunction("() => " + CURRENT + " > 10");
    late.page().locator("bench-scope summary").click();
    late.sees("bench-scope tbody tr >> nth=0").containsText("12.0 V");
    late.sees("bench-scope tbody tr >> nth=1").containsText("-12.0 V");
    late.sees("bench-scope tbody").containsText("Contacts switched");
    assertThat(number(late, INKED)).as("points drawn").isGreaterThan(2000);
    late.page().locator(".scope").scrollIntoViewIfNeeded();
    late.photographs("scope-dark-phone", false);

    late.page().locator("bench-scope input[type=range]").focus();
    late.page().keyboard().press("ArrowLeft");
    late.sees("bench-scope output").hasText("−0.1 s");
    late.sees(late.button("GO ON")).hasAttribute("aria-pressed", "true");
    late.page().keyboard().press("Home");
    late.sees("bench-scope output").hasText("−60.0 s");
    late.button("GO ON").click();
    late.sees("bench-scope output").hasText("now");
    late.sees(late.button("PAUSE")).hasAttribute("aria-pressed", "false");
    nothingIsWrong();
  }

  @Test
  void WEB_12_each_cause_shows_its_present_value_and_what_it_should_lead_to() {
    Visitor bench = visitor(Screen.LAPTOP, ColorScheme.LIGHT).opensBench();
    bench.page().locator("input[type=search]").fill("EVSE_FAULT_OVERVOLTAGE");
    Locator line = bench.page().locator(".causes > li").nth(1);
    bench.sees(line).containsText("supply.L1");
    bench.sees(line).containsText("now 230.0 V");
    bench.sees(line).containsText("above 253 V EVSE_FAULT_OVERVOLTAGE 0x1000, OverVoltage");

    Locator form = bench.cause("supply.L1");
    form.locator("[name=value]").fill("250");
    form.locator("[name=for]").selectOption("PT1M");
    form.locator("button").click();

    bench.sees(line).hasClass("raised");
    bench.sees(line).containsText("now 250.0 V");
    bench.sees(".inforce li").containsText("supply.L1=250V since");
    bench.sees(".inforce li").containsText(", until");
    bench.photographs("bench-causes", true);
    nothingIsWrong();
  }

  @Test
  void the_first_load_is_small() {
    Visitor owner = visitor(Screen.PHONE, ColorScheme.LIGHT);
    List<Response> answers = new ArrayList<>();
    owner.page().onResponse(answers::add);
    owner.opensStatus();

    // A copy, because asking for sizes lets further answers arrive.
    int bytes =
        List.copyOf(answers).stream()
            .filter(answer -> !answer.url().endsWith("/events"))
            .mapToInt(answer -> {
              var sizes = answer.request().sizes();
              return sizes.responseBodySize + sizes.responseHeadersSize;
            })
            .sum();
    System.out.printf("The first load is %d bytes in %d answers.%n", bytes, answers.size());
    assertThat(bytes).isBetween(10_000, FIRST_LOAD_BYTES);
    nothingIsWrong();
  }

  /** The present current of L1 in the scope's legend. */
  private static final String CURRENT =
      "parseFloat(document.querySelectorAll('.legend > div')[1].querySelector('b').textContent)";

  /** How many points of the scope's drawing are not empty. */
  private static final String INKED =
      """
      (() => {
        const canvas = document.querySelector("bench-scope canvas");
        const all = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        return all.filter((value, k) => k % 4 === 3 && value > 0).length;
      })()\
      """;

  private static final String POWER =
      "parseFloat(document.querySelector('.hero .figures dd').textContent)";
  private static final String ENERGY =
      "parseFloat(document.querySelectorAll('.hero .figures dd')[1].textContent)";

  private Visitor visitor(Screen screen, ColorScheme scheme) {
    Visitor visitor = new Visitor(browser, station.url(), screen, scheme);
    visitors.add(visitor);
    return visitor;
  }

  private static LocatorAssertions headline(Visitor visitor) {
    return visitor.sees(".state");
  }

  private static double number(Visitor visitor, String expression) {
    return ((Number) visitor.page().evaluate("() => " + expression)).doubleValue();
  }

  private static void tabTo(Visitor visitor, String selector) {
    String reached = "selector => document.activeElement === document.querySelector(selector)";
    for (int presses = 0; presses < 30; presses++) {
      if (Boolean.TRUE.equals(visitor.page().evaluate(reached, selector))) {
        return;
      }
      visitor.page().keyboard().press("Tab");
    }
    throw new AssertionError("The keyboard does not reach " + selector + ".");
  }

  private void keepsTheRules(Screen screen, ColorScheme scheme) {
    Visitor visitor = visitor(screen, scheme).with(axe);
    visitor.opensStatus();
    headline(visitor).hasText("Fault");
    keepsTheRules(visitor, "status page, " + screen + ", " + scheme);
    visitor.opensBench();
    keepsTheRules(visitor, "Bench page, " + screen + ", " + scheme);
  }

  private static void keepsTheRules(Visitor visitor, String where) {
    Object broken =
        visitor
            .page()
            .evaluate(
                """
                async () => (await axe.run()).violations.map(
                    (rule) => rule.id + ": " + rule.nodes.map((node) => node.html).join(" | "))
                """);
    assertThat((List<?>) broken).as(where).isEmpty();
    assertThat(number(visitor, "document.documentElement.scrollWidth - window.innerWidth"))
        .as("%s, wider than the screen", where)
        .isLessThanOrEqualTo(0);
  }

  /**
   * The pictures in docs/images are made like this; target/screenshots has those of the last run.
   */
  private void photographs(Visitor owner, Visitor bench) {
    owner.photographs("status", false);
    bench.photographs("bench", false);
    owner.photographs("status-whole", true);
    bench.photographs("bench-whole", true);
    Visitor walker = visitor(Screen.PHONE, ColorScheme.DARK);
    walker.opensStatus();
    headline(walker).hasText("Charging");
    walker.photographs("status-dark-phone", false);
    walker.opensBench();
    walker.photographs("bench-dark-phone", false);
  }

  private void nothingIsWrong() {
    assertThat(visitors)
        .allSatisfy(visitor -> {
          assertThat(visitor.complaints()).isEmpty();
          assertThat(visitor.strangers()).isEmpty();
        });
  }
}
