package opencompact.memory;

import java.time.DateTimeException;
import opencompact.quantity.Amperes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;

/**
 * A fact as one line of JSON, the form in which it outlives the program that wrote it. The first
 * field, {@code fact}, names the type. Names and meanings never change; a later version may add
 * fields, which this one ignores, and a field that an older version did not write is null, false or
 * empty.
 */
public final class FactCodec {

  private final JsonFactory json = JsonFactory.builder().build();

  /** The fact as one line, without its line break. */
  public String encode(Fact fact) {
    return FieldWriter.line(json, fact, FactCodec::write);
  }

  /**
   * The fact that a line says.
   *
   * @throws IllegalArgumentException when it is not a fact this version knows; the message names
   *     the type and the field, never a value, which could be a secret
   */
  public Fact decode(String line) {
    String type = "";
    try {
      Fields in = Fields.of(json, line);
      type = in.text("fact");
      return read(type, in);
    } catch (JacksonException _) {
      throw new IllegalArgumentException("this line is not whole JSON");
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new IllegalArgumentException(
          type.isEmpty() ? e.getMessage() : type + ": " + e.getMessage(), e);
    }
  }

  private static void write(FieldWriter out, Fact fact) {
    out.text("fact", fact.getClass().getSimpleName());
    switch (fact) {
      case Fact.Booted f ->
          out.number("boot", f.boot())
              .text("reason", f.reason())
              .number("wallMillis", f.wallMillis());
      case Fact.ClockKnown f ->
          out.number("boot", f.boot()).number("bootWallMillis", f.bootWallMillis());
      case Fact.RestartOrdered f -> out.text("cause", f.cause());
      case Fact.SettingChanged f ->
          out.text("key", f.key()).text("value", f.value()).text("by", f.by());
      case Fact.SettingsReset f -> out.text("by", f.by());
      case Fact.FactoryReset f -> out.text("by", f.by());
      case Fact.Commissioned f -> out.text("by", f.by());
      case Fact.SecretChanged f -> out.text("name", f.name()).text("value", f.value());
      case Fact.Registered f ->
          out.text("server", f.server())
              .text("identity", f.identity())
              .known("profile", f.profile());
      case Fact.SecretProven f -> out.text("name", f.name());
      case Fact.CertificateInstalled f ->
          out.text("use", f.use()).text("fingerprint", f.fingerprint()).text("pem", f.pem());
      case Fact.CertificateDeleted f ->
          out.text("use", f.use()).text("fingerprint", f.fingerprint());
      case Fact.KeyOrdered f -> out.text("why", f.why());
      case Fact.KeyOrderEnded f -> out.text("why", f.why());
      case Fact.SigningAsked f ->
          out.text("key", f.key())
              .text("publicKey", f.publicKey())
              .number("wallMillis", f.wallMillis());
      case Fact.SigningEnded f -> out.text("why", f.why());
      case Fact.StationCertified f ->
          out.text("key", f.key()).text("chain", f.chain()).number("wallMillis", f.wallMillis());
      case Fact.StationCertificateDropped f -> out.text("key", f.key());
      case Fact.AvailabilityChanged f ->
          out.number("connector", f.connector()).flag("operative", f.operative());
      case Fact.AvailabilityScheduled f ->
          out.number("connector", f.connector()).said("operative", f.operative());
      case Fact.CardAdded f ->
          out.tag("tag", f.tag())
              .text("kind", f.kind())
              .number("addedWallMillis", f.addedWallMillis())
              .instant("bestBy", f.bestBy());
      case Fact.CardRemoved f -> out.tag("tag", f.tag());
      case Fact.CardSeen f ->
          out.tag("tag", f.tag())
              .text("status", f.status())
              .instant("expiry", f.expiry())
              .tag("parent", f.parent())
              .number("seenWallMillis", f.seenWallMillis());
      case Fact.CacheCleared _ -> {}
      case Fact.LocalListSent f ->
          out.number("version", f.version())
              .flag("whole", f.whole())
              .objects("entries", f.entries(), FactCodec::entry);
      case Fact.Reserved f ->
          out.number("id", f.id())
              .number("connector", f.connector())
              .tag("tag", f.tag())
              .tag("parent", f.parent())
              .instant("until", f.until());
      case Fact.ReservationEnded f -> out.number("id", f.id()).text("why", f.why());
      case Fact.StartDelayed f -> out.instant("until", f.until());
      case Fact.TransactionStarted f -> started(out, f);
      case Fact.EnergySeen f ->
          out.number("number", f.number())
              .object("at", f.at(), FactCodec::stamp)
              .milliWh("registerMilliWh", f.register());
      case Fact.RateChanged f -> out.object("change", f.change(), FactCodec::rate);
      case Fact.SampleTaken f ->
          out.number("connector", f.connector())
              .number("number", f.number())
              .object("at", f.at(), FactCodec::stamp)
              .objects("send", f.send(), FactCodec::reading)
              .objects("keep", f.keep(), FactCodec::reading);
      case Fact.TransactionBound f ->
          out.number("number", f.number()).number("transactionId", f.transactionId());
      case Fact.TransactionRefused f ->
          out.number("number", f.number())
              .text("status", f.status())
              .milliWh("registerMilliWh", f.register());
      case Fact.TransactionStopped f ->
          out.number("number", f.number())
              .text("reason", f.reason())
              .tag("tag", f.tag())
              .object("at", f.at(), FactCodec::stamp)
              .milliWh("registerMilliWh", f.register());
      case Fact.AttemptFailed f ->
          out.number("sequence", f.sequence()).number("failures", f.failures());
      case Fact.Thinned f -> out.number("sequence", f.sequence());
      case Fact.Delivered f -> out.number("sequence", f.sequence());
      case Fact.Dropped f -> out.number("sequence", f.sequence()).text("why", f.why());
      case Fact.ProfileInstalled f -> out.object("profile", f.profile(), FactCodec::profile);
      case Fact.ProfileCleared f -> out.number("id", f.id());
      case Fact.SecurityEventHappened f ->
          out.number("sequence", f.sequence())
              .text("type", f.type())
              .object("at", f.at(), FactCodec::stamp)
              .text("info", f.info());
      case Fact.SecurityEventTold f -> out.number("sequence", f.sequence());
      case Fact.FirmwareOrdered f -> out.object("order", f.order(), FactCodec::order);
      case Fact.FirmwareStepped f -> out.number("number", f.number()).text("step", f.step().name());
      case Fact.FirmwareTold f -> out.number("number", f.number());
      case Fact.UploadStepped f ->
          out.text("kind", f.kind().name())
              .known("requestId", f.requestId())
              .text("step", f.step().name());
      case Fact.UploadTold f -> out.text("kind", f.kind().name());
      case Fact.Tampered f ->
          out.flag("mainCover", f.mainCover()).object("at", f.at(), FactCodec::stamp);
      case Fact.CountersWere f ->
          out.number("boot", f.boot())
              .number("lastTransaction", f.lastTransaction())
              .number("nextSequence", f.nextSequence())
              .milliWh("registerMilliWh", f.register())
              .number("lastWallMillis", f.lastWallMillis());
      case Fact.StillOwed f -> out.object("owed", f.owed(), FactCodec::owed);
      case Fact.StillOpen f -> out.object("transaction", f.transaction(), FactCodec::open);
    }
  }

