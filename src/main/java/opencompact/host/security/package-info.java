/**
 * Certificates: whom the station believes and how it shows who it is (section 9.3 of the OCPP
 * checklist). It decides which certificates are installed, believed, asked for and used; it is told
 * what the back office sends and when. Root certificates and the station's own are facts in memory;
 * private keys are made and used behind the port {@link opencompact.host.security.KeySafe} and are
 * never seen here. Invariant: whatever is stored was parsed and checked before.
 */
@NullMarked
package opencompact.host.security;

import org.jspecify.annotations.NullMarked;
