package opencompact.ocpp;

/** Why a value was read (OCPP 1.6, 7.35). */
public enum ReadingContext implements Word {
  INTERRUPTION_BEGIN("Interruption.Begin"),
  INTERRUPTION_END("Interruption.End"),
  OTHER("Other"),
  SAMPLE_CLOCK("Sample.Clock"),
  SAMPLE_PERIODIC("Sample.Periodic"),
  TRANSACTION_BEGIN("Transaction.Begin"),
  TRANSACTION_END("Transaction.End"),
  TRIGGER("Trigger");

  static final Words<ReadingContext> WORDS = Words.of(values());

  private final String wire;

  ReadingContext(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
