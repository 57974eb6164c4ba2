package opencompact.memory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import opencompact.catalogue.Keys;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/**
 * What the station knows for good: the fold of its facts. Owned by the host and changed only by
 * {@link #fold}; replaying a journal is folding it.
 */
public final class Memory {

  private static final int MOST_CACHED = 500;

  /** More security events than that wait for no back office; the oldest are in the log alone. */
  private static final int MOST_SECURITY_EVENTS = 1000;

  /** The manual's NVM queue; beyond it samples are thinned (OCPP-TX-24, OFF-2). */
  private static final int MOST_OWED = 208_895;

  private final int mostOwed;
  private final Debts debts = new Debts();

  private int boot;
  private String lastReason = "";
  private @Nullable String orderedRestart;
  private @Nullable String previousOrder;
  private final SortedMap<Integer, Long> bootWallMillis = new TreeMap<>();
  private long lastWallMillis = -1;

  private final SortedMap<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final SortedMap<String, String> secrets = new TreeMap<>();
  private boolean commissioned;
  private Fact.@Nullable Registered registered;
  private final Credentials credentials = new Credentials();
  private final SortedMap<Integer, Boolean> operative = new TreeMap<>();
  private final SortedMap<Integer, Boolean> scheduled = new TreeMap<>();

  private final SortedMap<String, Card.Listed> cards = new TreeMap<>();
  private final SortedMap<String, Card.Cached> cache = new TreeMap<>();
  private final SortedMap<String, Card.Entry> localList = new TreeMap<>();
  private int localListVersion;
  private @Nullable Reservation reservation;
  private @Nullable Instant startDelay;

  /** By their ids; another list after each change. */
  private List<InstalledProfile> profiles = List.of();

  private @Nullable FirmwareUpdate firmware;
  private final SortedMap<UploadKind, Upload> uploads = new TreeMap<>();

  private int lastTransaction;
  private WattHours register = WattHours.NONE;
  private @Nullable OpenTransaction open;
  private final Outbox outbox;
  private long attempted;
  private int failures;
  private final SortedMap<Integer, Integer> transactionIds = new TreeMap<>();
  private final Deque<Fact.SecurityEventHappened> securityEvents = new ArrayDeque<>();

  /** An empty memory whose queue holds as much as the manual's. */
  public Memory() {
    this(MOST_OWED);
  }

  /** An empty memory with another bound of the queue, at least 1. */
  Memory(int mostOwed) {
    this(mostOwed, false, Outbox.USUAL_HEAD);
  }

  private Memory(int mostOwed, boolean replaying, int head) {
    this.mostOwed = mostOwed;
    this.outbox = new Outbox(replaying, head);
  }

  /**
   * What a journal remembers that keeps the queue beside its facts: of the queue only the head is
   * in the heap (OFF-2).
   *
   * @param facts hands every fact of the journal on, in order
   */
  public static Memory of(Consumer<Consumer<Fact>> facts, Backlog backlog) {
    return of(facts, backlog, Outbox.USUAL_HEAD);
  }

  /**
   * The same with another length of the head.
   *
   * @param head so many of the oldest messages are in the heap, at least 1
   */
  public static Memory of(Consumer<Consumer<Fact>> facts, Backlog backlog, int head) {
    Memory memory = new Memory(MOST_OWED, true, head);
    facts.accept(memory::fold);
    memory.outbox.rely(backlog);
    memory.forgetWhatOnlyDeliveredMessagesNeeded();
    return memory;
  }

  private void forgetWhatOnlyDeliveredMessagesNeeded() {
    int oldest = Integer.MAX_VALUE;
    for (Owed owed : outbox) {
      if (owed.number() != 0) {
        oldest = owed.number();
        break;
      }
    }
    // Charges follow each other, and so do their messages.
    transactionIds.headMap(open == null ? oldest : Math.min(oldest, open.number())).clear();
    if (outbox.isEmpty() && open == null && securityEvents.isEmpty()) {
      bootWallMillis.headMap(boot).clear();
    }
  }

