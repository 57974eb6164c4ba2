/**
 * The conversation with the back office: connecting and staying connected, registration, the one
 * outstanding call, the durable queue, and the answers to what the back office asks. It is told
 * frames and the state of the link; invariants: one own call at a time, transaction messages leave
 * in order and are forgotten only when delivered, nothing leaves before registration allows it.
 */
@NullMarked
package opencompact.host.uplink;

import org.jspecify.annotations.NullMarked;
