/**
 * What survives a power cut: facts, their fold, and the journal's door. It is told facts, in order,
 * and decides nothing but what they add up to. Invariants: the fold of the journal is the whole
 * memory; transaction numbers and the energy register never go back; a message leaves the outbox
 * only by a fact.
 */
@NullMarked
package opencompact.memory;

import org.jspecify.annotations.NullMarked;
