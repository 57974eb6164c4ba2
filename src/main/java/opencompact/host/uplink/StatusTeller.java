package opencompact.host.uplink;

import java.time.Duration;
import java.time.Instant;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Limit;
import opencompact.catalogue.ResetReason;
import opencompact.catalogue.Settings;
import opencompact.catalogue.Status;
import opencompact.host.Turn;
import opencompact.ocpp.StatusNotification;
import opencompact.quantity.Amperes;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Tells the back office the computed status of station and connector: what differs from what was
 * told last, once it has lasted (OCPP-ST-10 to ST-22, OCPP-TR-42), and which limit rules (LIM-1).
 * It runs before {@link BackOffice#settle}.
 */
public final class StatusTeller {
  private static final Duration BUILT_IN = Duration.ofMillis(500);

  /** A car takes a moment to begin; nobody needs to hear that it is "suspended" before (ST-14). */
  private static final Duration AFTER_START = Duration.ofSeconds(5);

  private static final Duration LIMIT_PAUSE = Duration.ofMinutes(1);

  /** A back office that refuses a message is not asked again at once. */
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

  private static final int STATION = 0;
  private static final int CONNECTOR = 1;
  private static final int LONGEST_INFO = 50;

  private final Teller station = new Teller();
  private final Teller connector = new Teller();
  private boolean wasOnline;
  private int acceptances;
  private boolean startTold;
  private boolean startDue;
  private @Nullable Limit limitSeen;
  private @Nullable Limit limitTold;
  private long limitSinceNanos;
  private long limitNextNanos;
  private long deadlineNanos = Moment.NEVER;

  /** What is to be told of a connector, 1, or of the whole station, 0. */
  public record Told(
      int connector,
      Status status,
      ErrorCode error,
      @Nullable String info,
      @Nullable String vendorId,
      @Nullable String vendorErrorCode) {

    public Told {
      info = info != null && info.length() > LONGEST_INFO ? info.substring(0, LONGEST_INFO) : info;
    }

    /** Nothing is wrong, and nothing more is to be said. */
    static Told plain(int connector, Status status) {
      return new Told(connector, status, ErrorCode.NO_ERROR, null, null, null);
    }

    StatusNotification.Request request(@Nullable Instant at) {
      return new StatusNotification.Request(
          connector, error, info, status, at, vendorId, vendorErrorCode);
    }
  }

  /**
   * The back office has accepted the station: everything is told anew (OCPP-BT-03). It is noticed
   * without being told, too.
   */
  public void bootAccepted() {
    station.triggered = true;
    connector.triggered = true;
    startDue = !startTold;
  }

  /** The back office wants to hear it now; -1 means all (OCPP-TM-02). */
  public void trigger(int which) {
    station.triggered |= which != CONNECTOR;
    connector.triggered |= which != STATION;
  }

  /**
   * Tells what is due.
   *
   * @param ruling the limit in force; null when nothing is plugged or running
   * @param limit its value
   */
  public void settle(
      Told stationNow,
      Told connectorNow,
      @Nullable Limit ruling,
      Amperes limit,
      Settings settings,
      BackOffice backOffice,
      Turn turn) {
    Moment now = turn.now();
    boolean online = backOffice.online();
    if (wasOnline && !online) {
      station.offline();
      connector.offline();
    }
    wasOnline = online;
    if (backOffice.acceptances() != acceptances) {
      acceptances = backOffice.acceptances();
      bootAccepted();
    }
    Duration least =
        BUILT_IN.plus(Duration.ofSeconds(settings.value(Keys.MINIMUM_STATUS_DURATION)));
    station.look(stationNow, now);
    connector.look(connectorNow, now);
    if (startDue && online) {
      tellStart(stationNow, backOffice, turn);
    }
    station.settle(least, online, backOffice, now);
    connector.settle(least, online, backOffice, now);
    tellLimit(ruling, limit, connectorNow, online, backOffice, now);
    deadlineNanos =
        online
            ? Math.min(
                Math.min(
                    ahead(station.deadline(least), now), ahead(connector.deadline(least), now)),
                ahead(limitDeadline(), now))
            : Moment.NEVER;
  }

  /** What is due already waits for an answer, not for time. */
  private static long ahead(long deadlineNanos, Moment now) {
    return now.reached(deadlineNanos) ? Moment.NEVER : deadlineNanos;
  }

  /** After an abnormal start the reason is told once, before the station's status (OCPP-ST-42). */
  private void tellStart(Told stationNow, BackOffice backOffice, Turn turn) {
    startDue = false;
    startTold = true;
    for (ResetReason reason : ResetReason.values()) {
      if (reason.warning() && reason.name().equals(turn.memory().lastReason())) {
        Told warning =
            new Told(
                STATION,
                stationNow.status(),
                ErrorCode.INTERNAL_ERROR,
                reason.title(),
                "VendorID3",
                String.valueOf(reason.code()));
        backOffice.ask(warning.request(turn.now().wall()), Outstanding.Receipt.NONE);
      }
    }
  }

  /** A change of the ruling limit is told at most once a minute (OCPP-SC-19, LIM-1). */
  private void tellLimit(
      @Nullable Limit ruling,
      Amperes limit,
      Told connectorNow,
      boolean online,
      BackOffice backOffice,
      Moment now) {
    if (ruling != limitSeen) {
      limitSeen = ruling;
      limitSinceNanos = now.uptimeNanos();
    }
    boolean due = now.reached(limitDeadline());
    boolean mixed = connectorNow.error() != ErrorCode.NO_ERROR;
    if (ruling == null) {
      limitTold = null;
    } else if (due && online && !mixed && connector.calm(connectorNow)) {
      ErrorCode error =
          ruling == Limit.TEMPERATURE ? ErrorCode.HIGH_TEMPERATURE : ErrorCode.NO_ERROR;
      Told told =
          new Told(
              CONNECTOR,
              connectorNow.status(),
              error,
              ruling.title() + " " + limit,
              "VendorID1",
              String.valueOf(ruling.code()));
      backOffice.ask(told.request(at(limitSinceNanos, now)), Outstanding.Receipt.NONE);
      connector.repeated();
      limitTold = ruling;
      limitNextNanos = now.in(LIMIT_PAUSE);
    }
  }

  private long limitDeadline() {
    return limitSeen == null || limitSeen == limitTold
        ? Moment.NEVER
        : Math.max(limitSinceNanos + BUILT_IN.toNanos(), limitNextNanos);
  }

  /** Whether all that is so has been told. */
  public boolean calm() {
    return station.upToDate() && connector.upToDate();
  }

  /** When this wants to settle again. */
  public long deadline() {
    return deadlineNanos;
  }

  /** The time of day of an uptime of this start; null while unknown. */
  private static @Nullable Instant at(long uptimeNanos, Moment now) {
    Instant wall = now.wall();
    return wall == null ? null : wall.minusNanos(now.since(uptimeNanos));
  }

  /** What one connector has told, and what it is about to tell. */
  private static final class Teller {
    /** The present status and since when it is that. */
    private @Nullable Told present;

    private long sinceNanos;

    /** What was handed over last; null if what the back office believes is not known. */
    private @Nullable Told last;

    /** Whether the line has held since, so that steps in between can be missed at all (ST-16). */
    private boolean continuous;

    /** A fault that came and went while nobody could be told (OCPP-ST-16). */
    private @Nullable Told missed;

    private long missedSinceNanos;
    private long notBeforeNanos;
    private boolean triggered;
    private boolean online;

    void offline() {
      continuous = false;
    }

    void look(Told told, Moment now) {
      Told before = present;
      if (told.equals(before)) {
        return;
      }
      if (!online
          && before != null
          && before.status() == Status.FAULTED
          && "VendorID2".equals(before.vendorId())
          && !before.equals(last)) {
        missed = before;
        missedSinceNanos = sinceNanos;
      }
      present = told;
      sinceNanos = now.uptimeNanos();
    }

    boolean upToDate() {
      return present == null || present.equals(last);
    }

    /** What was told last was said once more, with a limit: on this line steps count from it. */
    void repeated() {
      continuous = true;
    }

    /** Whether this is what was told last. */
    boolean calm(Told told) {
      return told.equals(last);
    }

    void settle(Duration least, boolean nowOnline, BackOffice backOffice, Moment now) {
      online = nowOnline;
      Told told = present;
      if (told == null) {
        return;
      }
      if (triggered) {
        if (backOffice.talking()) {
          triggered = false;
          tell(told, sinceNanos, backOffice, now);
        }
        return;
      }
      if (!online || told.equals(last) || !now.reached(due(least))) {
        return;
      }
      Told fault = missed;
      missed = null;
      if (fault != null && !continuous) {
        tell(fault, missedSinceNanos, backOffice, now);
      }
      Told before = last;
      Status between =
          before == null || !continuous ? null : StatusStep.between(before.status(), told.status());
      if (between != null) {
        tell(Told.plain(told.connector(), between), sinceNanos, backOffice, now);
      }
      tell(told, sinceNanos, backOffice, now);
    }

    private void tell(Told told, long since, BackOffice backOffice, Moment now) {
      last = told;
      continuous = true;
      missed = null;
      backOffice.ask(
          told.request(at(since, now)), answered -> settled(told, answered, now.uptimeNanos()));
    }

    /** A message that failed is not repeated, but the present status is told again (OCPP-MS-09). */
    private void settled(Told told, boolean answered, long toldNanos) {
      if (!answered && told.equals(last)) {
        last = null;
        notBeforeNanos = toldNanos + AFTER_REFUSAL.toNanos();
      }
    }

    private long due(Duration least) {
      Told told = present;
      boolean suspended =
          told != null
              && (told.status() == Status.SUSPENDED_EV || told.status() == Status.SUSPENDED_EVSE);
      boolean beginning = last != null && !StatusStep.charging(last.status());
      Duration pause = suspended && beginning ? least.minus(BUILT_IN).plus(AFTER_START) : least;
      long lasting = sinceNanos + pause.toNanos();
      return last == null ? Math.max(lasting, notBeforeNanos) : lasting;
    }

    long deadline(Duration least) {
      return present == null || present.equals(last) ? Moment.NEVER : due(least);
    }
  }
}
