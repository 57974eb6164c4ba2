/**
 * Where the house is put together: the command line, the appliance and its cells, the clocks.
 *
 * <p>This room decides nothing about charging. It is told what to build by the command line and the
 * configuration, gives every machine its time, its chance and its ports, and carries events in and
 * commands out. It is the only room that reads a clock; a machine in a cell sees one event at a
 * time, and facts reach the journal before commands reach the world.
 */
@NullMarked
package opencompact.run;

import org.jspecify.annotations.NullMarked;
