package opencompact.host.upkeep;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import opencompact.catalogue.Access;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.host.HostView;
import opencompact.host.allowance.Hold;

/**
 * What a service engineer wants to see of a station (DIA-1): who it is, what it does and why, its
 * settings, its faults, what it owes the back office, and its log. Secrets are not among it: those
 * that can only be written are not even read, and logins in addresses are blotted out (OCPP-DG-03).
 */
public final class Diagnostics {
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Diagnostics() {}

  /** Everything, with the lines of the log that fall into the window. */
  public static Dossier of(HostView view, LogWindow window) {
    return new Dossier(
        name(view, "diagnostics"),
        List.of(
            new Dossier.Page("station.txt", station(view)),
            new Dossier.Page("why.txt", why(view)),
            new Dossier.Page("faults.txt", faults(view)),
            new Dossier.Page("settings.txt", settings(view)),
            new Dossier.Page("queue.txt", queue(view))),
        window);
  }

  /** The security log alone (OCPP-SE-42). */
  public static Dossier security(HostView view, LogWindow window) {
    return new Dossier(name(view, "security"), List.of(), window);
  }

  private static String name(HostView view, String what) {
    Instant wall = view.wall();
    String when =
        wall == null ? "uptime" + view.uptimeNanos() / 1_000_000_000 : FILE_TIME.format(wall);
    return "COMPACT-" + view.identity().serial() + "-" + what + "-" + when + ".zip";
  }

  private static String station(HostView view) {
    HostView.Identity who = view.identity();
    StringBuilder text = new StringBuilder();
    line(text, "Model", who.model() + " (" + who.deviceModel() + ")");
    line(text, "Serial number", who.serial());
    line(text, "UID", who.uid());
    line(text, "Firmware", who.firmware());
    line(text, "Last start", view.resetReason());
    line(text, "Uptime", view.uptimeNanos() / 1_000_000_000 + " s");
    line(text, "Time of day", view.wall() == null ? "unknown" : String.valueOf(view.wall()));
    line(text, "Status", view.status() + " since " + view.since());
    line(text, "Error code", view.errorCode().toString());
    line(text, "In a sentence", view.sentence());
    line(text, "RTM", view.rtmOnline() ? "heard" : "silent");
    line(text, "RTM's last report", String.valueOf(view.rtm()));
    HostView.Transaction open = view.transaction();
    line(text, "Transaction", open == null ? "none" : String.valueOf(open.number()));
    return text.toString();
  }

  private static String why(HostView view) {
    StringBuilder text = new StringBuilder();
    for (Hold hold : view.why()) {
      text.append(hold).append('\n');
    }
    return Blotted.text(text.toString());
  }

  private static String faults(HostView view) {
    StringBuilder text = new StringBuilder();
    for (HostView.StandingFault fault : view.faults()) {
      text.append(fault.fault()).append(" since ").append(fault.since()).append(": ");
      text.append(fault.measured()).append('\n');
    }
    return text.isEmpty() ? "No fault stands.\n" : text.toString();
  }

  private static String settings(HostView view) {
    StringBuilder text = new StringBuilder();
    for (Key<?> key : Keys.all()) {
      boolean secret = key.access(view.settings().delivery().model()) == Access.WRITE_ONLY;
      line(text, key.name(), secret ? "***" : Blotted.text(view.settings().text(key)));
    }
    return text.toString();
  }

  private static String queue(HostView view) {
    StringBuilder text = new StringBuilder();
    HostView.Line line = view.line();
    line(text, "Line", line.state() + ": " + Blotted.text(line.sentence()));
    line(text, "Address", Blotted.text(String.valueOf(line.url())));
    line(text, "Last heard", String.valueOf(line.lastHeard()));
    HostView.Queue queue = view.queue();
    line(text, "Messages owed", queue.messages() + " of at most " + queue.room());
    line(text, "In memory besides", String.valueOf(queue.inMemory()));
    line(text, "Attempts at the oldest that failed", String.valueOf(queue.failures()));
    line(text, "Security events owed", String.valueOf(queue.securityEvents()));
    line(text, "A call waits for its answer", String.valueOf(line.outstanding()));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append('\n');
  }
}
