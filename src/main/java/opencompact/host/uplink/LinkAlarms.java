package opencompact.host.uplink;

import java.util.EnumSet;
import java.util.Set;
import opencompact.catalogue.SecurityEvent;
import opencompact.host.Turn;
import opencompact.host.uplink.BackOfficeLink.Down;
import org.jspecify.annotations.Nullable;

/**
 * Which end of a connection is a security event (OCPP-TR-05, OCPP-SE-07). Each kind is one event
 * until a connection succeeds, however often it is tried meanwhile.
 */
final class LinkAlarms {
  private final Set<SecurityEvent> raised = EnumSet.noneOf(SecurityEvent.class);

  void connected() {
    raised.clear();
  }

  void ended(Down why, Turn turn) {
    SecurityEvent event = event(why);
    if (event != null && raised.add(event)) {
      turn.alert(event, why.sentence());
    }
  }

  private static @Nullable SecurityEvent event(Down why) {
    return switch (why.kind()) {
      case UNTRUSTED -> SecurityEvent.INVALID_CENTRAL_SYSTEM_CERTIFICATE;
      case OLD_TLS -> SecurityEvent.INVALID_TLS_VERSION;
      case WEAK_TLS -> SecurityEvent.INVALID_TLS_CIPHER_SUITE;
      case TLS -> SecurityEvent.CENTRAL_SYSTEM_FAILED_TO_AUTHENTICATE;
      case STRANGER -> SecurityEvent.FAILED_TO_AUTHENTICATE_AT_CENTRAL_SYSTEM;
      case REFUSED ->
          why.httpStatus() == 401 ? SecurityEvent.FAILED_TO_AUTHENTICATE_AT_CENTRAL_SYSTEM : null;
      case UNREACHABLE, WRONG_PROTOCOL, CLOSED, ENDED -> null;
    };
  }
}