  private static Fact read(String type, Fields in) {
    return switch (type) {
      case "Booted" ->
          new Fact.Booted(in.integer("boot"), in.text("reason"), in.number("wallMillis"));
      case "ClockKnown" -> new Fact.ClockKnown(in.integer("boot"), in.number("bootWallMillis"));
      case "RestartOrdered" -> new Fact.RestartOrdered(in.text("cause"));
      case "SettingChanged" ->
          new Fact.SettingChanged(in.text("key"), in.text("value"), in.text("by"));
      case "SettingsReset" -> new Fact.SettingsReset(in.text("by"));
      case "FactoryReset" -> new Fact.FactoryReset(in.text("by"));
      case "Commissioned" -> new Fact.Commissioned(in.text("by"));
      case "SecretChanged" -> new Fact.SecretChanged(in.text("name"), in.text("value"));
      case "Registered" ->
          new Fact.Registered(in.text("server"), in.text("identity"), in.integerOrNull("profile"));
      case "SecretProven" -> new Fact.SecretProven(in.text("name"));
      case "CertificateInstalled" ->
          new Fact.CertificateInstalled(in.text("use"), in.text("fingerprint"), in.text("pem"));
      case "CertificateDeleted" ->
          new Fact.CertificateDeleted(in.text("use"), in.text("fingerprint"));
      case "KeyOrdered" -> new Fact.KeyOrdered(in.text("why"));
      case "KeyOrderEnded" -> new Fact.KeyOrderEnded(in.text("why"));
      case "SigningAsked" ->
          new Fact.SigningAsked(in.text("key"), in.text("publicKey"), in.number("wallMillis"));
      case "SigningEnded" -> new Fact.SigningEnded(in.text("why"));
      case "StationCertified" ->
          new Fact.StationCertified(in.text("key"), in.text("chain"), in.number("wallMillis"));
      case "StationCertificateDropped" -> new Fact.StationCertificateDropped(in.text("key"));
      case "AvailabilityChanged" ->
          new Fact.AvailabilityChanged(in.integer("connector"), in.flag("operative"));
      case "AvailabilityScheduled" ->
          new Fact.AvailabilityScheduled(in.integer("connector"), in.flagOrNull("operative"));
      case "CardAdded" ->
          new Fact.CardAdded(
              in.tag("tag"),
              in.text("kind"),
              in.number("addedWallMillis"),
              in.instantOrNull("bestBy"));
      case "CardRemoved" -> new Fact.CardRemoved(in.tag("tag"));
      case "CardSeen" ->
          new Fact.CardSeen(
              in.tag("tag"),
              in.text("status"),
              in.instantOrNull("expiry"),
              in.tagOrNull("parent"),
              in.number("seenWallMillis"));
      case "CacheCleared" -> new Fact.CacheCleared();
      case "LocalListSent" ->
          new Fact.LocalListSent(
              in.integer("version"), in.flag("whole"), in.objects("entries", FactCodec::entry));
      case "Reserved" ->
          new Fact.Reserved(
              in.integer("id"),
              in.integer("connector"),
              in.tag("tag"),
              in.tagOrNull("parent"),
              in.instant("until"));
      case "ReservationEnded" -> new Fact.ReservationEnded(in.integer("id"), in.text("why"));
      case "StartDelayed" -> new Fact.StartDelayed(in.instantOrNull("until"));
      case "TransactionStarted" -> started(in);
      case "EnergySeen" ->
          new Fact.EnergySeen(in.integer("number"), at(in), in.milliWh("registerMilliWh"));
      case "RateChanged" -> new Fact.RateChanged(in.object("change", FactCodec::rate));
      case "SampleTaken" ->
          new Fact.SampleTaken(
              in.integer("connector"),
              in.integer("number"),
              at(in),
              in.objects("send", FactCodec::reading),
              in.objects("keep", FactCodec::reading));
      case "TransactionBound" ->
          new Fact.TransactionBound(in.integer("number"), in.integer("transactionId"));
      case "TransactionRefused" ->
          new Fact.TransactionRefused(
              in.integer("number"), in.text("status"), in.milliWh("registerMilliWh"));
      case "TransactionStopped" ->
          new Fact.TransactionStopped(
              in.integer("number"),
              in.text("reason"),
              in.tagOrNull("tag"),
              at(in),
              in.milliWh("registerMilliWh"));
      case "AttemptFailed" -> new Fact.AttemptFailed(in.number("sequence"), in.integer("failures"));
      case "Thinned" -> new Fact.Thinned(in.number("sequence"));
      case "Delivered" -> new Fact.Delivered(in.number("sequence"));
      case "Dropped" -> new Fact.Dropped(in.number("sequence"), in.text("why"));
      case "ProfileInstalled" ->
          new Fact.ProfileInstalled(in.object("profile", FactCodec::profile));
      case "ProfileCleared" -> new Fact.ProfileCleared(in.integer("id"));
      case "SecurityEventHappened" ->
          new Fact.SecurityEventHappened(
              in.number("sequence"), in.text("type"), at(in), in.text("info"));
      case "SecurityEventTold" -> new Fact.SecurityEventTold(in.number("sequence"));
      case "FirmwareOrdered" -> new Fact.FirmwareOrdered(in.object("order", FactCodec::order));
      case "FirmwareStepped" ->
          new Fact.FirmwareStepped(in.number("number"), FirmwareStep.valueOf(in.text("step")));
      case "FirmwareTold" -> new Fact.FirmwareTold(in.number("number"));
      case "UploadStepped" ->
          new Fact.UploadStepped(
              UploadKind.valueOf(in.text("kind")),
              in.integerOrNull("requestId"),
              UploadStep.valueOf(in.text("step")));
      case "UploadTold" -> new Fact.UploadTold(UploadKind.valueOf(in.text("kind")));
      case "Tampered" -> new Fact.Tampered(in.flag("mainCover"), at(in));
      case "CountersWere" ->
          new Fact.CountersWere(
              in.integer("boot"),
              in.integer("lastTransaction"),
              in.number("nextSequence"),
              in.milliWh("registerMilliWh"),
              in.number("lastWallMillis"));
      case "StillOwed" -> new Fact.StillOwed(in.object("owed", FactCodec::owed));
      case "StillOpen" -> new Fact.StillOpen(in.object("transaction", FactCodec::open));
      default ->
          throw new IllegalArgumentException(
              "a kind of fact that this version does not know; a newer one wrote it");
    };
  }

