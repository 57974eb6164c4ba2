package opencompact.memory;

import java.time.Instant;
import java.util.List;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/**
 * An event the station has decided to remember for good. A fact's shape is a promise: fields are
 * added with a default, never changed or reused, because journals of every released version are
 * replayed.
 */
public sealed interface Fact {

  // The life of the station.

  /** The program started; boots are counted from 1. The reason is a ResetReason's name. */
  record Booted(int boot, String reason, long wallMillis) implements Fact {}

  /** The wall time at which the given boot began became known (OCPP-BT-15). */
  record ClockKnown(int boot, long bootWallMillis) implements Fact {}

  /**
   * A restart was ordered; the next boot reads why. The cause is {@code SoftReset}, {@code
   * HardReset}, {@code Reboot} (web client, firmware) or {@code Stopped} (the program was asked to
   * end).
   */
  record RestartOrdered(String cause) implements Fact {}

  /** A setting, by its key's official name, in its normalised wire form. */
  record SettingChanged(String key, String value, String by) implements Fact {}

  /** All settings are as delivered again, and nothing else. */
  record SettingsReset(String by) implements Fact {}

  /**
   * The station is as delivered again, by one fact, so that a power cut leaves all or nothing of it
   * (RST-4): settings, secrets, certificates, cards, profiles, reservation and orders are
   * forgotten. What was measured and what the back office is owed stay: counters, registers, the
   * meter's calibration, the queue.
   */
  record FactoryReset(String by) implements Fact {}

  /** An installer has saved a configuration once (RST-1). */
  record Commissioned(String by) implements Fact {}

  /** A secret, kept apart from settings and never shown: admin password hash, AuthorizationKey. */
  record SecretChanged(String name, String value) implements Fact {
    /** The value stays out of logs. */
    @Override
    public String toString() {
      return "SecretChanged[" + name + "]";
    }
  }

  /**
   * The back office accepted this station at this address (OCPP-BT-10), on a connection secured in
   * this way: the one to go back to when another leads nowhere (OCP-3, OCPP-SE-04).
   *
   * @param profile the security profile; null where an older version did not write it
   */
  record Registered(String server, String identity, @Nullable Integer profile) implements Fact {}

  /** The back office has taken the newest value of a secret, so the one before is forgotten. */
  record SecretProven(String name) implements Fact {}

  // Certificates. Their private keys are no facts: they never leave the safe that made them.

  /**
   * A root certificate is installed (OCPP-SE-22).
   *
   * @param use what it vouches for, in the white paper's words
   * @param fingerprint the SHA-256 of its DER form, in hex
   */
  record CertificateInstalled(String use, String fingerprint, String pem) implements Fact {}

  record CertificateDeleted(String use, String fingerprint) implements Fact {}

  /** A key is to be made, for a certificate that is then asked for (OCPP-SE-20). */
  record KeyOrdered(String why) implements Fact {}

  /** That order leads to nothing. */
  record KeyOrderEnded(String why) implements Fact {}

  /**
   * A key was made as ordered and a certificate for it is asked for; replaces a request that was
   * open (OCPP-SE-20).
   *
   * @param key the safe's name for the private key
   * @param publicKey its public half, X.509's form in Base64
   * @param wallMillis when, or -1
   */
  record SigningAsked(String key, String publicKey, long wallMillis) implements Fact {}

  /** The request leads to nothing. */
  record SigningEnded(String why) implements Fact {}

  /**
   * The station was given a certificate of its own, the answer to the open request (OCPP-SE-21).
   *
   * @param chain PEM, its own first
   * @param wallMillis when, or -1
   */
  record StationCertified(String key, String chain, long wallMillis) implements Fact {}

  /** One of the station's own certificates is of no use any more. */
  record StationCertificateDropped(String key) implements Fact {}

  /** A connector (1) or the whole station (0) is operative or not (OCPP-MS-21). */
  record AvailabilityChanged(int connector, boolean operative) implements Fact {}

  /** A change of availability that waits for the end of the transaction; null cancels one. */
  record AvailabilityScheduled(int connector, @Nullable Boolean operative) implements Fact {}

  // Cards.

  /** A card of the owner's list (AUT-2, OCPP-AU-13). */
  record CardAdded(IdTag tag, String kind, long addedWallMillis, @Nullable Instant bestBy)
      implements Fact {}

  record CardRemoved(IdTag tag) implements Fact {}

  /** The back office's last word on a card, for the authorization cache (OCPP-AU-20). */
  record CardSeen(
      IdTag tag,
      String status,
      @Nullable Instant expiry,
      @Nullable IdTag parent,
      long seenWallMillis)
      implements Fact {}

  record CacheCleared() implements Fact {}

  /**
   * The back office's list was replaced, or some of its entries were: one fact for the whole
   * message, so that a power cut leaves the old list or the new one (OCPP-LL-06). Cards that enter
   * the list leave the cache (OCPP-LL-07).
   *
   * @param whole whether everything before is forgotten
   */
  record LocalListSent(int version, boolean whole, List<ListEntry> entries) implements Fact {}

  /** One entry of such a message; without a status the card leaves the list (OCPP-LL-03). */
  record ListEntry(
      IdTag tag, @Nullable String status, @Nullable Instant expiry, @Nullable IdTag parent) {}

  // Reservations.