  /** Adds one fact to what is known. */
  public void fold(Fact fact) {
    Owed queued = debts.hear(fact);
    if (queued != null) {
      outbox.add(queued);
    }
    switch (fact) {
      case Fact.Booted f -> booted(f);
      case Fact.ClockKnown f -> bootWallMillis.put(f.boot(), f.bootWallMillis());
      case Fact.RestartOrdered f -> orderedRestart = f.cause();
      case Fact.SettingChanged f -> settings.put(f.key(), f.value());
      case Fact.SettingsReset _ -> {
        settings.clear();
        commissioned = false;
      }
      case Fact.FactoryReset _ -> asDelivered();
      case Fact.Commissioned _ -> commissioned = true;
      case Fact.SecretChanged f -> credentials.replaced(f.name(), secrets.put(f.name(), f.value()));
      case Fact.SecretProven f -> credentials.proven(f.name());
      case Fact.Registered f -> registered = f;
      case Fact.CertificateInstalled f -> credentials.installed(f);
      case Fact.CertificateDeleted f -> credentials.deleted(f);
      case Fact.KeyOrdered _ -> credentials.keyOrdered(true);
      case Fact.KeyOrderEnded _ -> credentials.keyOrdered(false);
      case Fact.SigningAsked f -> credentials.asked(f);
      case Fact.SigningEnded _ -> credentials.signingEnded();
      case Fact.StationCertified f -> credentials.certified(f);
      case Fact.StationCertificateDropped f -> credentials.dropped(f.key());
      case Fact.AvailabilityChanged f -> operative.put(f.connector(), f.operative());
      case Fact.AvailabilityScheduled f -> schedule(f);
      case Fact.CardAdded f ->
          cards.put(
              f.tag().key(), new Card.Listed(f.tag(), f.kind(), f.addedWallMillis(), f.bestBy()));
      case Fact.CardRemoved f -> cards.remove(f.tag().key());
      case Fact.CardSeen f -> cached(f);
      case Fact.CacheCleared _ -> cache.clear();
      case Fact.LocalListSent f -> sent(f);
      case Fact.Reserved f ->
          reservation = new Reservation(f.id(), f.connector(), f.tag(), f.parent(), f.until());
      case Fact.ReservationEnded f -> endReservation(f.id());
      case Fact.StartDelayed f -> startDelay = f.until();
      case Fact.TransactionStarted f -> started(f);
      case Fact.EnergySeen f -> energySeen(f.number(), f.at(), f.register());
      case Fact.RateChanged f -> stamped(f.change().at());
      case Fact.SampleTaken f -> sampled(f);
      case Fact.TransactionBound f -> bound(f);
      case Fact.TransactionRefused f -> {
        if (open != null && open.number() == f.number()) {
          open = open.refused(f.status(), f.register());
        }
      }
      case Fact.TransactionStopped f -> stopped(f);
      case Fact.AttemptFailed f -> {
        attempted = f.sequence();
        failures = f.failures();
      }
      case Fact.Thinned f -> outbox.drop(f.sequence());
      case Fact.Delivered f -> forget(f.sequence());
      case Fact.Dropped f -> forget(f.sequence());
      case Fact.ProfileInstalled(InstalledProfile p) -> installed(p);
      case Fact.ProfileCleared(int id) -> profiles = profilesWithout(p -> p.id() == id);
      case Fact.SecurityEventHappened f -> happened(f);
      case Fact.SecurityEventTold f -> securityEvents.removeIf(e -> e.sequence() == f.sequence());
      case Fact.FirmwareOrdered f ->
          firmware = new FirmwareUpdate(f.order(), FirmwareStep.ORDERED, false);
      case Fact.FirmwareStepped f -> {
        if (firmware != null && firmware.order().number() == f.number()) {
          firmware = firmware.at(f.step());
        }
      }
      case Fact.FirmwareTold f -> {
        if (firmware != null && firmware.order().number() == f.number()) {
          firmware = firmware.heard();
        }
      }
      case Fact.UploadStepped f ->
          uploads.put(f.kind(), new Upload(f.kind(), f.requestId(), f.step(), false));
      case Fact.UploadTold f -> uploads.computeIfPresent(f.kind(), (_, upload) -> upload.heard());
      case Fact.Tampered f -> stamped(f.at());
      case Fact.CountersWere f -> {
        boot = Math.max(boot, f.boot());
        lastTransaction = Math.max(lastTransaction, f.lastTransaction());
        register = register.max(f.register());
        lastWallMillis = Math.max(lastWallMillis, f.lastWallMillis());
      }
      case Fact.StillOwed _ -> {}
      case Fact.StillOpen f -> open = f.transaction();
    }
  }

