/**
 * The default world: the electrical bench and everything else a station meets, simulated. It
 * decides what physics, cars and people do, is told only what the station commands, and holds one
 * invariant: the same seed and the same deeds give the same world, however coarse the steps of
 * time.
 */
@NullMarked
package opencompact.sim;

import org.jspecify.annotations.NullMarked;
