/**
 * The real peripherals and the real network: each class here is the real side of a port that a room
 * further down has declared, named after the thing it drives. A driver decides nothing about
 * charging; it turns what a wire does into events and what a machine wants into bytes. Invariants:
 * a call returns at once and what takes time comes back as an event; a driver never retries by
 * itself.
 */
@NullMarked
package opencompact.driver;

import org.jspecify.annotations.NullMarked;
