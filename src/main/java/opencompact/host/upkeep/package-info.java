/**
 * The station's own life: restarts ordered by the back office or a person, the unlocking of the
 * plug on demand, and the files that the back office has fetched and brought: firmware,
 * diagnostics, logs. It is told what was ordered, what the RTM reports and what became of files; it
 * decides when to try again, when to install and what is said of it. Invariants: a restart waits
 * for the transaction's end to be durable; firmware is not installed during a charge, nor before
 * its signature is checked where it has one; no secret is in an archive.
 */
@NullMarked
package opencompact.host.upkeep;

import org.jspecify.annotations.NullMarked;
