/**
 * Values with a unit and no opinions: currents, energies, id tags, moments. Constructors refuse
 * what cannot be; nothing here knows what the values are used for.
 */
@NullMarked
package opencompact.quantity;

import org.jspecify.annotations.NullMarked;