  private static void started(FieldWriter out, Fact.TransactionStarted f) {
    out.number("number", f.number())
        .tag("tag", f.tag())
        .tag("parent", f.parent())
        .flag("free", f.free())
        .flag("remote", f.remote())
        .known("reservation", f.reservation())
        .object("at", f.at(), FactCodec::stamp)
        .milliWh("registerMilliWh", f.register());
  }

  private static Fact.TransactionStarted started(Fields in) {
    return new Fact.TransactionStarted(
        in.integer("number"),
        in.tag("tag"),
        in.tagOrNull("parent"),
        in.flag("free"),
        in.flag("remote"),
        in.integerOrNull("reservation"),
        at(in),
        in.milliWh("registerMilliWh"));
  }

  private static void rate(FieldWriter out, RateChange change) {
    out.number("number", change.number())
        .object("at", change.at(), FactCodec::stamp)
        .number("offeredTenths", change.offered().tenths())
        .number("watts", change.watts())
        .milliWh("registerMilliWh", change.register())
        .text("cause", change.cause())
        .text("sentence", change.sentence())
        .number("merged", change.merged());
  }

  private static RateChange rate(Fields in) {
    return new RateChange(
        in.integer("number"),
        at(in),
        Amperes.ofTenths(in.integer("offeredTenths")),
        in.integer("watts"),
        in.milliWh("registerMilliWh"),
        in.text("cause"),
        in.text("sentence"),
        in.integer("merged"));
  }

