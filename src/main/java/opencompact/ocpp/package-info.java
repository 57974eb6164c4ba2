/**
 * OCPP 1.6J as data: every operation with its request and response, the frames that carry them, and
 * the exact errors a bad frame earns. The room decides what is well-formed and how it is spelled;
 * it is told the text that arrived, which call is outstanding, and the ids to use. It keeps no
 * state, never throws on a peer's text, and never emits a message that the official schemas refuse.
 */
@NullMarked
package opencompact.ocpp;

import org.jspecify.annotations.NullMarked;
