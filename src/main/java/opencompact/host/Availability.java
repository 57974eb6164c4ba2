package opencompact.host;

import opencompact.host.charge.Charge;
import opencompact.host.charge.Visit;
import opencompact.memory.Fact;
import opencompact.memory.Memory;

/** Whether station (0) and connector (1) are in service, now or after the visit (OCPP-MS-21). */
final class Availability {
  private final Memory memory;
  private final Visit visit;

  Availability(Memory memory, Visit visit) {
    this.memory = memory;
    this.visit = visit;
  }

  /** What became of a wish to change it. */
  enum Changed {
    APPLIED("It is done."),
    SCHEDULED("It happens when the running charge has ended and the cable is out.");

    private final String sentence;

    Changed(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  /** Whether station and connector are both in service. */
  boolean operative() {
    return memory.operative(0) && memory.operative(1);
  }

  /** Whether one of them goes out of service when the present visit is over. */
  boolean closing() {
    return Boolean.FALSE.equals(memory.scheduled(0)) || Boolean.FALSE.equals(memory.scheduled(1));
  }

  /** Puts the station or the connector in or out of service, now or after the charge. */
  Changed change(int connector, boolean operative, Turn turn) {
    if (!operative && visit.charge().running()) {
      turn.remember(new Fact.AvailabilityScheduled(connector, false));
      turn.note("station", name(connector) + " goes out of service after this charge.");
      return Changed.SCHEDULED;
    }
    if (memory.scheduled(connector) != null) {
      turn.remember(new Fact.AvailabilityScheduled(connector, null));
      turn.note("station", name(connector) + " stays in service after all.");
    }
    apply(connector, operative, turn);
    return Changed.APPLIED;
  }

  /**
   * A change that waited is applied when the driver has nothing left to do: not while the cable of
   * the ended charge is in, which is Finishing (OCPP-ST-C6, OCPP-ST-F8, OCPP-X-12).
   */
  void settle(Turn turn) {
    Charge charge = visit.charge();
    if (charge.running() || charge.finishing()) {
      return;
    }
    for (int connector = 0; connector <= 1; connector++) {
      Boolean wanted = memory.scheduled(connector);
      if (wanted != null) {
        turn.remember(new Fact.AvailabilityScheduled(connector, null));
        apply(connector, wanted, turn);
      }
    }
  }

  private void apply(int connector, boolean operative, Turn turn) {
    if (memory.operative(connector) != operative) {
      turn.remember(new Fact.AvailabilityChanged(connector, operative));
      turn.note(
          "station",
          name(connector) + (operative ? " is in service again." : " is out of service."));
    }
  }

  private static String name(int connector) {
    return connector == 0 ? "The station" : "The connector";
  }
}
