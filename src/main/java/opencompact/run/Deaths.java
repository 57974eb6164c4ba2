package opencompact.run;

/**
 * Who is told when a cell dies. A cell that finds itself in an impossible state stops the station;
 * nothing catches it on the way (house rules: crashing is safe because booting is practised every
 * day).
 */
interface Deaths {
  void died(String cell, Throwable why);
}