  private void booted(Fact.Booted f) {
    if (outbox.isEmpty() && open == null && securityEvents.isEmpty()) {
      // No stamp of an earlier boot waits for its time any more.
      bootWallMillis.clear();
    }
    boot = f.boot();
    lastReason = f.reason();
    previousOrder = orderedRestart;
    orderedRestart = null;
    lastWallMillis = Math.max(lastWallMillis, f.wallMillis());
  }

  /** Everything that somebody has set or sent, but nothing that was measured or is owed (RST-4). */
  private void asDelivered() {
    settings.keySet().removeIf(key -> !key.equalsIgnoreCase(Keys.METER_CALIBRATION.name()));
    secrets.clear();
    credentials.forget();
    commissioned = false;
    registered = null;
    operative.clear();
    scheduled.clear();
    cards.clear();
    cache.clear();
    localList.clear();
    localListVersion = 0;
    reservation = null;
    startDelay = null;
    profiles = List.of();
    firmware = null;
    uploads.clear();
  }

  private void schedule(Fact.AvailabilityScheduled f) {
    Boolean wanted = f.operative();
    if (wanted == null) {
      scheduled.remove(f.connector());
    } else {
      scheduled.put(f.connector(), wanted);
    }
  }

  private void cached(Fact.CardSeen f) {
    cache.put(
        f.tag().key(),
        new Card.Cached(f.tag(), f.status(), f.expiry(), f.parent(), f.seenWallMillis()));
    if (cache.size() > MOST_CACHED) {
      // When full, cards that may not charge go first, then the oldest (OCPP-AU-20).
      long now = f.seenWallMillis();
      cache.values().stream()
          .min(
              Comparator.comparing((Card.Cached card) -> valid(card, now))
                  .thenComparingLong(Card.Cached::seenWallMillis))
          .ifPresent(least -> cache.remove(least.tag().key()));
    }
  }

  private static boolean valid(Card.Cached card, long nowWallMillis) {
    Instant expiry = card.expiry();
    return card.status().equals("Accepted")
        && (expiry == null || expiry.toEpochMilli() > nowWallMillis);
  }

  private void sent(Fact.LocalListSent f) {
    if (f.whole()) {
      localList.clear();
    }
    for (Fact.ListEntry entry : f.entries()) {
      String key = entry.tag().key();
      String status = entry.status();
      if (status == null) {
        localList.remove(key);
      } else {
        localList.put(key, new Card.Entry(entry.tag(), status, entry.expiry(), entry.parent()));
        cache.remove(key);
      }
    }
    localListVersion = localList.isEmpty() ? 0 : f.version();
  }

  private void endReservation(@Nullable Integer id) {
    if (reservation != null && id != null && reservation.id() == id) {
      reservation = null;
    }
  }

  private void started(Fact.TransactionStarted f) {
    endReservation(f.reservation());
    lastTransaction = f.number();
    register = register.max(f.register());
    stamped(f.at());
    open = new OpenTransaction(f, null, null, WattHours.NONE, f.at(), f.register(), List.of());
  }

  private void energySeen(int number, Stamp at, WattHours seen) {
    register = register.max(seen);
    stamped(at);
    if (open != null && open.number() == number) {
      open = open.seen(at, seen);
    }
  }

