package opencompact.ocpp;

/**
 * A word of the protocol: an enum value that has OCPP's own, case-sensitive spelling (OCPP-TR-14).
 */
public interface Word {
  String wire();
}
