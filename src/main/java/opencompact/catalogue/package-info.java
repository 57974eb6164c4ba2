/**
 * What the manual and the standards fix, each thing declared once, as data: faults, limits, reset
 * reasons, statuses, lights, sounds, configuration keys. The RTM, OCPP, the web client and the
 * generated reference read it here; nothing here decides.
 */
@NullMarked
package opencompact.catalogue;

import org.jspecify.annotations.NullMarked;