  /** An unknown wall time is -1 and so never the latest. */
  private void stamped(Stamp at) {
    lastWallMillis = Math.max(lastWallMillis, at.wallMillis());
  }

  private void sampled(Fact.SampleTaken f) {
    stamped(f.at());
    if (!f.keep().isEmpty() && open != null && open.number() == f.number()) {
      open = open.keeping(debts.kept());
    }
  }

  private void bound(Fact.TransactionBound f) {
    transactionIds.put(f.number(), f.transactionId());
    if (open != null && open.number() == f.number()) {
      open = open.bound(f.transactionId());
    }
  }

  private void stopped(Fact.TransactionStopped f) {
    register = register.max(f.register());
    stamped(f.at());
    open = null;
    profiles = profilesWithout(p -> p.purpose() == InstalledProfile.Purpose.TX);
  }

  private void installed(InstalledProfile profile) {
    List<InstalledProfile> more = new ArrayList<>(profilesWithout(profile::replaces));
    more.add(profile);
    more.sort(Comparator.comparingInt(InstalledProfile::id));
    profiles = List.copyOf(more);
  }

  private List<InstalledProfile> profilesWithout(Predicate<InstalledProfile> gone) {
    return profiles.stream().filter(gone.negate()).toList();
  }

  private void happened(Fact.SecurityEventHappened event) {
    stamped(event.at());
    securityEvents.add(event);
    if (securityEvents.size() > MOST_SECURITY_EVENTS) {
      securityEvents.remove();
    }
  }

  private void forget(long sequence) {
    Owed oldest = outbox.forget(sequence);
    if (oldest instanceof Owed.Stop stop) {
      transactionIds.remove(stop.number());
    }
  }

