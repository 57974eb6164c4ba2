package opencompact.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Fault;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.ResetReason;
import opencompact.catalogue.Settings;
import opencompact.catalogue.Sound;
import opencompact.catalogue.Status;
import opencompact.host.access.CardUid;
import opencompact.host.allowance.Allowance;
import opencompact.host.allowance.Hold;
import opencompact.host.allowance.Why;
import opencompact.host.charge.Charge;
import opencompact.host.charge.Site;
import opencompact.host.charge.Visit;
import opencompact.host.energy.Samples;
import opencompact.host.lamp.Lamp;
import opencompact.host.upkeep.Restarting;
import opencompact.host.upkeep.Unlocking;
import opencompact.host.uplink.BackOffice;
import opencompact.host.uplink.Configuration;
import opencompact.host.uplink.StatusTeller;
import opencompact.memory.Card;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Stamp;
import opencompact.ocpp.Authorize;
import opencompact.ocpp.Reason;
import opencompact.ocpp.UnlockConnector;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import opencompact.quantity.Moment;
import opencompact.quantity.WattHours;
import opencompact.rtm.Grant;
import opencompact.rtm.RtmCommand;
import opencompact.rtm.RtmReport;
import opencompact.rtm.RtmSettings;
import org.jspecify.annotations.Nullable;

/**
 * The hall of the house: hears one event, settles what follows room by room, and leaves facts and
 * commands in the turn. It owns the rooms and the memory; it lives on one thread.
 */
public final class Host {

  /** A silent RTM is believed for so long (CHG-8). */
  private static final Duration RTM_SILENCE = Duration.ofSeconds(5);

  /**
   * A grant is renewed with the first turn after this time, which is as a rule the next report of
   * the RTM; the RTM forgets one after five seconds.
   */
  private static final Duration GRANT_RENEWAL = Duration.ofMillis(500);

  /** A grant is renewed by then, even if no report comes. */
  private static final Duration GRANT_RENEWED_BY = Duration.ofMillis(1500);

  /**
   * So long without the back office before plug and charge holds, so that a station that is just
   * starting does not give energy away.
   */
  private static final Duration PLUG_AND_CHARGE_AFTER = Duration.ofSeconds(30);

  /** An open transaction of an earlier boot waits so long for the meter's own register. */
  private static final Duration METER_PATIENCE = Duration.ofSeconds(10);

  /** The next card is learnt within this time (AUT-2). */
  private static final Duration LEARNING = Duration.ofSeconds(60);

  private final Plate plate;
  private final Memory memory;
  private final BackOffice backOffice;
  private final StatusTeller statuses = new StatusTeller();
  private final Samples samples = new Samples();
  private final Visit visit;
  private final Allowance allowance = new Allowance();
  private final Why why = new Why();

  private Settings settings;
  private @Nullable RtmReport rtm;
  private long rtmHeardNanos;
  private boolean rtmFresh;
  private WattHours registerOffset = WattHours.NONE;
  private @Nullable Grant granted;
  private long grantedNanos;
  private @Nullable Settings configuredBy;
  private long learningUntil = Moment.NEVER;
  private boolean learning;
  private @Nullable Unlocking unlocking;
  private @Nullable Restarting restarting;
  private ResetReason resetReason = ResetReason.UNKNOWN;
  private Status status = Status.UNAVAILABLE;
  private Instant statusSince = Instant.EPOCH;
  private int faultWord;
  private Moment last = new Moment(0, null);
  private @Nullable HostView view;
  private long sequence;

  /**
   * A host over what it remembers.
   *
   * @param memory the fold of the journal; this host alone folds into it from now on
   * @param chance its only source of randomness
   */
  public Host(Plate plate, Memory memory, RandomGenerator chance) {
    this.plate = plate;
    this.memory = memory;
    this.settings = Settings.of(plate.delivery(), memory.settings());
    this.backOffice = new BackOffice(plate, chance, new FrontDesk(this));
    this.visit =
        new Visit(
            (tag, turn) -> backOffice.ask(new Authorize.Request(tag), turn),
            (open, turn) -> samples.ended(turn, settings, rtm, register(), open));
  }

