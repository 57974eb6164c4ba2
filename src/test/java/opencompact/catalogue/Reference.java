package opencompact.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference pages for people, written from the catalogue, so that they cannot be wrong. */
final class Reference {
  private static final Delivery EU = new Delivery(Model.SLC, 3, Region.EU);

  private Reference() {}

  /** The text of each page by its file name. */
  static SortedMap<String, String> pages() {
    SortedMap<String, String> pages = new TreeMap<>();
    pages.put("configuration-keys.md", configurationKeys());
    pages.put("faults.md", faults());
    pages.put("lights.md", lights());
    pages.put("security-events.md", securityEvents());
    return Collections.unmodifiableSortedMap(pages);
  }

  private static String securityEvents() {
    List<String> lines = page("Security events");
    lines.add(
        "What concerns the station's security. Every event goes to the event log with the kind"
            + " `security`; the back office is told of those marked so by"
            + " SecurityEventNotification, as soon as it can be, unless `c_SecurityMessages` is off."
            + " Critical are those that the security white paper calls so.");
    lines.add("");
    row(lines, "Event", "What has happened", "Critical", "Told");
    row(lines, "---", "---", "---", "---");
    for (SecurityEvent event : SecurityEvent.values()) {
      row(
          lines,
          code(event.wire()),
          event.meaning(),
          event.critical() ? "yes" : "",
          event.told() ? "yes" : "");
    }
    return text(lines);
  }

  private static String configurationKeys() {
    List<String> lines = page("Configuration keys");
    lines.add(
        "Every setting of the station. The first two tables are what a back office sees by"
            + " GetConfiguration and sets by ChangeConfiguration, where a name may be written in"
            + " any case; the last one is known to the web client only. A value that is not taken"
            + " is rejected and changes nothing.");
    section(lines, "Standard keys", keys(true, false));
    section(lines, "Keys of this station", keys(true, true));
    section(lines, "Settings of the web client", keys(false, false));
    return text(lines);
  }

  private static List<Key<?>> keys(boolean overOcpp, boolean own) {
    int firstOwn = Keys.all().indexOf(Keys.AUTHORIZATION_ENABLED);
    return Keys.all().stream()
        .filter(key -> key.overOcpp() == overOcpp)
        .filter(key -> !overOcpp || Keys.all().indexOf(key) >= firstOwn == own)
        .toList();
  }

  private static void section(List<String> lines, String title, List<Key<?>> keys) {
    lines.add("");
    lines.add("## " + title);
    lines.add("");
    row(lines, "Key", "What it does", "Takes", "Delivered as", "Access", "Acts", "Page");
    row(lines, "---", "---", "---", "---", "---", "---", "---");
    for (Key<?> key : keys) {
      boolean set = key.access(Model.SLC) != Access.READ_ONLY;
      row(
          lines,
          code(key.name()),
          key.sentence(),
          set ? key.shape().wants() : "",
          delivered(key),
          access(key),
          set ? key.effective().words() : "",
          set ? key.page().title() : "");
    }
  }

  private static String delivered(Key<?> key) {
    String usual = told(key, EU);
    List<String> values = new ArrayList<>();
    values.add(usual);
    differs(values, key, usual, new Delivery(Model.SLC, 3, Region.UK), "uk");
    differs(values, key, usual, new Delivery(Model.SLC, 1, Region.EU), "single phase");
    differs(values, key, usual, new Delivery(Model.TLC, 3, Region.EU), "tethered");
    return String.join("; ", values);
  }

  private static void differs(
      List<String> values, Key<?> key, String usual, Delivery delivery, String when) {
    String value = told(key, delivery);
    if (!value.equals(usual)) {
      values.add(when + ": " + value);
    }
  }

  private static String told(Key<?> key, Delivery delivery) {
    String text = Settings.delivered(delivery).text(key);
    return text.isEmpty() ? "(empty)" : code(text);
  }

  private static String access(Key<?> key) {
    String socketed = key.access(Model.SLC).words();
    String tethered = key.access(Model.TLC).words();
    return socketed.equals(tethered) ? socketed : socketed + "; tethered: " + tethered;
  }

