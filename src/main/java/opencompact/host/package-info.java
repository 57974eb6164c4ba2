/**
 * The mind above the RTM: who may charge, how much and when, what is remembered, what the back
 * office is told, what a person sees. It lives by turns: hears one event, settles what follows, and
 * leaves facts and commands in the turn. It sets no status, light or page: they are computed from
 * its state.
 */
@NullMarked
package opencompact.host;

import org.jspecify.annotations.NullMarked;
