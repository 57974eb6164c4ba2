/**
 * The station's HTTPS client and interface: pages and the HTTP interface that they, programs and
 * the command line use (WEB-1, WEB-12, WEB-13, SEC-1). It decides who may ask for what and how an
 * answer looks; it is told the host's picture through {@link opencompact.web.Station} and, on
 * simulated hardware, the bench's through {@link opencompact.web.Bench}. Handlers only read a
 * published picture or pass a wish on, so nothing here blocks; no rule of charging lives here, and
 * nothing that is shown is kept here.
 */
@NullMarked
package opencompact.web;

import org.jspecify.annotations.NullMarked;