  private static String faults() {
    List<String> lines = page("Faults");
    lines.add(
        "What can go wrong, by the bit in the RTM error word (`VendorID2`). Several bits can be set"
            + " at once; the most severe one, in the order of this table, is told first. A fault"
            + " that is cleared while its cause stands comes back.");
    lines.add("");
    row(lines, "Bit", "Name", "In words", "Effect", "OCPP error code", "Cleared by");
    row(lines, "---", "---", "---", "---", "---", "---");
    for (Fault fault : Fault.bySeverity()) {
      row(
          lines,
          code("0x%06X".formatted(fault.bit())),
          code(fault.title()),
          fault.text(),
          fault.effect().words(),
          fault.errorCode().wire(),
          Stream.of(Fault.Clearing.values())
              .filter(fault::clears)
              .map(Fault.Clearing::words)
              .collect(Collectors.joining(", ")));
    }
    lines.add("");
    lines.add("## When it trips");
    lines.add("");
    lines.add(
        "A fault that ends by itself after a calm is told together with"
            + " `EVSE_FAULTS_AUTO_RECOVERY`; after "
            + AutoRecovery.MOST_PER_DAY
            + " such recoveries in 24 hours somebody must look first. A residual current is cleared"
            + " at the station only, or remotely once the plug is out.");
    lines.add("");
    row(lines, "Name", "Trips", "Contacts open", "Ends by itself");
    row(lines, "---", "---", "---", "---");
    for (Fault fault : Fault.bySeverity()) {
      row(
          lines,
          code(fault.title()),
          fault.trips(),
          fault.opening().words(),
          fault.recovery().words());
    }
    lines.add("");
    lines.add("## What to do");
    for (Fault fault : Fault.bySeverity()) {
      lines.add("");
      lines.add("### " + fault.text());
      lines.add("");
      lines.add(fault.cause() + " " + fault.advice());
    }
    lines.add("");
    lines.add("## Why the station started");
    lines.add("");
    lines.add(
        "The causes of a start (`VendorID3`) and how each is found out. The bad ones are told to the"
            + " back office once.");
    lines.add("");
    row(lines, "Code", "Name", "It started because", "Found out by", "Told as a warning");
    row(lines, "---", "---", "---", "---", "---");
    for (ResetReason reason : ResetReason.values()) {
      row(
          lines,
          Integer.toString(reason.code()),
          code(reason.title()),
          reason.text(),
          reason.toldBy(),
          reason.warning() ? "yes" : "no");
    }
    lines.add("");
    lines.add("## What limits the current");
    lines.add("");
    lines.add(
        "The limits of the offered current (`VendorID1`). The least one rules; of two equal ones"
            + " the one with the lower code is told.");
    lines.add("");
    row(lines, "Code", "Name", "Set by");
    row(lines, "---", "---", "---");
    for (Limit limit : Limit.values()) {
      row(lines, Integer.toString(limit.code()), code(limit.title()), limit.source());
    }
    return text(lines);
  }

  private static String lights() {
    List<String> lines = page("Lights and sounds");
    lines.add(
        "The light bar shows the status of the connector, and by its colour whether the back office"
            + " is in reach. Two different patches take turns; `LightIntensity` dims them all.");
    lines.add("");
    row(lines, "Status", "Online", "Offline");
    row(lines, "---", "---", "---");
    for (Light light : Light.values()) {
      row(lines, name(light), pattern(light.pattern(true)), pattern(light.pattern(false)));
    }
    lines.add("");
    lines.add("For a moment instead of the status:");
    lines.add("");
    row(lines, "Occasion", "Light", "Lasts");
    row(lines, "---", "---", "---");
    for (Light.Overlay overlay : Light.Overlay.values()) {
      row(
          lines,
          name(overlay),
          pattern(overlay.pattern()),
          overlay.lastsMillis() == 0 ? "until it is over" : overlay.lastsMillis() + " ms");
    }
    lines.add("");
    lines.add("The beeper, in milliseconds of tone and of silence in turn:");
    lines.add("");
    row(lines, "Meaning", "Pattern");
    row(lines, "---", "---");
    for (Sound sound : Sound.values()) {
      row(
          lines,
          sound.meaning(),
          sound.beeps().stream()
              .flatMap(beep -> Stream.of(beep.onMillis(), beep.offMillis()))
              .filter(millis -> millis > 0)
              .map(millis -> Integer.toString(millis))
              .collect(Collectors.joining(" ")));
    }
    return text(lines);
  }

  private static String pattern(LightPattern pattern) {
    return switch (pattern.effect()) {
      case OFF -> "off";
      case CONSTANT -> "constant " + code("#" + pattern.first());
      case BLINK -> "blink " + code("#" + pattern.first()) + every(pattern);
      case ALTERNATE ->
          "alternate "
              + code("#" + pattern.first())
              + " and "
              + code("#" + pattern.second())
              + every(pattern);
    };
  }

  private static String every(LightPattern pattern) {
    return ", period " + pattern.periodMillis() + " ms";
  }

  private static String name(Enum<?> constant) {
    for (Status status : Status.values()) {
      if (constant == Light.of(status)) {
        return status.wire();
      }
    }
    String words = constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static List<String> page(String title) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + title);
    lines.add("");
    lines.add("<!-- Written from the code: change it there, then run " + REGENERATE + " -->");
    lines.add("");
    return lines;
  }

  /** The command that writes the pages again. */
  static final String REGENERATE = "mvn test -Dtest=ReferenceTest -Dreference.write=true";

  private static void row(List<String> lines, String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
