package opencompact.conformance.suite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** All scenarios of the suite, chapter by chapter. */
final class Registry {
  /** Scenarios about one feature profile. */
  record Chapter(String title, List<Scenario> scenarios) {}

  /** A scenario and what it is told by. */
  record Scenario(Case about, Consumer<Tool> story) {
    String id() {
      return about.id();
    }

    /** Whether it is told here, and not elsewhere or not at all. */
    boolean told() {
      return about.inapplicable().isEmpty() && about.toldBy().length == 0;
    }
  }

  private Registry() {}

  static List<Chapter> chapters() {
    return List.of(
        chapter("Core: boot, start, stop", CoreCharging.class),
        chapter("Core: remote, reset, unlock, configuration, metering", CoreControl.class),
        chapter("Core: power and connection", CoreOffline.class),
        chapter("Local Auth List Management", LocalLists.class),
        chapter("Firmware Management", FirmwareManagement.class),
        chapter("Reservation", Reservations.class),
        chapter("Remote Trigger and DataTransfer", Triggers.class),
        chapter("Smart Charging", SmartCharging.class),
        chapter("Security", Security.class),
        chapter("Own: the conversation", OwnConversation.class),
        chapter("Own: what the station does", OwnBehaviour.class));
  }

  private static Chapter chapter(String title, Class<?> home) {
    List<Scenario> scenarios = new ArrayList<>();
    for (Method method : home.getDeclaredMethods()) {
      Case about = method.getAnnotation(Case.class);
      if (about != null) {
        scenarios.add(new Scenario(about, tool -> tell(method, tool)));
      }
    }
    scenarios.sort(Comparator.comparing(Scenario::id));
    return new Chapter(title, List.copyOf(scenarios));
  }

  private static void tell(Method method, Tool tool) {
    try {
      method.invoke(null, tool);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case Error failure -> throw failure;
        case RuntimeException failure -> throw failure;
        default -> throw new IllegalStateException(e.getCause());
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The ids of all scenarios that are told. */
  static List<String> ids() {
    return chapters().stream()
        .flatMap(chapter -> chapter.scenarios().stream())
        .map(Scenario::id)
        .toList();
  }

  /** Whether one of the ids asked for, in full or as its end, is this one; none asked is all. */
  static boolean asked(Scenario scenario, String... ids) {
    return ids.length == 0
        || Arrays.stream(ids)
            .anyMatch(id -> scenario.id().equals(id) || scenario.id().equals("OCPP-" + id));
  }
}
