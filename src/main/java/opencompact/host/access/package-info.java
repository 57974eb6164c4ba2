/**
 * Who may charge: the owner's cards, the cache of the back office's answers, and the offline rules.
 * It is told a card and what is known of it, and says yes, no, or ask; it keeps nothing.
 */
@NullMarked
package opencompact.host.access;

import org.jspecify.annotations.NullMarked;
