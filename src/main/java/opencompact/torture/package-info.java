/**
 * The room in which a station is tortured: days of drivers and cars, and in them power cuts, sick
 * disks, bad lines and a back office out of its mind; and a ledger that knows what truly happened.
 * It decides what befalls the world and judges what the back office was told; it is told physics
 * and frames, never what the station believes. One seed is one life, and replays exactly.
 */
@NullMarked
package opencompact.torture;

import org.jspecify.annotations.NullMarked;
