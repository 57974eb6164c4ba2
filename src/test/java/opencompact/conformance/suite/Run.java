package opencompact.conformance.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import opencompact.catalogue.Model;
import org.jspecify.annotations.Nullable;

/** One scenario told to one station, and what came of it. */
record Run(
    Registry.Scenario scenario,
    Model model,
    Transcript transcript,
    int wrong,
    @Nullable Throwable why) {
  private static final Path FRAMES = Path.of("target", "conformance");

  static Run of(Registry.Scenario scenario, Model model) {
    Transcript transcript = new Transcript();
    try (VirtualSite site = new VirtualSite(model, 3, transcript)) {
      return of(scenario, model, site, transcript);
    }
  }

  static Run of(Registry.Scenario scenario, Model model, Site site, Transcript transcript) {
    Tool tool = new Tool(model, site, transcript);
    try {
      tool.tell(scenario.story());
      return new Run(scenario, model, transcript, -1, null);
    } catch (AssertionError | RuntimeException e) {
      int wrong = tool.wrong() < 0 ? transcript.size() - 1 : tool.wrong();
      return new Run(scenario, model, transcript, wrong, e);
    }
  }

  boolean passed() {
    return why == null;
  }

  /** What went wrong, with everything that happened before and after. */
  String told() {
    return why == null
        ? ""
        : "%s %s (%s)%n%s%n%s"
            .formatted(
                scenario.id(),
                scenario.about().name(),
                name(model),
                why.getMessage(),
                transcript.told(wrong));
  }

  static String name(Model model) {
    return model.socketed() ? "3SLC" : "3TLC";
  }

  /** Keeps the frames as target/conformance/ID.jsonl; those of the tethered station apart. */
  void keep() {
    String file = scenario.id() + (model.socketed() ? "" : "-" + name(model)) + ".jsonl";
    try {
      Files.createDirectories(FRAMES);
      Files.writeString(FRAMES.resolve(file), transcript.lines("00000042"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