  /**
   * Everything one event leads to. The caller makes the facts durable before it obeys the commands.
   */
  public Turn take(Event event, Moment now) {
    Turn turn = new Turn(now, memory);
    hear(event, turn);
    settle(turn);
    return turn;
  }

  /** The uptime by which the host must be given a turn even if nothing happens. */
  public long deadline() {
    long least = Math.min(visit.deadline(), Math.min(backOffice.deadline(), statuses.deadline()));
    least = Math.min(least, samples.deadline());
    if (granted != null) {
      least = Math.min(least, grantedNanos + GRANT_RENEWED_BY.toNanos());
    }
    if (rtmFresh) {
      least = Math.min(least, rtmHeardNanos + RTM_SILENCE.toNanos());
    }
    if (learning) {
      least = Math.min(least, learningUntil);
    }
    if (unlocking != null) {
      least = Math.min(least, unlocking.until());
    }
    if (restarting != null) {
      least = Math.min(least, restarting.until());
    }
    return least;
  }

  /**
   * The picture after the last turn, drawn when somebody wants it. To be called on the host's own
   * thread; what it returns may be handed to any other.
   */
  public HostView view() {
    HostView drawn = view;
    if (drawn == null) {
      drawn = picture(last);
      view = drawn;
    }
    return drawn;
  }

  private void hear(Event event, Turn turn) {
    switch (event) {
      case Event.Booted(ResetReason cause) -> booted(cause, turn);
      case Event.RtmReported(RtmReport report) -> reported(report, turn);
      case Event.CardRead(String uid) -> read(uid, turn);
      case Event.Asked(long ticket, Wish wish, String by) -> asked(ticket, wish, by, turn);
      case Event.SupplyLimited(var limit, String because) -> allowance.supply(limit, because);
      case Event.LinkUp() -> backOffice.linkUp(turn);
      case Event.LinkDown(var down) -> backOffice.linkDown(down, turn);
      case Event.FrameArrived(String text) -> backOffice.frame(text, settings, turn);
      case Event.PongSeen() -> backOffice.pong(turn);
      case Event.TimePassed() -> {}
    }
  }

  // ---------------------------------------------------------------- hear

  private void booted(ResetReason cause, Turn turn) {
    resetReason = cause;
    Instant wall = turn.now().wall();
    turn.remember(
        new Fact.Booted(memory.boot() + 1, cause.name(), wall == null ? -1 : wall.toEpochMilli()));
    turn.note("station", "The station started: " + cause.text() + " (" + cause.title() + ").");
    turn.tell(new Command.Play(Sound.POWER_UP));
  }

  private void reported(RtmReport report, Turn turn) {
    if (rtm == null) {
      // A meter that forgot must not make the billing register go back (MOD-5).
      registerOffset = memory.register().since(report.register());
    }
    if (!rtmFresh && rtm != null) {
      turn.note("station", "The real-time module is heard again.");
    }
    noteFaults(report, turn);
    rtm = report;
    rtmHeardNanos = turn.now().uptimeNanos();
    rtmFresh = true;
  }

  private void noteFaults(RtmReport report, Turn turn) {
    for (RtmReport.FaultRecord record : report.faults()) {
      if (!record.fault().isIn(faultWord)) {
        turn.note(
            "fault",
            String.format(
                Locale.ROOT,
                "%s (0x%X): %s %s",
                record.fault().title(),
                record.fault().bit(),
                record.sentence(),
                record.fault().advice()));
        if (record.fault() == Fault.TAMPER || record.fault() == Fault.TAMPER_SERVICE) {
          turn.remember(new Fact.Tampered(record.fault() == Fault.TAMPER, turn.stamp()));
        }
      }
    }
    for (Fault gone : Fault.in(faultWord & ~report.faultWord())) {
      turn.note("fault", gone.title() + " is over.");
    }
    faultWord = report.faultWord();
  }

