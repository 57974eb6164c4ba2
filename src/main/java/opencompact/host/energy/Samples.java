package opencompact.host.energy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import opencompact.catalogue.Key;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.host.Turn;
import opencompact.memory.Fact;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Reading;
import opencompact.memory.Stamp;
import opencompact.ocpp.Measurand;
import opencompact.ocpp.MeasurandList;
import opencompact.ocpp.ReadingContext;
import opencompact.quantity.Moment;
import opencompact.quantity.WattHours;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * The readings that the back office is told: sampled in a transaction, aligned with the clock, kept
 * for the end of the transaction, or asked for (OCPP-MV-01 to OCPP-MV-22). A sample is a fact, so
 * it reaches the back office with its own stamp, however long the line is down (OCPP-MV-13).
 */
public final class Samples {
  private static final int OUTLET = 1;

  /** Sent where nothing is configured, because a message needs a value (OCPP-MV-08). */
  private static final MeasurandList DEFAULT =
      new MeasurandList(
          List.of(new MeasurandList.Item(Measurand.ENERGY_ACTIVE_IMPORT_REGISTER, null)));

  /** The instant and the register from which an interval is counted (OCPP-MV-16). */
  private record Since(Stamp at, WattHours register) {}

  private final SampleTimer sampledTimer = new SampleTimer();
  private final AlignedTimer alignedTimer = new AlignedTimer();
  private int number;
  private @Nullable Since sampled;
  private @Nullable Since aligned;

  /**
   * Called once in every settle, after the visit: sees a transaction begin, takes the samples that
   * are due, and follows changes of the intervals and of the clock.
   */
  public void settle(Settings settings, RtmReport rtm, WattHours register, Turn turn) {
    OpenTransaction open = running(turn);
    if (number != (open == null ? 0 : open.number())) {
      follow(open, settings, rtm, turn);
    }
    if (open != null
        && sampledTimer.due(settings.value(Keys.METER_VALUE_SAMPLE_INTERVAL), turn.now())) {
      sample(settings, rtm, register, turn);
    }
    int everySeconds = settings.value(Keys.CLOCK_ALIGNED_DATA_INTERVAL);
    if (everySeconds == 0 && open == null) {
      aligned = null;
    }
    Instant boundary = alignedTimer.due(everySeconds, turn.now());
    if (boundary != null) {
      align(boundary, open, settings, rtm, register, turn);
    }
  }

  /**
   * Called the moment before a transaction is closed: the last readings for transactionData
   * (OCPP-MV-05).
   *
   * @param rtm null when the transaction of an earlier boot is closed; then only the register is
   *     known
   */
  public void ended(
      Turn turn,
      Settings settings,
      @Nullable RtmReport rtm,
      WattHours register,
      OpenTransaction open) {
    MeasurandList sampledList = list(settings, Keys.STOP_TXN_SAMPLED_DATA);
    Since since = has(sampledList, Measurand.ENERGY_ACTIVE_IMPORT_INTERVAL) ? sampled : aligned;
    if (open.number() != number) {
      // Begun and ended in one turn, or by another boot, whose last sample nobody remembers.
      since = ofThisBoot(open, turn) ? start(open) : null;
    }
    List<Reading> last =
        image(settings, rtm, register)
            .read(
                kept(settings),
                ReadingContext.TRANSACTION_END,
                since == null ? null : since.register());
    Stamp at = rtm == null ? open.lastSeenAt() : turn.stamp();
    remember(turn, open.number(), at, List.of(), last);
  }

  /** The uptime of the next sample; {@link Moment#NEVER} where none is due. */
  public long deadline() {
    return Math.min(sampledTimer.deadline(), alignedTimer.deadline());
  }

  /** The readings of this moment, asked for by TriggerMessage (OCPP-MV-07, OCPP-MV-08). */
  public List<Reading> present(Settings settings, RtmReport rtm, WattHours register) {
    return image(settings, rtm, register)
        .read(
            sent(settings, Keys.METER_VALUES_SAMPLED_DATA),
            ReadingContext.TRIGGER,
            sampled == null ? null : sampled.register());
  }

  private void follow(@Nullable OpenTransaction open, Settings settings, RtmReport rtm, Turn turn) {
    if (open == null) {
      number = 0;
      sampled = null;
      sampledTimer.stop();
      return;
    }
    number = open.number();
    sampled = start(open);
    aligned = start(open);
    sampledTimer.start(
        open.start().at().uptimeMillis() * 1_000_000,
        settings.value(Keys.METER_VALUE_SAMPLE_INTERVAL));
    List<Reading> first =
        image(settings, rtm, open.start().register())
            .read(kept(settings), ReadingContext.TRANSACTION_BEGIN, null);
    remember(turn, number, open.start().at(), List.of(), first);
  }

  private void sample(Settings settings, RtmReport rtm, WattHours register, Turn turn) {
    MeterImage image = image(settings, rtm, register);
    WattHours since = sampled == null ? null : sampled.register();
    ReadingContext context = ReadingContext.SAMPLE_PERIODIC;
    remember(
        turn,
        number,
        turn.stamp(),
        image.read(sent(settings, Keys.METER_VALUES_SAMPLED_DATA), context, since),
        image.read(list(settings, Keys.STOP_TXN_SAMPLED_DATA), context, since));
    sampled = new Since(turn.stamp(), register);
  }

