package opencompact.host.uplink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import opencompact.catalogue.Access;
import opencompact.catalogue.Effective;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Parsed;
import opencompact.catalogue.Settings;
import opencompact.catalogue.Shape;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.ocpp.ChangeConfiguration;
import opencompact.ocpp.ConfigurationKey;
import opencompact.ocpp.GetConfiguration;
import opencompact.ocpp.MeasurandList;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * What the back office may read and change of the settings, and a person at the station more of
 * them (OCPP-CF-01 to CF-08, OCPP-MS-22, OCPP-MS-25). Pure: it says what is to be remembered.
 */
public final class Configuration {
  private static final String BACK_OFFICE = "back office";

  private Configuration() {}

  /**
   * What becomes of a wish to change a setting.
   *
   * @param facts what is to be remembered before the answer leaves; empty if nothing changes
   * @param sentence for the log or the person; it never contains a secret
   */
  public record Change(ChangeConfiguration.Status status, List<Fact> facts, String sentence) {
    public Change {
      facts = List.copyOf(facts);
    }

    /** Whether the value holds now, or will after a restart. */
    public boolean accepted() {
      return status == ChangeConfiguration.Status.ACCEPTED
          || status == ChangeConfiguration.Status.REBOOT_REQUIRED;
    }
  }

  /** The named keys, or all where none is named (OCPP-MS-25). */
  public static GetConfiguration.Response read(
      GetConfiguration.Request request, Settings settings, Memory memory) {
    List<String> wanted = request.key();
    List<ConfigurationKey> known = new ArrayList<>();
    if (wanted == null || wanted.isEmpty()) {
      for (Key<?> key : Keys.all()) {
        if (access(key, settings).known()) {
          known.add(told(key, settings));
        }
      }
      return new GetConfiguration.Response(known, null);
    }
    Map<String, String> unknown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<Key<?>> listed = new ArrayList<>();
    for (String name : wanted) {
      Key<?> key = Keys.named(name);
      if (key == null || !access(key, settings).known()) {
        unknown.putIfAbsent(name, name);
      } else if (!listed.contains(key)) {
        listed.add(key);
        known.add(told(key, settings));
      }
    }
    return new GetConfiguration.Response(
        known, unknown.isEmpty() ? null : inOrder(wanted, unknown));
  }

  /** Unknown names once each, as and where they were first asked for. */
  private static List<String> inOrder(List<String> wanted, Map<String, String> unknown) {
    return wanted.stream().filter(name -> name.equals(unknown.get(name))).distinct().toList();
  }

  private static ConfigurationKey told(Key<?> key, Settings settings) {
    Access access = access(key, settings);
    return new ConfigurationKey(
        key.name(), !access.writable(), access.readable() ? settings.text(key) : null);
  }

  private static Access access(Key<?> key, Settings settings) {
    return key.access(settings.delivery().model());
  }

  /** The back office wants to change a setting (OCPP-CF-01). */
  public static Change change(
      ChangeConfiguration.Request request, Settings settings, Memory memory, Moment now) {
    Key<?> key = Keys.named(request.key());
    if (key == null || !access(key, settings).known()) {
      return refused(
          ChangeConfiguration.Status.NOT_SUPPORTED,
          "There is no configuration key " + request.key() + ".");
    }
    if (!access(key, settings).writable()) {
      return rejected(key.name() + " cannot be changed.");
    }
    String objection =
        key == Keys.SECURITY_PROFILE
            ? raisingProfile(request.value(), settings, memory, now)
            : addressable(key, request.value(), settings, memory, now);
    if (key == Keys.BACKEND_URL && request.value().isBlank()) {
      objection = "The back office can name another address, and not take its own away.";
    }
    return objection == null
        ? set(key, request.value(), BACK_OFFICE, settings)
        : rejected(objection);
  }