  private static void order(FieldWriter out, FirmwareUpdate.Order order) {
    out.number("number", order.number())
        .known("requestId", order.requestId())
        .text("location", order.location())
        .instant("retrieve", order.retrieve())
        .instant("install", order.install())
        .number("retries", order.retries())
        .number("intervalSeconds", order.intervalSeconds())
        .text("certificate", order.certificate())
        .text("signature", order.signature());
  }

  private static FirmwareUpdate.Order order(Fields in) {
    return new FirmwareUpdate.Order(
        in.number("number"),
        in.integerOrNull("requestId"),
        in.text("location"),
        in.instant("retrieve"),
        in.instantOrNull("install"),
        in.integer("retries"),
        in.integer("intervalSeconds"),
        in.textOrNull("certificate"),
        in.textOrNull("signature"));
  }

  private static void entry(FieldWriter out, Fact.ListEntry entry) {
    out.tag("tag", entry.tag())
        .text("status", entry.status())
        .instant("expiry", entry.expiry())
        .tag("parent", entry.parent());
  }

  private static Fact.ListEntry entry(Fields in) {
    return new Fact.ListEntry(
        in.tag("tag"), in.textOrNull("status"), in.instantOrNull("expiry"), in.tagOrNull("parent"));
  }

  private static void stamp(FieldWriter out, Stamp stamp) {
    out.number("boot", stamp.boot())
        .number("uptimeMillis", stamp.uptimeMillis())
        .number("wallMillis", stamp.wallMillis());
  }

  private static Stamp stamp(Fields in) {
    return new Stamp(in.integer("boot"), in.number("uptimeMillis"), in.number("wallMillis"));
  }

  private static Stamp at(Fields in) {
    return in.object("at", FactCodec::stamp);
  }

  private static void reading(FieldWriter out, Reading reading) {
    out.text("measurand", reading.measurand())
        .text("phase", reading.phase())
        .text("value", reading.value())
        .text("unit", reading.unit())
        .text("context", reading.context())
        .text("location", reading.location());
  }

  private static Reading reading(Fields in) {
    return new Reading(
        in.text("measurand"),
        in.textOrNull("phase"),
        in.text("value"),
        in.textOrNull("unit"),
        in.text("context"),
        in.text("location"));
  }

