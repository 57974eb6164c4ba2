/**
 * One visit to the connector, from card to unplugged cable. It is told cards, the RTM's report and
 * the back office's answers; invariants: a transaction is on disk before energy is granted, one
 * runs at a time, and each that began ends once.
 */
@NullMarked
package opencompact.host.charge;

import org.jspecify.annotations.NullMarked;
