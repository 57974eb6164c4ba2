/**
 * The back office's charging profiles: which are taken, and which limit they set at which second
 * (OCPP-SC-01 to SC-45). It is told requests, the time, and whether a transaction runs; the
 * profiles themselves are kept in memory. Everything is counted in whole seconds and in tenths of a
 * watt, so that amperes and watts compare exactly and nothing is rounded before the end.
 */
@NullMarked
package opencompact.host.profile;

import org.jspecify.annotations.NullMarked;
