package opencompact.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;

/** One seeded life of a station, told only in facts that could follow each other. */
final class LegalFacts {
  /** More than the authorization cache holds, so that it must forget. */
  static final int CARDS = 700;

  static final List<String> SECRETS = List.of("AdminPassword", "AuthorizationKey");
  private static final List<String> USES =
      List.of("CentralSystemRootCertificate", "ManufacturerRootCertificate");
  static final List<String> SERVERS = List.of("wss://one.example/", "wss://two.example/");
  private static final List<String> KEYS =
      List.of(
          "MeterValueSampleInterval", "c_DeviceLimit_I", "C_DEVICELIMIT_I", "HeartbeatInterval");
  private static final List<String> STATUSES = List.of("Accepted", "Blocked", "Expired", "Invalid");

  private final RandomGenerator chance;
  private final Memory memory = new Memory();
  private int boots;
  private long uptimeMillis;
  private long wallMillis = -1;
  private long registerMilliWh;

  LegalFacts(RandomGenerator chance) {
    this.chance = chance;
  }

  /** What a station that has heard every fact so far knows. */
  Memory memory() {
    return memory;
  }

  int boots() {
    return boots;
  }

  static IdTag tag(int card) {
    return new IdTag("Card" + card);
  }

  Fact next() {
    uptimeMillis += chance.nextInt(100_000);
    wallMillis = wallMillis < 0 ? -1 : wallMillis + chance.nextInt(100_000);
    Fact fact = boots == 0 ? booted() : any();
    memory.fold(fact);
    return fact;
  }

  private Fact any() {
    return switch (chance.nextInt(15)) {
      case 0 -> station();
      case 1 -> setting();
      case 2, 3, 4, 5 -> card();
      case 6, 7, 8, 9 -> transaction();
      case 10, 11 -> sample();
      case 12 -> profile();
      default -> delivery();
    };
  }

  private Fact booted() {
    uptimeMillis = 0;
    wallMillis = chance.nextBoolean() ? -1 : 1_700_000_000_000L + chance.nextInt();
    return new Fact.Booted(++boots, "CC_RST_" + chance.nextInt(10), wallMillis);
  }

  private Fact station() {
    return switch (chance.nextInt(8)) {
      case 6 ->
          new Fact.SecurityEventHappened(
              memory.nextSequence(), "ResetOrReboot", now(), "No. " + chance.nextInt(50));
      case 7 -> told();
      case 0 -> booted();
      case 1 -> new Fact.ClockKnown(1 + chance.nextInt(boots), 1_700_000_000_000L + boots);
      case 2 -> new Fact.RestartOrdered(one(List.of("SoftReset", "HardReset", "Stopped")));
      case 3 -> new Fact.AvailabilityChanged(chance.nextInt(2), chance.nextBoolean());
      case 4 ->
          new Fact.AvailabilityScheduled(chance.nextInt(2), one(new Boolean[] {null, true, false}));
      default -> chance.nextBoolean() ? file() : new Fact.Tampered(chance.nextBoolean(), now());
    };
  }

  private Fact file() {
    UploadKind kind = one(UploadKind.values());
    FirmwareUpdate update = memory.firmware();
    long number = update == null ? 1 : update.order().number();
    return switch (chance.nextInt(5)) {
      case 0 ->
          new Fact.FirmwareOrdered(
              new FirmwareUpdate.Order(
                  number + 1,
                  chance.nextBoolean() ? null : (Integer) chance.nextInt(),
                  "http://files.example/firmware",
                  Instant.ofEpochSecond(chance.nextInt()),
                  null,
                  chance.nextInt(4),
                  60,
                  null,
                  null));
      case 1 -> new Fact.FirmwareStepped(number, one(FirmwareStep.values()));
      case 2 -> new Fact.FirmwareTold(number);
      case 3 ->
          new Fact.UploadStepped(
              kind,
              kind == UploadKind.LOG ? (Integer) chance.nextInt() : null,
              one(UploadStep.values()));
      default -> new Fact.UploadTold(kind);
    };
  }

