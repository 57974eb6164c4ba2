package opencompact.ocpp;

/**
 * Why a CALL is refused, in the spelling of OCPP-J 1.6: one {@code r} in {@code
 * OccurenceConstraintViolation}, and no {@code FormatViolation} (OCPP-TR-26, OCPP-TR-29).
 */
public enum CallErrorCode implements Word {
  /** The action is no word of OCPP 1.6 or of the security white paper (OCPP-TR-24). */
  NOT_IMPLEMENTED("NotImplemented"),
  /** The action is known but not for us, or its feature is off (OCPP-TR-25). */
  NOT_SUPPORTED("NotSupported"),
  /** We failed while carrying it out (OCPP-TR-31). */
  INTERNAL_ERROR("InternalError"),
  /** The payload contradicts itself and the action has no status to say so (OCPP-TR-32). */
  PROTOCOL_ERROR("ProtocolError"),
  /** Understood, but forbidden now or by policy (OCPP-TR-30). */
  SECURITY_ERROR("SecurityError"),
  /** The frame around the payload is wrong (OCPP-TR-22, OCPP-TR-23). */
  FORMATION_VIOLATION("FormationViolation"),
  /** A value is of the right type but not allowed (OCPP-TR-28). */
  PROPERTY_CONSTRAINT_VIOLATION("PropertyConstraintViolation"),
  /** Something required is missing, or there are too few or too many (OCPP-TR-26). */
  OCCURENCE_CONSTRAINT_VIOLATION("OccurenceConstraintViolation"),
  /** A value has the wrong JSON type, or a text is too long (OCPP-TR-27). */
  TYPE_CONSTRAINT_VIOLATION("TypeConstraintViolation"),
  /** None of the above (OCPP-TR-33). */
  GENERIC_ERROR("GenericError");

  private final String wire;

  CallErrorCode(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