  private void read(String uid, Turn turn) {
    IdTag tag = CardUid.tag(uid, settings);
    if (tag == null) {
      turn.tell(new Command.Play(Sound.REFUSED));
      turn.note("charge", "A card was read whose UID can be no id tag: \"" + uid + "\".");
    } else if (learning) {
      learning = false;
      addCard(tag, "card reader", turn);
      turn.tell(new Command.Play(Sound.ACCEPTED));
    } else if (rtm != null && restarting == null) {
      visit.shown(tag, site(turn.now()), turn);
    }
  }

  private void asked(long ticket, Wish wish, String by, Turn turn) {
    Outcome outcome =
        switch (wish) {
          case Wish.ClearFaults() -> {
            turn.tell(new Command.TellRtm(new RtmCommand.FaultsCleared(false)));
            turn.note("fault", by + " asked to clear faults.");
            yield new Outcome.Done("Faults whose cause is gone are cleared; others come back.");
          }
          case Wish.UnlockConnector() -> unlock(ticket, turn);
          case Wish.SetAvailable(boolean operative) -> {
            ChangedAvailability changed = availability(0, operative, turn);
            if (operative) {
              availability(1, true, turn);
            }
            yield new Outcome.Done(changed.sentence());
          }
          case Wish.StartCharging(IdTag tag) -> start(tag, turn);
          case Wish.StopCharging() -> stop(turn);
          case Wish.ChangeSetting(String key, String value) -> change(key, value, by, turn);
          case Wish.AddCard(IdTag tag) -> {
            addCard(tag, by, turn);
            yield new Outcome.Done("Card " + tag + " is in the station's list.");
          }
          case Wish.LearnCard() -> {
            learning = true;
            learningUntil = turn.now().in(LEARNING);
            yield new Outcome.Done("Hold the card to the reader within 60 seconds.");
          }
          case Wish.RemoveCard(IdTag tag) -> removeCard(tag, by, turn);
          case Wish.SetClock(Instant wall) -> setClock(wall, by, turn);
          case Wish.Commission() -> {
            turn.remember(new Fact.Commissioned(by));
            turn.note("setting", by + " declared the commissioning done.");
            yield new Outcome.Done("The station is commissioned.");
          }
          case Wish.Restart() -> {
            restart("Reboot", Reason.REBOOT, false, turn);
            turn.note("station", by + " asked for a restart.");
            yield new Outcome.Done("The station restarts.");
          }
          case Wish.ChangeSecret(String name, String value) -> {
            turn.remember(new Fact.SecretChanged(name, value));
            turn.note("security", by + " changed the secret \"" + name + "\".");
            yield new Outcome.Done("It is changed.");
          }
        };
    if (!(outcome instanceof Outcome.Done(String sentence) && sentence.isEmpty())) {
      turn.tell(new Command.Answer(ticket, outcome));
    }
  }

  private Outcome unlock(long ticket, Turn turn) {
    if (rtm == null || !rtmFresh) {
      return new Outcome.Refused("The real-time module does not answer, so nothing can be moved.");
    }
    if (!site(turn.now()).lockWorks()) {
      return new Outcome.Refused("This station has no active lock.");
    }
    beginUnlock(new Unlocking.Asker.Person(ticket), turn);
    return new Outcome.Done("");
  }

  private Outcome start(@Nullable IdTag tag, Turn turn) {
    if (rtm == null) {
      return new Outcome.Refused("The station is still starting.");
    }
    return outcome(visit.startLocally(tag, site(turn.now()), turn));
  }

  private Outcome stop(Turn turn) {
    if (rtm == null) {
      return new Outcome.Refused("The station is still starting.");
    }
    OpenTransaction open = memory.open();
    IdTag by = open == null ? null : open.tag();
    return outcome(visit.stop(Reason.LOCAL, by, site(turn.now()), turn));
  }