  /** The oldest security event; or one that was pushed out of its queue before. */
  private Fact told() {
    Fact.SecurityEventHappened oldest = memory.oldestSecurityEvent();
    return new Fact.SecurityEventTold(oldest == null ? 1 : oldest.sequence());
  }

  private Fact setting() {
    return switch (chance.nextInt(11)) {
      case 7 -> memory.open() == null ? new Fact.FactoryReset("web") : credential();
      case 8, 9, 10 -> credential();
      case 0 -> new Fact.SettingsReset("web");
      case 1 -> new Fact.Commissioned("web");
      case 2 -> new Fact.SecretChanged(one(SECRETS), "hash" + chance.nextInt(9));
      case 3 -> credential();
      default -> new Fact.SettingChanged(one(KEYS), "" + chance.nextInt(100), "web");
    };
  }

  private Fact credential() {
    String key = "key" + chance.nextInt(3);
    return switch (chance.nextInt(10)) {
      case 0 -> new Fact.SecretProven(one(SECRETS));
      case 1 -> new Fact.CertificateInstalled(one(USES), "print" + chance.nextInt(4), "PEM");
      case 2 -> new Fact.CertificateDeleted(one(USES), "print" + chance.nextInt(4));
      case 3 -> new Fact.SigningAsked(key, "public", chance.nextInt(1000) - 1);
      case 4 -> new Fact.SigningEnded("rejected");
      case 5 -> new Fact.StationCertified(key, "chain" + chance.nextInt(9), chance.nextInt(1000));
      case 6 -> new Fact.StationCertificateDropped(key);
      case 7 -> new Fact.KeyOrdered("the back office");
      case 8 -> new Fact.KeyOrderEnded("no room");
      default ->
          new Fact.Registered(
              one(SERVERS), "CP", chance.nextBoolean() ? null : (Integer) chance.nextInt(4));
    };
  }

  private Fact card() {
    String name = "Card" + chance.nextInt(CARDS);
    IdTag tag = new IdTag(chance.nextBoolean() ? name : name.toUpperCase(Locale.ROOT));
    Instant until = chance.nextBoolean() ? null : Instant.ofEpochSecond(chance.nextInt(), 7);
    int kind = chance.nextInt(6300);
    if (kind >= 6200) {
      return reservation(tag);
    } else if (kind >= 6000) {
      return list();
    }
    if (kind == 0) {
      return new Fact.CacheCleared();
    } else if (kind < 180) {
      return new Fact.CardAdded(tag, "RFID", chance.nextInt(1000), until);
    } else if (kind < 300) {
      return new Fact.CardRemoved(tag);
    }
    // Few values of the time seen, so that it matters which of equally old cards is forgotten.
    IdTag parent = chance.nextBoolean() ? null : new IdTag("Parent");
    return new Fact.CardSeen(tag, one(STATUSES), until, parent, chance.nextInt(50));
  }

  /** A whole list or a change of it; without a status a card leaves it. */
  private Fact list() {
    List<Fact.ListEntry> entries = new ArrayList<>();
    for (int i = chance.nextInt(8); i > 0; i--) {
      IdTag parent = chance.nextBoolean() ? null : new IdTag("Parent");
      boolean leaves = chance.nextInt(3) == 0;
      entries.add(
          new Fact.ListEntry(
              tag(chance.nextInt(CARDS)), leaves ? null : one(STATUSES), null, parent));
    }
    return new Fact.LocalListSent(1 + chance.nextInt(50), chance.nextInt(9) == 0, entries);
  }

  private Fact reservation(IdTag tag) {
    if (chance.nextInt(4) == 0) {
      return new Fact.StartDelayed(
          chance.nextBoolean() ? null : Instant.ofEpochSecond(chance.nextInt()));
    }
    return chance.nextBoolean()
        ? new Fact.ReservationEnded(chance.nextInt(5), "lapsed")
        : new Fact.Reserved(
            chance.nextInt(5),
            chance.nextInt(2),
            tag,
            chance.nextBoolean() ? null : new IdTag("Parent"),
            Instant.ofEpochSecond(chance.nextInt()));
  }

