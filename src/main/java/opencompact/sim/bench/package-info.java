/**
 * The simulated electrical world of one station: supply, contacts, cable, car, lock, heat, leakage
 * and energy meter. It decides what the power stage measures; it is told what the RTM commands and
 * what a person does or breaks. All of it moves only in {@code Bench.advance}, in closed form
 * between events, so that steps of 10 ms and of 1 s end in the same world; nothing is allocated
 * while time passes, and energy taken from the supply is exactly the energy in the register.
 */
@NullMarked
package opencompact.sim.bench;

import org.jspecify.annotations.NullMarked;
