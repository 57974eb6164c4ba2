/**
 * What the light bar shows. It is told the status, whether the station was commissioned and whether
 * the back office is in reach, and what happened to a card; it computes the row of the catalogue's
 * table. Invariant: nobody sets a light; the same state always shows the same.
 */
@NullMarked
package opencompact.host.lamp;

import org.jspecify.annotations.NullMarked;
