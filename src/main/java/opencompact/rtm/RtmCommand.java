package opencompact.rtm;

/** What the host tells the RTM. Delivery may be late or fail; the RTM stays safe without it. */
public sealed interface RtmCommand {
  /** The renewed grant. */
  record HostGrants(Grant grant) implements RtmCommand {}

  /** Settings were changed by a person or the back office. */
  record Configured(RtmSettings settings) implements RtmCommand {}

  /** A person at the web client, or the back office, asks to clear faults. */
  record FaultsCleared(boolean remotely) implements RtmCommand {}

  /**
   * The plug shall be released now, even a latched lock retried (UnlockConnector, web UNLOCK).
   * Honoured only once the contacts are measured open.
   */
  record UnlockWanted() implements RtmCommand {}

  /** The host's meter answers or is silent, so that PRT-18 stands in the same word. */
  record ExternalMeter(boolean silent) implements RtmCommand {}
}