  private void align(
      Instant boundary,
      @Nullable OpenTransaction open,
      Settings settings,
      RtmReport rtm,
      WattHours register,
      Turn turn) {
    Stamp at = stamp(boundary, turn);
    // A turn that comes late may know a transaction that did not run yet at the boundary.
    boolean within = open != null && open.start().at().uptimeMillis() <= at.uptimeMillis();
    int then = within ? number : 0;
    MeasurandList send = sent(settings, Keys.METER_VALUES_ALIGNED_DATA);
    MeasurandList keep = within ? list(settings, Keys.STOP_TXN_ALIGNED_DATA) : MeasurandList.EMPTY;
    MeterImage image = image(settings, rtm, register);
    ReadingContext context = ReadingContext.SAMPLE_CLOCK;
    Since since = aligned;
    if (since != null) {
      // The standard stamps what was during a period with the start of that period (OCPP-MV-16).
      remember(
          turn,
          then,
          asTheClockStandsNow(since.at(), turn),
          image.read(split(send, true), context, since.register()),
          image.read(split(keep, true), context, since.register()));
    }
    remember(
        turn,
        then,
        at,
        image.read(split(send, false), context, null),
        image.read(split(keep, false), context, null));
    aligned = new Since(at, register);
  }

  /** The running transaction; one of an earlier boot is only waiting to be closed. */
  private static @Nullable OpenTransaction running(Turn turn) {
    OpenTransaction open = turn.memory().open();
    return open != null && ofThisBoot(open, turn) ? open : null;
  }

  private static boolean ofThisBoot(OpenTransaction open, Turn turn) {
    return open.start().at().boot() == turn.memory().boot();
  }

  private static Since start(OpenTransaction open) {
    return new Since(open.start().at(), open.start().register());
  }

  private static MeterImage image(Settings settings, @Nullable RtmReport rtm, WattHours register) {
    return new MeterImage(settings.delivery().phases(), register, rtm);
  }

  /** Remembers a sample, unless nothing at all could be measured (OCPP-MV-12). */
  private static void remember(
      Turn turn, int number, Stamp at, List<Reading> send, List<Reading> keep) {
    if (!send.isEmpty() || !keep.isEmpty()) {
      turn.remember(new Fact.SampleTaken(OUTLET, number, at, send, keep));
    }
  }

  /** The boundary itself is the stamp, however late the turn came (OCPP-MV-02). */
  private static Stamp stamp(Instant boundary, Turn turn) {
    Stamp now = turn.stamp();
    long lateMillis = now.wallMillis() - boundary.toEpochMilli();
    return new Stamp(
        now.boot(), Math.max(0, now.uptimeMillis() - lateMillis), boundary.toEpochMilli());
  }

  /** An earlier stamp, corrected where the clock has been set since. */
  private static Stamp asTheClockStandsNow(Stamp earlier, Turn turn) {
    Stamp now = turn.stamp();
    long wallMillis = now.wallMillis() - (now.uptimeMillis() - earlier.uptimeMillis());
    boolean set =
        earlier.wallMillis() >= 0
            && Math.abs(wallMillis - earlier.wallMillis()) > AlignedTimer.STEP.toMillis();
    return set ? new Stamp(earlier.boot(), earlier.uptimeMillis(), wallMillis) : earlier;
  }

  private static MeasurandList sent(Settings settings, Key<List<String>> key) {
    MeasurandList list = list(settings, key);
    return list.items().isEmpty() ? DEFAULT : list;
  }

  /** What both ends of a transaction are told by: all that is kept during it (OCPP-MV-05). */
  private static MeasurandList kept(Settings settings) {
    List<MeasurandList.Item> items =
        new ArrayList<>(list(settings, Keys.STOP_TXN_SAMPLED_DATA).items());
    for (MeasurandList.Item item : list(settings, Keys.STOP_TXN_ALIGNED_DATA).items()) {
      if (!items.contains(item)) {
        items.add(item);
      }
    }
    return new MeasurandList(items);
  }

  /** The configured list; a word that this version does not know is passed over. */
  private static MeasurandList list(Settings settings, Key<List<String>> key) {
    List<MeasurandList.Item> items = new ArrayList<>();
    for (String word : settings.value(key)) {
      if (MeasurandList.parse(word) instanceof MeasurandList.Accepted(MeasurandList one)) {
        items.addAll(one.items());
      }
    }
    return new MeasurandList(items);
  }

  private static boolean has(MeasurandList list, Measurand measurand) {
    return list.items().stream().anyMatch(item -> item.measurand() == measurand);
  }

  private static MeasurandList split(MeasurandList list, boolean ofPeriod) {
    return new MeasurandList(
        list.items().stream()
            .filter(item -> MeterImage.ofPeriod(item.measurand()) == ofPeriod)
            .toList());
  }
}