  private static Outcome outcome(Visit.Reply reply) {
    return reply.granted()
        ? new Outcome.Done(reply.sentence())
        : new Outcome.Refused(reply.sentence());
  }

  private Outcome change(String name, String value, String by, Turn turn) {
    Key<?> key = Keys.named(name);
    if (key == null) {
      return new Outcome.Wrong(
          "There is no setting \"" + name + "\"; GET /api/v1/settings lists them all.");
    }
    Configuration.Change change = Configuration.change(key, value, by, settings, memory);
    change.facts().forEach(turn::remember);
    if (!change.facts().isEmpty()) {
      turn.note("setting", change.sentence());
    }
    return change.accepted()
        ? new Outcome.Done(change.sentence())
        : new Outcome.Wrong(change.sentence());
  }

  private void addCard(IdTag tag, String by, Turn turn) {
    Instant wall = turn.now().wall();
    turn.remember(new Fact.CardAdded(tag, "Main", wall == null ? -1 : wall.toEpochMilli(), null));
    turn.note("setting", "Card " + tag + " was added to the station's list by " + by + ".");
  }

  private Outcome removeCard(IdTag tag, String by, Turn turn) {
    if (memory.listed(tag) == null) {
      return new Outcome.Wrong("Card " + tag + " is not in the station's list.");
    }
    turn.remember(new Fact.CardRemoved(tag));
    turn.note("setting", "Card " + tag + " was removed from the station's list by " + by + ".");
    return new Outcome.Done("Card " + tag + " is removed.");
  }

  private Outcome setClock(Instant wall, String by, Turn turn) {
    if (backOffice.online()) {
      return new Outcome.Refused("The back office sets the clock while the station is online.");
    }
    if (memory.open() != null) {
      return new Outcome.Refused("The clock is not moved while a charge runs; stop it first.");
    }
    turn.tell(new Command.SetClock(wall));
    turn.note("setting", by + " set the clock to " + wall + ".");
    return new Outcome.Done("The clock is set to " + wall + ".");
  }

  // ---------------------------------------------------------------- settle

  /** What follows, room by room, in order of priority, whatever event brought us here. */
  private void settle(Turn turn) {
    settings = current(turn);
    Moment now = turn.now();
    if (rtmFresh && now.since(rtmHeardNanos) >= RTM_SILENCE.toNanos()) {
      rtmFresh = false;
      turn.note("fault", "The real-time module has been silent for five seconds.");
    }
    if (learning && now.reached(learningUntil)) {
      learning = false;
    }
    knowClock(turn);
    closeLeftOver(turn);
    if (rtm != null) {
      int rounds = 0;
      while (visit.settle(site(now), turn)) {
        if (++rounds > 4) {
          throw new IllegalStateException("the visit does not settle: " + visit.charge());
        }
      }
      applyScheduledAvailability(turn);
      settleUnlocking(turn);
      configureRtm(turn);
      Site site = site(now);
      grant(site, turn);
      keepEnergy(turn);
      samples.settle(settings, rtm, register(), turn);
      why.watch(visit.charge(), site, memory.open(), allowance.bounds(settings), now);
      settleStatus(site, turn);
    }
    settleRestarting(turn);
    backOffice.settle(settings, turn);
    last = now;
    view = null;
  }

  private Settings current(Turn turn) {
    for (Fact fact : turn.facts()) {
      if (fact instanceof Fact.SettingChanged || fact instanceof Fact.SettingsReset) {
        return Settings.of(plate.delivery(), memory.settings());
      }
    }
    return settings;
  }

  /** Once the time of day is known, the stamps of this boot get theirs (OCPP-BT-15). */
  private void knowClock(Turn turn) {
    Instant wall = turn.now().wall();
    if (wall != null && memory.boot() > 0 && !memory.clockKnown(memory.boot())) {
      long zero = wall.toEpochMilli() - turn.now().uptimeNanos() / 1_000_000;
      turn.remember(new Fact.ClockKnown(memory.boot(), zero));
    }
  }

