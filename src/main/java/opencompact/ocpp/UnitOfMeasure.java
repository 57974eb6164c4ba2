package opencompact.ocpp;

/** The unit of a sampled value (OCPP 1.6, 7.45). */
public enum UnitOfMeasure implements Word {
  WH("Wh"),
  KWH("kWh"),
  VARH("varh"),
  KVARH("kvarh"),
  W("W"),
  KW("kW"),
  VA("VA"),
  KVA("kVA"),
  VAR("var"),
  KVAR("kvar"),
  A("A"),
  V("V"),
  CELSIUS("Celsius"),
  FAHRENHEIT("Fahrenheit"),
  K("K"),
  PERCENT("Percent");

  static final Words<UnitOfMeasure> WORDS = Words.of(values());

  private final String wire;

  UnitOfMeasure(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
