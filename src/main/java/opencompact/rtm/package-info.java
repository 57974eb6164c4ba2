/**
 * The safety core: control pilot, proximity pilot, contactor, lock, faults. It is told raw signals
 * and the host's grant, and decides in one ladder of conditions whether current may flow. It has
 * never heard of cards, transactions or OCPP, and holds even when everything above it is dead, late
 * or hostile: current flows only through a locked plug (tethered: a connected one), in state C or
 * an allowed D, under a fresh grant, with no stopping fault, at no more than the least limit.
 */
@NullMarked
package opencompact.rtm;

import org.jspecify.annotations.NullMarked;