  /**
   * A person at the station, by the web client or the command line, wants to change a setting. They
   * see the settings that OCPP does not know, and may lower the security profile (OCPP-SE-01).
   *
   * @param by who, for the log
   */
  public static Change change(
      Key<?> key, String value, String by, Settings settings, Memory memory, Moment now) {
    if (access(key, settings) == Access.READ_ONLY) {
      return rejected(key.name() + " describes the station and cannot be changed.");
    }
    String objection = addressable(key, value, settings, memory, now);
    return objection == null ? set(key, value, by, settings) : rejected(objection);
  }

  private static Change set(Key<?> key, String value, String by, Settings settings) {
    return switch (key.parse(value)) {
      case Parsed.Refused<?>(String sentence) -> rejected(sentence);
      case Parsed.Ok<?>(Object _, String text) when key.shape() instanceof Shape.Measurands ->
          switch (MeasurandList.parse(text)) {
            case MeasurandList.Refused(String why) ->
                rejected(key.name() + " is not changed: " + why + ".");
            // Names are taken in any case and kept as OCPP spells them (OCPP-MV-21).
            case MeasurandList.Accepted(MeasurandList list) ->
                changed(key, list.toString(), by, settings);
          };
      case Parsed.Ok<?>(Object _, String text) -> {
        if (access(key, settings) == Access.WRITE_ONLY) {
          // Setting the same secret again still means a new connection (OCPP-CF-07).
          yield accepted(
              key,
              List.of(new Fact.SecretChanged(key.name(), text)),
              key.name() + " was changed by " + by + ".");
        }
        yield changed(key, text, by, settings);
      }
    };
  }

  private static Change changed(Key<?> key, String text, String by, Settings settings) {
    if (text.equals(settings.text(key))) {
      return accepted(
          key, List.of(), key.name() + " already is " + shown(text) + "; nothing changed.");
    }
    return accepted(
        key,
        List.of(new Fact.SettingChanged(key.name(), text, by)),
        key.name()
            + " was changed from "
            + shown(settings.text(key))
            + " to "
            + shown(text)
            + " by "
            + by
            + ".");
  }

  /** The rules for raising the security profile over OCPP; null if it may be done (OCPP-SE-02). */
  private static @Nullable String raisingProfile(
      String value, Settings settings, Memory memory, Moment now) {
    return Keys.SECURITY_PROFILE.parse(value)
            instanceof Parsed.Ok<Integer>(Integer wanted, String _)
        ? ProfileRules.raising(wanted, settings.value(Keys.SECURITY_PROFILE), memory, now.wall())
        : null;
  }

  /** What Basic auth cannot carry is refused where it is typed (OCPP-TR-06). */
  private static @Nullable String addressable(
      Key<?> key, String value, Settings settings, Memory memory, Moment now) {
    int profile = settings.value(Keys.SECURITY_PROFILE);
    if (key == Keys.UID && value.indexOf(':') >= 0 && (profile == 1 || profile == 2)) {
      return "With security profile " + profile + " the UID must not contain a colon.";
    }
    if (key == Keys.SECURITY_PROFILE
        && Keys.SECURITY_PROFILE.parse(value)
            instanceof Parsed.Ok<Integer>(Integer wanted, String _)) {
      return ProfileRules.entering(wanted, memory, now.wall());
    }
    if (key == Keys.METER_CALIBRATION && memory.open() != null) {
      // A charge is billed by one calibration (OCP-5).
      return "The meter is not recalibrated while a charge runs; wait for its end.";
    }
    return null;
  }

  private static Change accepted(Key<?> key, List<Fact> facts, String sentence) {
    ChangeConfiguration.Status status =
        key.effective() == Effective.AFTER_REBOOT && !facts.isEmpty()
            ? ChangeConfiguration.Status.REBOOT_REQUIRED
            : ChangeConfiguration.Status.ACCEPTED;
    return new Change(status, facts, sentence);
  }

  private static Change rejected(String sentence) {
    return refused(ChangeConfiguration.Status.REJECTED, sentence);
  }

  private static Change refused(ChangeConfiguration.Status status, String sentence) {
    return new Change(status, List.of(), sentence);
  }

  private static String shown(String text) {
    return text.isEmpty() ? "nothing" : text;
  }
}
