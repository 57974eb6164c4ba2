/**
 * What is measured and when it is told: measurands, sampled and clock-aligned instants, readings
 * for the end of a transaction. It is told the settings, the RTM's report and the billing register,
 * and remembers samples as facts. Invariants: the readings of one sample are of one instant; the
 * intervals of a transaction add up to its register; no instant is sampled twice.
 */
@NullMarked
package opencompact.host.energy;

import org.jspecify.annotations.NullMarked;
