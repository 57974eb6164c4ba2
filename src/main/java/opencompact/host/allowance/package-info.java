/**
 * How much and when: the host's limits, the permissions to charge, and the one answer to "why". It
 * is told settings, time, the visit and the RTM's report; it remembers only since when each hold
 * stands.
 */
@NullMarked
package opencompact.host.allowance;

import org.jspecify.annotations.NullMarked;
