package opencompact.memory;

import opencompact.quantity.Amperes;
import opencompact.quantity.WattHours;

/**
 * The rate of a charge became another: what the car is offered, or what it takes (UK-ME-01). The
 * power is measured once the car has had the time to follow.
 *
 * @param number the session, by the station's own count
 * @param at when the rate began to differ from the one before
 * @param offered what the car is offered per phase; none while it is offered nothing
 * @param watts the power measured, all phases together
 * @param register the import register when it was measured
 * @param cause a stable word for why: the first of what {@code why} tells then
 * @param sentence the same for people
 * @param merged how many changes since the one before were too quick to be told by themselves
 */
public record RateChange(
    int number,
    Stamp at,
    Amperes offered,
    int watts,
    WattHours register,
    String cause,
    String sentence,
    int merged) {

  /** The same once the wall time at which its boot began is known (OCPP-BT-15). */
  public RateChange dated(Fact.ClockKnown clock) {
    return new RateChange(
        number, at.dated(clock), offered, watts, register, cause, sentence, merged);
  }
}
