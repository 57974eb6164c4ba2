package opencompact.host.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import opencompact.catalogue.Delivery;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Model;
import opencompact.catalogue.Region;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.host.allowance.Bound;
import opencompact.host.charge.Charge;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Stamp;
import opencompact.ocpp.ChargingRateUnit;
import opencompact.ocpp.ClearChargingProfile;
import opencompact.ocpp.GenericStatus;
import opencompact.ocpp.GetCompositeSchedule;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import opencompact.quantity.WattHours;

/** The room of charging profiles by itself, with its memory and a clock that obeys. */
final class Shelf {
  static final IdTag TAG = new IdTag("04A1B2C3");

  final Memory memory = new Memory();
  final Profiles profiles = new Profiles();
  Charge charge = new Charge.Vacant();
  private final Settings settings;
  private final Instant booted = Instant.parse("2024-12-01T00:00:00Z");
  private Instant now = booted;
  private Duration stepped = Duration.ZERO;
  private boolean timed = true;
  private Amperes most = Amperes.of(32);

  Shelf() {
    this(3);
  }

  Shelf(int phases) {
    settings = Settings.delivered(new Delivery(Model.SLC, phases, Region.EU));
    assertThat(settings.value(Keys.PHASE_COUNT)).isEqualTo(phases);
    memory.fold(new Fact.Booted(1, "POWER_ON", -1));
  }

  /** Time goes on to then. */
  Shelf at(Instant then) {
    now = then;
    return this;
  }

  Shelf later(Duration span) {
    return at(now.plus(span));
  }

  /** The wall clock is set; the uptime goes on as always. */
  Shelf clockStepped(Duration by) {
    stepped = stepped.plus(by);
    return this;
  }

  Shelf withoutClock() {
    timed = false;
    return this;
  }

  Shelf withClock() {
    timed = true;
    return this;
  }

  Shelf most(int amperes) {
    most = Amperes.of(amperes);
    return this;
  }

  Moment moment() {
    return new Moment(Duration.between(booted, now).toNanos(), timed ? now.plus(stepped) : null);
  }

  Turn turn() {
    return new Turn(moment(), memory);
  }

  /** A transaction begins now, and the back office numbers it. */
  Shelf begins(Integer transactionId) {
    int number = memory.lastTransaction() + 1;
    memory.fold(
        new Fact.TransactionStarted(
            number, TAG, null, false, false, null, Stamp.of(1, moment()), WattHours.NONE));
    if (transactionId != null) {
      memory.fold(new Fact.TransactionBound(number, transactionId));
    }
    charge = new Charge.Running(number, null);
    return this;
  }

  Shelf ends() {
    OpenTransaction open = memory.open();
    memory.fold(
        new Fact.TransactionStopped(
            open.number(), "Local", null, Stamp.of(1, moment()), WattHours.NONE));
    charge = new Charge.Vacant();
    return this;
  }

  /** Null if it was taken, else why not. */
  String set(int connector, Sent sent) {
    return profiles.install(connector, sent.profile(), settings, turn());
  }

  String withStart(Sent sent) {
    return profiles.whyNotWithStart(sent.profile(), settings, turn());
  }

  void awaitStart(Sent sent) {
    profiles.awaitStart(TAG, sent.profile(), settings, turn());
  }

  Shelf holds(int connector, Sent sent) {
    assertThat(set(connector, sent)).isNull();
    return this;
  }

  ClearChargingProfile.Status clear(
      Integer id,
      Integer connector,
      opencompact.ocpp.ChargingProfilePurpose purpose,
      Integer level) {
    return profiles.clear(new ClearChargingProfile.Request(id, connector, purpose, level), turn());
  }

  /** What a turn makes of it: the limit in force, or null. */
  Bound settled() {
    profiles.settle(charge, settings, turn());
    return profiles.bound();
  }

  Amperes limit() {
    Bound bound = settled();
    return bound == null ? null : bound.value();
  }

  GetCompositeSchedule.Response composite(int connector, int seconds, ChargingRateUnit unit) {
    return profiles.composite(
        new GetCompositeSchedule.Request(connector, seconds, unit), most, settings, turn());
  }

  /** The schedule as {@code 0:8, 50:10}. */
  String schedule(int seconds, ChargingRateUnit unit) {
    return text(composite(1, seconds, unit));
  }

  String schedule(int seconds) {
    return schedule(seconds, ChargingRateUnit.A);
  }

  static String text(GetCompositeSchedule.Response response) {
    assertThat(response.status()).isEqualTo(GenericStatus.ACCEPTED);
    return response.chargingSchedule().chargingSchedulePeriod().stream()
        .map(period -> period.startPeriod() + ":" + period.limit())
        .collect(Collectors.joining(", "));
  }
}
