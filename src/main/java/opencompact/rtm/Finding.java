package opencompact.rtm;

/** Which of a fault's several causes was found, where its sentence depends on it. */
enum Finding {
  USUAL,
  /** RCD: the sensor did not show its test current (RCD-03). */
  TEST_NOT_SEEN,
  /** RCD: the sensor went on showing it when it had ended (RCD-03). */
  TEST_NOT_ENDED,
  /** NEUTRAL: L1 and N are exchanged (PEN-04). */
  SWAPPED,
  /** PHASES: L1, L2, L3 follow each other the wrong way round. */
  WRONG_ORDER,
  /** PHASES: a configured line has no voltage. */
  LINE_MISSING,
  /** PHASES: a line that is not configured has voltage. */
  LINE_TOO_MANY,
  /** PHASES: the neutral terminal carries a line. */
  LINE_TO_LINE,
  /** POWER_RELAY: open without having been told. */
  OPENED_BY_ITSELF
}
