package opencompact.ocpp;

/** The two ends of an OCPP link. */
public enum Side {
  CHARGE_POINT,
  CENTRAL_SYSTEM
}
