package opencompact.host;

import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.rtm.Pilot;
import opencompact.rtm.RtmReport;

/**
 * What the event log says of a car's dealings with the control pilot that are no faults: that it
 * was called because it did not ask, that nothing woke it, that it wanted ventilation, that it is
 * spared further pauses (IEC-W-01 to IEC-W-03, IEC-D-01).
 */
final class PilotWatch {
  private RtmReport.PlugIn before = RtmReport.PlugIn.FRESH;
  private boolean refusedBefore;

  void reported(RtmReport report, Settings settings, Turn turn) {
    RtmReport.PlugIn now = report.plugIn();
    if (now.wakeUpCalls() > before.wakeUpCalls()) {
      note(
          "The car does not ask for energy although it is offered; wake-up call "
              + now.wakeUpCalls()
              + ".",
          turn);
    }
    if (now.replugAdvised() && !before.replugAdvised()) {
      note(
          "No wake-up call has woken the car. If it should charge: unplug it and plug it in again.",
          turn);
    }
    if (now.delay() == RtmReport.Delay.SPARING_THE_CAR && before.delay() != now.delay()) {
      note(
          "The car has borne "
              + now.pauses()
              + " pauses since it was plugged in, so this one lasts ten minutes.",
          turn);
    }
    before = now;
    boolean refused =
        report.pilot() == Pilot.D && !settings.value(Keys.CHARGING_VENTILATED_ENABLED);
    if (refused && !refusedBefore) {
      note(
          "The car asks for ventilation (pilot state D), which c_ChargingVentilatedEnabled does"
              + " not allow; it is offered no current.",
          turn);
    }
    refusedBefore = refused;
  }

  private static void note(String sentence, Turn turn) {
    turn.note("charge", sentence);
  }
}
