package opencompact.host.uplink;

/**
 * The door to the back office: one WebSocket at a time, driven from the host's turns. Calls return
 * at once; what happens comes back through the {@link Listener}, from any thread, in order. A link
 * never reconnects by itself: when to try again is the host's decision (OCPP-TR-40).
 */
public interface BackOfficeLink extends AutoCloseable {

  /** Opens a connection; a connection that is open or being opened is dropped first, silently. */
  void connect(Endpoint endpoint, Listener listener);

  /** Sends one text frame; nothing happens where no connection is open. */
  void send(String text);

  /** Sends a ping; the answer comes as {@link Listener#pong}. */
  void ping();

  /**
   * Sends a close frame and cuts the connection at the latest three seconds later (OCPP-TR-44).
   * Frames handed over before are flushed first.
   *
   * @param code WebSocket close code, 1000 to 1015
   */
  void disconnect(int code, String reason);

  /** Releases everything. */
  @Override
  void close();

  /** What a link tells. After {@link #down} nothing more is told of that connection. */
  interface Listener {
    /** The handshake succeeded with sub-protocol ocpp1.6. */
    void up();

    /**
     * Told before {@link #up} where an installed root certificate vouches for the server.
     *
     * @param fingerprint the SHA-256 of that certificate, in hex
     */
    default void anchored(String fingerprint) {}

    /** A whole text message arrived. */
    void frame(String text);

    /** The answer to a ping, or any ping of the server's, was seen. */
    void pong();

    /** The attempt failed or the connection ended; the reason is a sentence for a person. */
    void down(Down why);
  }

  /**
   * Why a connection is gone.
   *
   * @param kind the class of reason, for decisions and security events
   * @param httpStatus the handshake's status, 0 where there was none
   * @param retryAfterSeconds the server's wish, 0 where there was none (OCPP-TR-05)
   * @param sentence what a person should read: what happened and what to check
   */
  record Down(Kind kind, int httpStatus, int retryAfterSeconds, String sentence) {
    /** Classes of reasons. */
    public enum Kind {
      /** The name does not resolve, nothing listens, no route. */
      UNREACHABLE,
      /** The server does not speak TLS, or TLS failed in a way that is none of the next four. */
      TLS,
      /** The server's certificate is not believed: its signer, its name, its time (OCPP-SE-07). */
      UNTRUSTED,
      /** The server speaks no TLS 1.2 or later. */
      OLD_TLS,
      /** The server offers no encryption that is strong enough. */
      WEAK_TLS,
      /** The server wants a certificate of ours, and another than it got. */
      STRANGER,
      /** The server answered the handshake with something other than 101. */
      REFUSED,
      /** 101, but without or with another sub-protocol (OCPP-TR-04). */
      WRONG_PROTOCOL,
      /** The other side closed or cut the connection. */
      CLOSED,
      /** We closed it, or it broke a rule (too large, not UTF-8: OCPP-TR-08, OCPP-TR-10). */
      ENDED
    }
  }
}