  /**
   * Ends, once, the transaction that an earlier boot left open; it is never resumed (OCPP-TX-19).
   */
  private void closeLeftOver(Turn turn) {
    OpenTransaction open = memory.open();
    boolean patient = rtm == null && turn.now().uptimeNanos() < METER_PATIENCE.toNanos();
    if (open == null || open.start().at().boot() == memory.boot() || patient) {
      return;
    }
    WattHours last = rtm == null ? open.lastSeen() : register().max(open.lastSeen());
    samples.ended(turn, settings, null, last, open);
    turn.remember(
        new Fact.TransactionStopped(
            open.number(), leftOverReason().wire(), null, open.lastSeenAt(), last));
    visit.foundEnded();
    turn.note(
        "charge",
        "Charge "
            + open.number()
            + " of "
            + open.tag()
            + " was cut off and is closed with the energy last known ("
            + leftOverReason().wire()
            + ").");
  }

  private Reason leftOverReason() {
    String ordered = memory.previousOrder();
    if (ordered != null) {
      return switch (ordered) {
        case "SoftReset" -> Reason.SOFT_RESET;
        case "HardReset" -> Reason.HARD_RESET;
        default -> Reason.REBOOT;
      };
    }
    return switch (resetReason) {
      case POWER_ON, BROWN_OUT -> Reason.POWER_LOSS;
      default -> Reason.REBOOT;
    };
  }

  private void applyScheduledAvailability(Turn turn) {
    if (visit.charge().running()) {
      return;
    }
    for (int connector = 0; connector <= 1; connector++) {
      Boolean wanted = memory.scheduled(connector);
      if (wanted != null) {
        turn.remember(new Fact.AvailabilityScheduled(connector, null));
        turn.remember(new Fact.AvailabilityChanged(connector, wanted));
      }
    }
  }

  private void settleUnlocking(Turn turn) {
    if (unlocking == null) {
      return;
    }
    boolean free = rtm != null && !rtm.locked();
    if (free || turn.now().reached(unlocking.until())) {
      switch (unlocking.asker()) {
        case Unlocking.Asker.BackOffice(String callId) ->
            backOffice.reply(
                callId,
                new UnlockConnector.Response(
                    free ? UnlockConnector.Status.UNLOCKED : UnlockConnector.Status.UNLOCK_FAILED),
                turn);
        case Unlocking.Asker.Person(long ticket) ->
            turn.tell(
                new Command.Answer(
                    ticket,
                    free
                        ? new Outcome.Done("The connector is unlocked.")
                        : new Outcome.Refused(
                            "The lock's feedback still says locked; the station keeps trying.")));
      }
      unlocking = null;
    }
  }

  private void configureRtm(Turn turn) {
    if (configuredBy != settings) {
      configuredBy = settings;
      turn.tell(new Command.TellRtm(new RtmCommand.Configured(rtmSettings(settings))));
    }
  }

  private void grant(Site site, Turn turn) {
    OpenTransaction open = memory.open();
    boolean energise =
        visit.charge().running() && open != null && !refused(open) && site.permitted();
    Grant wanted = allowance.grant(energise, visit.charge().holdsCable(), settings);
    boolean stale = turn.now().since(grantedNanos) >= GRANT_RENEWAL.toNanos();
    if (!wanted.equals(granted) || stale) {
      granted = wanted;
      grantedNanos = turn.now().uptimeNanos();
      turn.tell(new Command.TellRtm(new RtmCommand.HostGrants(wanted)));
    }
  }

  /** Whether no more energy is due after the back office refused the card (OCPP-TX-12, TX-13). */
  private boolean refused(OpenTransaction open) {
    if (open.refused() == null || open.start().free()) {
      return false;
    }
    long most = settings.value(Keys.MAX_ENERGY_ON_INVALID_ID);
    return register().since(open.refusedAt()).compareTo(WattHours.of(most)) >= 0;
  }

