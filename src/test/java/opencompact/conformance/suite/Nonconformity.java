package opencompact.conformance.suite;

/** The station did something else than the scenario prescribes. */
final class Nonconformity extends AssertionError {
  private static final long serialVersionUID = 1;

  Nonconformity(String what) {
    super(what);
  }
}