  private static void profile(FieldWriter out, InstalledProfile profile) {
    out.number("id", profile.id())
        .number("connector", profile.connector())
        .text("purpose", profile.purpose().name())
        .number("stackLevel", profile.stackLevel())
        .number("transaction", profile.transaction())
        .text("kind", profile.kind().name())
        .instant("start", profile.start())
        .instant("validFrom", profile.validFrom())
        .instant("validTo", profile.validTo())
        .known("durationSeconds", profile.durationSeconds())
        .flag("watts", profile.watts())
        .known("leastTenths", profile.leastTenths())
        .objects("periods", profile.periods(), FactCodec::period);
  }

  private static InstalledProfile profile(Fields in) {
    return new InstalledProfile(
        in.integer("id"),
        in.integer("connector"),
        InstalledProfile.Purpose.valueOf(in.text("purpose")),
        in.integer("stackLevel"),
        in.integer("transaction"),
        InstalledProfile.Kind.valueOf(in.text("kind")),
        in.instantOrNull("start"),
        in.instantOrNull("validFrom"),
        in.instantOrNull("validTo"),
        in.integerOrNull("durationSeconds"),
        in.flag("watts"),
        in.integerOrNull("leastTenths"),
        in.objects("periods", FactCodec::period));
  }

  private static void period(FieldWriter out, InstalledProfile.Period period) {
    out.number("fromSeconds", period.fromSeconds())
        .number("limitTenths", period.limitTenths())
        .known("phases", period.phases());
  }

  private static InstalledProfile.Period period(Fields in) {
    return new InstalledProfile.Period(
        in.integer("fromSeconds"), in.integer("limitTenths"), in.integerOrNull("phases"));
  }

  private static void kept(FieldWriter out, Owed.Kept kept) {
    out.object("at", kept.at(), FactCodec::stamp)
        .objects("readings", kept.readings(), FactCodec::reading);
  }

  private static Owed.Kept kept(Fields in) {
    return new Owed.Kept(at(in), in.objects("readings", FactCodec::reading));
  }

  private static void owed(FieldWriter out, Owed owed) {
    out.text("message", owed.getClass().getSimpleName())
        .number("sequence", owed.sequence())
        .number("number", owed.number());
    switch (owed) {
      case Owed.Start m ->
          out.tag("tag", m.tag())
              .flag("free", m.free())
              .known("reservation", m.reservation())
              .object("at", m.at(), FactCodec::stamp)
              .milliWh("registerMilliWh", m.register());
      case Owed.Values m ->
          out.number("connector", m.connector())
              .object("at", m.at(), FactCodec::stamp)
              .objects("readings", m.readings(), FactCodec::reading);
      case Owed.Stop m ->
          out.text("reason", m.reason())
              .tag("tag", m.tag())
              .object("at", m.at(), FactCodec::stamp)
              .milliWh("registerMilliWh", m.register())
              .objects("kept", m.kept(), FactCodec::kept);
    }
  }

  private static Owed owed(Fields in) {
    long sequence = in.number("sequence");
    int number = in.integer("number");
    return switch (in.text("message")) {
      case "Start" ->
          new Owed.Start(
              sequence,
              number,
              in.tag("tag"),
              in.flag("free"),
              in.integerOrNull("reservation"),
              at(in),
              in.milliWh("registerMilliWh"));
      case "Values" ->
          new Owed.Values(
              sequence,
              number,
              in.integer("connector"),
              at(in),
              in.objects("readings", FactCodec::reading));
      case "Stop" ->
          new Owed.Stop(
              sequence,
              number,
              in.text("reason"),
              in.tagOrNull("tag"),
              at(in),
              in.milliWh("registerMilliWh"),
              in.objects("kept", FactCodec::kept));
      default ->
          throw new IllegalArgumentException(
              "a kind of message that this version does not know; a newer one wrote it");
    };
  }

  private static void open(FieldWriter out, OpenTransaction open) {
    out.object("start", open.start(), FactCodec::started)
        .known("transactionId", open.transactionId())
        .text("refused", open.refused())
        .milliWh("refusedAtMilliWh", open.refusedAt())
        .object("lastSeenAt", open.lastSeenAt(), FactCodec::stamp)
        .milliWh("lastSeenMilliWh", open.lastSeen())
        .objects("kept", open.kept(), FactCodec::kept);
  }

  private static OpenTransaction open(Fields in) {
    return new OpenTransaction(
        in.object("start", FactCodec::started),
        in.integerOrNull("transactionId"),
        in.textOrNull("refused"),
        in.milliWh("refusedAtMilliWh"),
        in.object("lastSeenAt", FactCodec::stamp),
        in.milliWh("lastSeenMilliWh"),
        in.objects("kept", FactCodec::kept));
  }
}