  /**
   * The shortest list of facts that folds to this memory: the snapshot from which a journal starts
   * anew. Messages that a {@link Backlog} keeps are not in it.
   */
  public List<Fact> compacted() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact.Booted(boot, lastReason, lastWallMillis));
    if (previousOrder != null) {
      facts.add(0, new Fact.RestartOrdered(previousOrder));
    }
    if (orderedRestart != null) {
      facts.add(new Fact.RestartOrdered(orderedRestart));
    }
    facts.add(
        new Fact.CountersWere(
            boot, lastTransaction, debts.nextSequence(), register, lastWallMillis));
    bootWallMillis.forEach((number, zero) -> facts.add(new Fact.ClockKnown(number, zero)));
    settings.forEach((key, value) -> facts.add(new Fact.SettingChanged(key, value, "snapshot")));
    credentials.compactTo(facts);
    secrets.forEach((name, value) -> facts.add(new Fact.SecretChanged(name, value)));
    if (commissioned) {
      facts.add(new Fact.Commissioned("snapshot"));
    }
    if (registered != null) {
      facts.add(registered);
    }
    operative.forEach((c, value) -> facts.add(new Fact.AvailabilityChanged(c, value)));
    scheduled.forEach((c, value) -> facts.add(new Fact.AvailabilityScheduled(c, value)));
    for (Card.Listed c : cards.values()) {
      facts.add(new Fact.CardAdded(c.tag(), c.kind(), c.addedWallMillis(), c.bestBy()));
    }
    if (!localList.isEmpty()) {
      // Before the cache: a card that entered the list may have come to the cache again since.
      facts.add(new Fact.LocalListSent(localListVersion, true, entries()));
    }
    if (reservation != null) {
      Reservation r = reservation;
      facts.add(new Fact.Reserved(r.id(), r.connector(), r.tag(), r.parent(), r.until()));
    }
    if (startDelay != null) {
      facts.add(new Fact.StartDelayed(startDelay));
    }
    for (Card.Cached c : cache.values()) {
      facts.add(new Fact.CardSeen(c.tag(), c.status(), c.expiry(), c.parent(), c.seenWallMillis()));
    }
    profiles.forEach(profile -> facts.add(new Fact.ProfileInstalled(profile)));
    firmwareFacts(facts);
    for (Upload upload : uploads.values()) {
      facts.add(new Fact.UploadStepped(upload.kind(), upload.requestId(), upload.step()));
      if (upload.told()) {
        facts.add(new Fact.UploadTold(upload.kind()));
      }
    }
    transactionIds.forEach((number, id) -> facts.add(new Fact.TransactionBound(number, id)));
    if (!outbox.relies()) {
      outbox.forEach(owed -> facts.add(new Fact.StillOwed(owed)));
    }
    if (failures() > 0) {
      facts.add(new Fact.AttemptFailed(attempted, failures));
    }
    facts.addAll(securityEvents);
    if (open != null) {
      facts.add(new Fact.StillOpen(open));
    }
    return facts;
  }

  private void firmwareFacts(List<Fact> facts) {
    FirmwareUpdate update = firmware;
    if (update != null) {
      long number = update.order().number();
      facts.add(new Fact.FirmwareOrdered(update.order()));
      if (update.step() != FirmwareStep.ORDERED) {
        facts.add(new Fact.FirmwareStepped(number, update.step()));
      }
      if (update.told()) {
        facts.add(new Fact.FirmwareTold(number));
      }
    }
  }

  private List<Fact.ListEntry> entries() {
    List<Fact.ListEntry> entries = new ArrayList<>(localList.size());
    for (Card.Entry e : localList.values()) {
      entries.add(new Fact.ListEntry(e.tag(), e.status(), e.expiry(), e.parent()));
    }
    return List.copyOf(entries);
  }

  // What is known. Every collection is a live, unmodifiable view.

  /** The number of this start of the station; 0 before the first. */
  public int boot() {
    return boot;
  }

  /** Why the station was ordered to restart before this boot; null if it was not. */
  public @Nullable String previousOrder() {
    return previousOrder;
  }

  /** A restart that was ordered in this boot and is under way. */
  public @Nullable String orderedRestart() {
    return orderedRestart;
  }

  /** The reset reason of this boot, a ResetReason's name. */
  public String lastReason() {
    return lastReason;
  }

  /** The wall time of a stamp, found through its boot where it was unknown then; -1 if unknown. */
  public long wallMillis(Stamp stamp) {
    if (stamp.wallMillis() >= 0) {
      return stamp.wallMillis();
    }
    Long zero = bootWallMillis.get(stamp.boot());
    return zero == null ? -1 : zero + stamp.uptimeMillis();
  }

  /** Whether the wall time at which a boot began is known (OCPP-BT-15). */
  public boolean clockKnown(int bootNumber) {
    return bootWallMillis.containsKey(bootNumber);
  }

  /** The latest wall time anything on disk was stamped with, or -1. */
  public long lastWallMillis() {
    return lastWallMillis;
  }

  /** Changed settings by key, in wire form. */
  public Map<String, String> settings() {
    return Collections.unmodifiableMap(settings);
  }

  public @Nullable String secret(String name) {
    return secrets.get(name);
  }

  public boolean commissioned() {
    return commissioned;
  }

  public boolean registeredAt(String server, String identity) {
    return registered != null
        && server.equals(registered.server())
        && identity.equals(registered.identity());
  }

  /** Where and how the back office last accepted this station; null if it never did. */
  public Fact.@Nullable Registered registered() {
    return registered;
  }

  /** The password before the newest one, while that is not proven to work (OCPP-SE-12). */
  public @Nullable String formerPassword() {
    return credentials.formerPassword();
  }

  /** The installed root certificates; the same list until one comes or goes. */
  public List<Fact.CertificateInstalled> roots() {
    return credentials.roots();
  }

  /** The station's own certificates, oldest first; the same list until one comes or goes. */
  public List<Fact.StationCertified> stationCertificates() {
    return credentials.own();
  }

  /** Whether a key is to be made. */
  public boolean keyOrdered() {
    return credentials.keyOrdered();
  }

  /** The open request for a certificate, or null. */
  public Fact.@Nullable SigningAsked signingAsked() {
    return credentials.asked();
  }

  /** When a certificate was last asked for, or -1. */
  public long signingLastAskedWallMillis() {
    return credentials.lastAskedWallMillis();
  }

  /** Whether the station (0) or the connector (1) is operative. */
  public boolean operative(int connector) {
    return operative.getOrDefault(connector, true);
  }

  /** The change of availability that waits for the end of the transaction, or null. */
  public @Nullable Boolean scheduled(int connector) {
    return scheduled.get(connector);
  }

  public Iterable<Card.Listed> cards() {
    return Collections.unmodifiableCollection(cards.values());
  }

  public Card.@Nullable Listed listed(IdTag tag) {
    return cards.get(tag.key());
  }

  public Card.@Nullable Cached cached(IdTag tag) {
    return cache.get(tag.key());
  }

  /** The installed charging profiles by id; the same list until one comes or goes. */
  public List<InstalledProfile> profiles() {
    return profiles;
  }

  /** The back office's word about a card, sent ahead; null if the card is not on its list. */
  public Card.@Nullable Entry entry(IdTag tag) {
    return localList.get(tag.key());
  }

  /** The back office's list, by card. */
  public Iterable<Card.Entry> localList() {
    return Collections.unmodifiableCollection(localList.values());
  }

  /** How many cards are on the back office's list. */
  public int localListLength() {
    return localList.size();
  }

  /** The version of the back office's list; 0 while it is empty (OCPP-LL-01). */
  public int localListVersion() {
    return localListVersion;
  }

  /** When the random delay under way, or the last one cut off, ends; null if none does (OFF-4). */
  public @Nullable Instant startDelay() {
    return startDelay;
  }

  /** The reservation in force; null if there is none. */
  public @Nullable Reservation reservation() {
    return reservation;
  }

  /** The last firmware update that was ordered; null if there never was one. */
  public @Nullable FirmwareUpdate firmware() {
    return firmware;
  }

  /** The last upload of that kind; null if there never was one. */
  public @Nullable Upload upload(UploadKind kind) {
    return uploads.get(kind);
  }

  public int lastTransaction() {
    return lastTransaction;
  }

  /** The highest register ever remembered. */
  public WattHours register() {
    return register;
  }

  public @Nullable OpenTransaction open() {
    return open;
  }

  /** What the back office is owed, oldest first. */
  public Iterable<Owed> outbox() {
    return outbox;
  }

  /** At most so many owed messages behind a sequence, oldest first. */
  public List<Owed> owed(long after, int most) {
    return outbox.after(after, most);
  }

  /** How many owed messages are in the heap; the others are on disk alone (OFF-2). */
  public int owedInHeap() {
    return outbox.held();
  }

  /** How often the oldest owed message has failed on a live connection (OCPP-TX-21). */
  public int failures() {
    Owed oldest = outbox.peek();
    return oldest != null && oldest.sequence() == attempted ? failures : 0;
  }

  public @Nullable Owed oldestOwed() {
    return outbox.peek();
  }

  public int owed() {
    return outbox.size();
  }

  /** How many messages may be owed before samples are thinned out (OCPP-TX-24). */
  public int mostOwed() {
    return mostOwed;
  }

  /** How many security events the back office has not confirmed. */
  public int securityEventsOwed() {
    return securityEvents.size();
  }

  /** Whether the queue is so full that samples are thinned out. */
  public boolean crowded() {
    return outbox.size() >= mostOwed;
  }

  /** The place that the next message to the back office gets. */
  public long nextSequence() {
    return debts.nextSequence();
  }

  /** Security events that the back office has not confirmed, oldest first (OCPP-SE-40). */
  public Iterable<Fact.SecurityEventHappened> securityEvents() {
    return Collections.unmodifiableCollection(securityEvents);
  }

  public Fact.@Nullable SecurityEventHappened oldestSecurityEvent() {
    return securityEvents.peek();
  }

  /** The back office's number of a transaction, null while unknown. */
  public @Nullable Integer transactionId(int number) {
    return transactionIds.get(number);
  }
}