  /** Bounds what a power cut can lose: every 0.1 kWh and every minute (OCPP-TX-04). */
  private void keepEnergy(Turn turn) {
    OpenTransaction open = memory.open();
    if (open == null) {
      return;
    }
    Stamp stamp = turn.stamp();
    boolean much = register().since(open.lastSeen()).milli() >= 100_000;
    boolean late = stamp.uptimeMillis() - open.lastSeenAt().uptimeMillis() >= 60_000;
    if (much || late) {
      turn.remember(new Fact.EnergySeen(open.number(), stamp, register()));
    }
  }

  private void settleStatus(Site site, Turn turn) {
    OpenTransaction open = memory.open();
    Status next = site.status(visit.charge(), open != null && refused(open));
    if (next != status) {
      Instant wall = turn.now().wall();
      statusSince = wall == null ? Instant.EPOCH : wall;
      status = next;
    }
    boolean busy = visit.charge().running() || site.plugged();
    statuses.settle(
        Telling.station(site, memory.operative(0)),
        Telling.connector(site, status),
        busy ? site.rtm().ruling() : null,
        site.rtm().limit(),
        settings,
        backOffice,
        turn);
  }

  private void settleRestarting(Turn turn) {
    if (restarting == null) {
      return;
    }
    boolean told = !backOffice.online() || memory.oldestOwed() == null;
    if (told || turn.now().reached(restarting.until())) {
      backOffice.hangUp("the station restarts", turn);
      turn.tell(new Command.Restart(restarting.hard()));
      restarting = null;
    }
  }

  // ---------------------------------------------------------------- what the front desk uses

  Settings settings() {
    return settings;
  }

  Plate plate() {
    return plate;
  }

  Visit visit() {
    return visit;
  }

  BackOffice backOffice() {
    return backOffice;
  }

  StatusTeller statuses() {
    return statuses;
  }

  Samples samples() {
    return samples;
  }

  @Nullable RtmReport rtm() {
    return rtm;
  }

  boolean isRestarting() {
    return restarting != null;
  }

  /** The register that transactions are billed by; never goes back. */
  WattHours register() {
    return rtm == null ? memory.register() : rtm.register().plus(registerOffset);
  }

  /** The image on which this turn decides; only once the RTM has been heard. */
  Site site(Moment now) {
    RtmReport report = rtm;
    if (report == null) {
      throw new IllegalStateException("the real-time module has not been heard yet");
    }
    return new Site(
        settings,
        report,
        rtmFresh,
        memory.operative(0) && memory.operative(1),
        backOffice.online(),
        free(now),
        true,
        register());
  }

  private boolean free(Moment now) {
    if (restarting != null) {
      return false;
    }
    boolean offline =
        !backOffice.configured(settings)
            || (!backOffice.online()
                && now.since(backOffice.offlineSinceNanos()) >= PLUG_AND_CHARGE_AFTER.toNanos());
    return !settings.value(Keys.AUTHORIZATION_ENABLED)
        || (settings.value(Keys.PLUG_AND_CHARGE) && offline);
  }

  /** What became of a wish to change the availability (OCPP-MS-21). */
  enum ChangedAvailability {
    APPLIED("It is done."),
    SCHEDULED("It happens when the running charge ends.");

    private final String sentence;

