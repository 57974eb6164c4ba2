package opencompact.host.allowance;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import opencompact.catalogue.Keys;
import opencompact.host.charge.Charge;
import opencompact.host.charge.Site;
import opencompact.memory.OpenTransaction;
import opencompact.memory.Reservation;
import opencompact.quantity.Amperes;
import opencompact.quantity.Moment;
import opencompact.rtm.Pilot;
import opencompact.rtm.RtmReport;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "why does it not charge" and "why only at 21 A" (LIM-1): everything that blocks or
 * limits now, in the order in which a person should look at it. It remembers since when each holds;
 * what blocks is found by {@link Blocks}, what limits by {@link Limits}.
 */
public final class Why {
  private final SortedMap<String, Long> sinceNanos = new TreeMap<>();
  private @Nullable Matters before;

  /**
   * What there is to explain.
   *
   * @param refusal what was said to a card that was refused just now, or null
   * @param refused the running transaction if its card was refused and gets no more energy, or null
   * @param forbidden what forbids all current though a charge runs, or null (LIM-3)
   * @param bounds the host's limits, least first
   */
  public record Scene(
      Charge charge,
      @Nullable String refusal,
      Site site,
      @Nullable OpenTransaction refused,
      @Nullable Hold forbidden,
      List<Bound> bounds) {}

  /** All that decides which holds stand; their sentences may say more. */
  private record Matters(
      Charge charge,
      @Nullable String refusal,
      boolean rtmOnline,
      Site.Service service,
      @Nullable Hold forbidden,
      boolean free,
      boolean refused,
      Pilot pilot,
      boolean pwm,
      boolean plugged,
      boolean locked,
      boolean contactorClosed,
      boolean drawsLess,
      Amperes cable,
      Amperes temperatureLimit,
      Amperes limit,
      @Nullable Reservation reservation,
      int faultWord,
      RtmReport.PlugIn plugIn,
      boolean ventilated,
      List<Bound> bounds) {}

  /** Called once a turn, so that it is known since when each hold stands. */
  public void watch(Scene scene, Moment now) {
    Site site = scene.site();
    RtmReport rtm = site.rtm();
    Matters matters =
        new Matters(
            scene.charge(),
            scene.refusal(),
            site.rtmOnline(),
            site.service(),
            scene.forbidden(),
            site.free(),
            scene.refused() != null,
            rtm.pilot(),
            rtm.pwm(),
            rtm.plugged(),
            rtm.locked(),
            rtm.contactorClosed(),
            Limits.drawsLess(rtm),
            rtm.cable(),
            rtm.temperatureLimit(),
            rtm.limit(),
            site.reservation(),
            rtm.faultWord(),
            rtm.plugIn(),
            site.settings().value(Keys.CHARGING_VENTILATED_ENABLED),
            scene.bounds());
    if (!matters.equals(before)) {
      before = matters;
      holds(scene, now);
    }
  }

  /** The ordered stack: what blocks, most fundamental first; then the limits from the least up. */
  public List<Hold> holds(Scene scene, Moment now) {
    List<Hold> holds = new ArrayList<>(Blocks.of(scene, now));
    holds.addAll(Limits.of(scene.site(), scene.bounds()));
    return dated(holds, now);
  }

  /** Fills in since when each holds; what no longer holds is forgotten. */
  private List<Hold> dated(List<Hold> holds, Moment now) {
    List<Hold> dated = new ArrayList<>(holds.size());
    SortedMap<String, Long> still = new TreeMap<>();
    for (Hold hold : holds) {
      // A limit of another value is another limit, since another time; what a car takes just
      // varies.
      String id =
          hold.name().equals(Limits.VEHICLE) ? Limits.VEHICLE : hold.name() + " " + hold.value();
      long began = sinceNanos.getOrDefault(id, now.uptimeNanos());
      still.put(id, began);
      dated.add(
          new Hold(
              hold.kind(),
              hold.name(),
              hold.value(),
              hold.source(),
              now.wallAt(began),
              hold.until(),
              hold.sentence()));
    }
    sinceNanos.clear();
    sinceNanos.putAll(still);
    return List.copyOf(dated);
  }
}