  /**
   * The connector is kept for a card, or a card of its group; replaces any reservation before
   * (OCPP-RS-01). It ends by {@link ReservationEnded}, or by a transaction that carries its id.
   *
   * @param connector 1, or 0 where the back office named none
   */
  record Reserved(int id, int connector, IdTag tag, @Nullable IdTag parent, Instant until)
      implements Fact {}

  /** The reservation is over without having been used (OCPP-RS-03). */
  record ReservationEnded(int id, String why) implements Fact {}

  /**
   * Current waits at random until then, and a restart does not shorten it (OFF-4); null: it does no
   * more.
   */
  record StartDelayed(@Nullable Instant until) implements Fact {}

  // Transactions and what the back office is owed.

  /**
   * A transaction began; on disk before the contacts close (OCPP-TX-04). Queues its
   * StartTransaction.
   *
   * @param number the station's own count, from 1
   * @param parent the group the card was known to belong to
   * @param free whether nobody was asked (free-vend or plug and charge; OCPP-TX-06)
   * @param remote whether the back office started it
   * @param register the import register then
   */
  record TransactionStarted(
      int number,
      IdTag tag,
      @Nullable IdTag parent,
      boolean free,
      boolean remote,
      @Nullable Integer reservation,
      Stamp at,
      WattHours register)
      implements Fact {}

  /**
   * How far the register has come; bounds what a power cut can lose (OCPP-TX-04). 0: no
   * transaction.
   */
  record EnergySeen(int number, Stamp at, WattHours register) implements Fact {}

  /** The rate of a charge became another (UK-ME-01). For the history; nothing depends on it. */
  record RateChanged(RateChange change) implements Fact {}

  /**
   * Readings were taken at one instant.
   *
   * @param connector 1 for the outlet, 0 for the grid side
   * @param number the transaction, or 0 outside of one
   * @param send what MeterValues tells; queued when not empty
   * @param keep what StopTransaction's transactionData will tell (OCPP-MV-04)
   */
  record SampleTaken(int connector, int number, Stamp at, List<Reading> send, List<Reading> keep)
      implements Fact {}

  /** The back office numbered the transaction (OCPP-TX-10). */
  record TransactionBound(int number, int transactionId) implements Fact {}

  /** The back office does not accept the card of this transaction (OCPP-TX-12). */
  record TransactionRefused(int number, String status, WattHours register) implements Fact {}

  /**
   * A transaction ended. Queues its StopTransaction.
   *
   * @param reason OCPP's word
   * @param tag who stopped it, if a card or person did
   */
  record TransactionStopped(
      int number, String reason, @Nullable IdTag tag, Stamp at, WattHours register)
      implements Fact {}

  /**
   * The oldest owed message has failed on a live connection, now so often in all: attempts are
   * counted across restarts (OCPP-TX-21).
   */
  record AttemptFailed(long sequence, int failures) implements Fact {}

  /** A sample gave way in a full queue (OCPP-TX-24). */
  record Thinned(long sequence) implements Fact {}

  /** The oldest owed message was answered. */
  record Delivered(long sequence) implements Fact {}

  /** The oldest owed message was given up (OCPP-TX-21, OCPP-TX-22). */
  record Dropped(long sequence, String why) implements Fact {}

  // Charging profiles.

  /**
   * A charging profile was accepted; it takes the place of those it replaces (OCPP-SC-02). A
   * TxProfile goes with its transaction (OCPP-SC-04).
   */
  record ProfileInstalled(InstalledProfile profile) implements Fact {}

  /** The back office cleared a charging profile (OCPP-SC-40 to SC-43). */
  record ProfileCleared(int id) implements Fact {}

  // Firmware and uploads.

  /** The back office ordered a firmware update, which replaces any before (OCPP-FW-05). */
  record FirmwareOrdered(FirmwareUpdate.Order order) implements Fact {}

  /** The update of that number has come to this step; it survives a power cut (OCPP-FW-06). */
  record FirmwareStepped(long number, FirmwareStep step) implements Fact {}

  /** The back office has confirmed that it knows the present step of the update of that number. */
  record FirmwareTold(long number) implements Fact {}

  /** An upload has come to this step (OCPP-DG-02, OCPP-SE-43). */
  record UploadStepped(UploadKind kind, @Nullable Integer requestId, UploadStep step)
      implements Fact {}

  /** The back office has confirmed that it knows the present step of that upload. */
  record UploadTold(UploadKind kind) implements Fact {}

  // Things that must not be forgotten but are not transactions.

  /**
   * A security event of which the back office is to be told (OCPP-SE-40).
   *
   * @param sequence its place, counted together with the messages about transactions
   * @param type the white paper's name of it
   * @param info what has happened, for people; at most 255 printable characters
   */
  record SecurityEventHappened(long sequence, String type, Stamp at, String info) implements Fact {}

  /** The back office has confirmed the oldest security event, or nobody wants it any more. */
  record SecurityEventTold(long sequence) implements Fact {}

  /** A cover was opened (TMP-1). */
  record Tampered(boolean mainCover, Stamp at) implements Fact {}

  /** Written only by compaction: the counters as they stood, so that they never go back. */
  record CountersWere(
      int boot, int lastTransaction, long nextSequence, WattHours register, long lastWallMillis)
      implements Fact {}

  /** Written only by compaction: a message that was queued and is not answered yet. */
  record StillOwed(Owed owed) implements Fact {}

  /** Written only by compaction: the transaction that was open. */
  record StillOpen(OpenTransaction transaction) implements Fact {}
}