    ChangedAvailability(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  /** Puts the station (0) or the connector (1) in or out of service, now or after the charge. */
  ChangedAvailability availability(int connector, boolean operative, Turn turn) {
    if (!operative && visit.charge().running()) {
      turn.remember(new Fact.AvailabilityScheduled(connector, false));
      return ChangedAvailability.SCHEDULED;
    }
    if (memory.scheduled(connector) != null) {
      turn.remember(new Fact.AvailabilityScheduled(connector, null));
    }
    if (memory.operative(connector) != operative) {
      turn.remember(new Fact.AvailabilityChanged(connector, operative));
      turn.note(
          "station",
          (connector == 0 ? "The station" : "The connector")
              + (operative ? " is in service again." : " is out of service."));
    }
    return ChangedAvailability.APPLIED;
  }

  /** Ends a charge and releases the plug; the outcome is told to the asker within five seconds. */
  void beginUnlock(Unlocking.Asker asker, Turn turn) {
    visit.stop(Reason.UNLOCK_COMMAND, null, site(turn.now()), turn);
    visit.release();
    turn.tell(new Command.TellRtm(new RtmCommand.UnlockWanted()));
    unlocking = Unlocking.begun(asker, turn.now());
  }

  /** Ends a charge with this reason, then restarts (OCPP-MS-28, RST-3). */
  void restart(String cause, Reason reason, boolean hard, Turn turn) {
    if (rtm != null) {
      visit.stop(reason, null, site(turn.now()), turn);
    }
    turn.remember(new Fact.RestartOrdered(cause));
    restarting = Restarting.ordered(hard, turn.now());
  }

  /** The safety core's share of the settings. */
  public static RtmSettings rtmSettings(Settings settings) {
    return new RtmSettings(
        settings.delivery().model().socketed(),
        settings.value(Keys.PHASE_COUNT),
        Amperes.of(32),
        settings.value(Keys.CHARGING_VENTILATED_ENABLED),
        settings.value(Keys.RCD_PROTECTION_TYPE) != 2,
        settings.value(Keys.VOLTAGE_PROTECTION_OFFSET),
        settings.value(Keys.LOCKER_DISENGAGE));
  }

  // ---------------------------------------------------------------- the picture

  private HostView picture(Moment now) {
    RtmReport report = rtm;
    List<Hold> holds =
        report == null
            ? List.of()
            : why.holds(visit.charge(), site(now), memory.open(), allowance.bounds(settings), now);
    List<HostView.StandingFault> faults = new ArrayList<>();
    if (report != null) {
      for (RtmReport.FaultRecord record : report.faults()) {
        Instant wall = now.wall();
        faults.add(
            new HostView.StandingFault(
                record.fault(),
                wall == null ? null : wall.minusNanos(now.since(record.sinceNanos())),
                record.sentence()));
      }
    }
    List<Card.Listed> cards = new ArrayList<>();
    memory.cards().forEach(cards::add);
    boolean online = backOffice.online();
    return new HostView(
        ++sequence,
        now.uptimeNanos(),
        now.wall(),
        new HostView.Identity(
            plate.serial(),
            BackOffice.identity(plate, settings),
            "COMPACT " + plate.delivery().model().title(),
            plate.firmware(),
            plate.deviceModel(),
            settings.value(Keys.PHASE_COUNT)),
        status,
        statusSince,
        report == null ? ErrorCode.NO_ERROR : Telling.errorCode(site(now), status),
        report == null
            ? Status.UNAVAILABLE
            : Telling.station(site(now), memory.operative(0)).status(),
        report,
        rtmFresh,
        transaction(),
        waiting(),
        report == null || holds.isEmpty()
            ? "The station is starting."
            : Why.sentence(status, site(now), holds),
        holds,
        faults,
        backOffice.view(settings, memory, now),
        Lamp.light(status, memory.commissioned(), online),
        online,
        settings.value(Keys.LIGHT_INTENSITY),
        settings,
        memory.commissioned(),
        learning,
        cards,
        resetReason.title());
  }

  private HostView.@Nullable Transaction transaction() {
    OpenTransaction open = memory.open();
    if (open == null) {
      return null;
    }
    Fact.TransactionStarted start = open.start();
    return new HostView.Transaction(
        open.number(),
        open.transactionId(),
        open.tag(),
        start.free(),
        start.at().wall(),
        start.at().uptimeMillis() * 1_000_000,
        start.register(),
        register().since(start.register()));
  }

  private @Nullable IdTag waiting() {
    return switch (visit.charge()) {
      case Charge.Admitted admitted -> admitted.tag();
      case Charge.Asking asking -> asking.tag();
      default -> null;
    };
  }
}
