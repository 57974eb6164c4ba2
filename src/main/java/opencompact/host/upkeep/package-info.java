/**
 * The station's own life: restarts ordered by the back office or a person, and the unlocking of the
 * plug on demand. It is told what was ordered and what the RTM reports; invariant: a restart waits
 * for the transaction's end to be durable.
 */
@NullMarked
package opencompact.host.upkeep;

import org.jspecify.annotations.NullMarked;