  private Fact transaction() {
    registerMilliWh += chance.nextInt(100_000);
    WattHours register = WattHours.ofMilli(registerMilliWh);
    OpenTransaction open = memory.open();
    if (open == null) {
      return new Fact.TransactionStarted(
          memory.lastTransaction() + 1,
          tag(chance.nextInt(CARDS)),
          chance.nextBoolean() ? null : new IdTag("Parent"),
          chance.nextBoolean(),
          chance.nextBoolean(),
          chance.nextBoolean() ? null : (Integer) chance.nextInt(5),
          now(),
          register);
    }
    return switch (chance.nextInt(300)) {
      case 4 ->
          new Fact.RateChanged(
              new RateChange(
                  open.number(), now(), Amperes.of(6), 4_000, register, "cable", "Why.", 0));
      case 0, 1 -> new Fact.TransactionBound(open.number(), chance.nextInt());
      case 2 -> new Fact.TransactionRefused(open.number(), "Invalid", register);
      case 3 ->
          new Fact.TransactionStopped(
              open.number(), "Local", chance.nextBoolean() ? null : open.tag(), now(), register);
      default -> new Fact.EnergySeen(chance.nextInt(10) == 0 ? 0 : open.number(), now(), register);
    };
  }

  private Fact profile() {
    InstalledProfile.Purpose purpose = one(InstalledProfile.Purpose.values());
    int number = memory.open() == null ? 0 : memory.open().number();
    if (chance.nextInt(4) == 0 || (purpose == InstalledProfile.Purpose.TX && number == 0)) {
      return new Fact.ProfileCleared(chance.nextInt(9));
    }
    return new Fact.ProfileInstalled(
        new InstalledProfile(
            chance.nextInt(9),
            purpose == InstalledProfile.Purpose.CHARGE_POINT_MAX ? 0 : 1,
            purpose,
            chance.nextInt(3),
            purpose == InstalledProfile.Purpose.TX ? number : 0,
            one(InstalledProfile.Kind.values()),
            Instant.ofEpochSecond(chance.nextInt()),
            null,
            null,
            chance.nextBoolean() ? null : (Integer) chance.nextInt(1, 90_000),
            chance.nextBoolean(),
            null,
            List.of(
                new InstalledProfile.Period(0, chance.nextInt(320), null),
                new InstalledProfile.Period(60, chance.nextInt(320), 3))));
  }

  private Fact sample() {
    OpenTransaction open = memory.open();
    int number = open == null ? 0 : open.number();
    Reading reading =
        new Reading("Voltage", "L1-N", "" + chance.nextInt(300), "V", "Sample.Periodic", "Outlet");
    return new Fact.SampleTaken(
        chance.nextInt(2),
        number,
        now(),
        chance.nextBoolean() ? List.of() : List.of(reading),
        number == 0 ? List.of() : List.of(reading, reading));
  }

  private Fact delivery() {
    Owed oldest = memory.oldestOwed();
    if (oldest == null) {
      return sample();
    }
    // The answer to StartTransaction carries the number; it can come after the stop was queued.
    if (oldest instanceof Owed.Start && memory.transactionId(oldest.number()) == null) {
      return new Fact.TransactionBound(oldest.number(), chance.nextInt());
    }
    return chance.nextInt(5) == 0
        ? new Fact.Dropped(oldest.sequence(), "refused")
        : new Fact.Delivered(oldest.sequence());
  }

  private Stamp now() {
    return new Stamp(boots, uptimeMillis, wallMillis);
  }

  private <T> T one(List<T> choices) {
    return choices.get(chance.nextInt(choices.size()));
  }

  private <T> T one(T[] choices) {
    return choices[chance.nextInt(choices.length)];
  }
}
