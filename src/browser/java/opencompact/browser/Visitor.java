package opencompact.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody before a screen, who also notes what the browser complains of and whom it asks. */
final class Visitor {
  /** Screens on which the pages must be good. */
  enum Screen {
    LAPTOP(1280, 800, 1),
    PHONE(390, 844, 2);

    private final int width;
    private final int height;
    private final double density;

    Screen(int width, int height, double density) {
      this.width = width;
      this.height = height;
      this.density = density;
    }
  }

  private static final double PATIENCE_MILLIS = 20_000;

  private final String origin;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  Visitor(Browser browser, String origin, Screen screen, ColorScheme scheme) {
    this.origin = origin;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setIgnoreHTTPSErrors(true)
                .setViewportSize(screen.width, screen.height)
                .setDeviceScaleFactor(screen.density)
                .setColorScheme(scheme));
    this.page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.type().equals("warning")) {
        complaints.add(message.text());
      }
    });
    page.onRequest(request -> asked.add(request.url()));
  }

  /** A program that runs in the page before the page's own. */
  Visitor with(String program) {
    page.addInitScript(program);
    return this;
  }

  Visitor opensStatus() {
    page.navigate(origin + "/");
    sees(page.locator(".state")).isVisible();
    return this;
  }

  Visitor opensBench() {
    page.navigate(origin + "/#bench");
    sees(button("PLUG IN")).isVisible();
    sees(page.locator(".causes strong").first()).isVisible();
    return this;
  }

  Page page() {
    return page;
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The form of one cause on the Bench page. */
  Locator cause(String name) {
    return page.getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  LocatorAssertions sees(String selector) {
    return sees(page.locator(selector));
  }

  LocatorAssertions sees(Locator what) {
    return PlaywrightAssertions.assertThat(what);
  }

  void photographs(String name, boolean whole) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(whole));
  }

  List<String> complaints() {
    return complaints;
  }

  /** Addresses outside the station that the browser asked for. */
  List<String> strangers() {
    return asked.stream().filter(url -> !url.startsWith(origin + "/")).toList();
  }

  void leaves() {
    context.close();
  }
}
