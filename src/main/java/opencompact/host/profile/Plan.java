package opencompact.host.profile;

import java.util.List;
import java.util.Objects;
import opencompact.host.profile.Track.Stretch;
import opencompact.memory.InstalledProfile;
import opencompact.memory.InstalledProfile.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What the installed profiles allow together: the leading one of the station, and of the
 * transaction the leading TxProfile or, while none is live, the leading TxDefaultProfile
 * (OCPP-SC-16, OCPP-SC-17). Pure: the same profiles, the same answers.
 */
final class Plan {
  private final List<Track> max;
  private final List<Track> tx;
  private final List<Track> defaults;

  /**
   * The profiles that matter.
   *
   * @param connector whether limits of the connector's transactions count, and not only the
   *     station's (OCPP-SC-35)
   * @param transaction the station's number of the running transaction, 0 for none
   * @param begun the second at which it began, or is taken to begin; null for any time
   */
  Plan(
      List<InstalledProfile> profiles,
      boolean connector,
      int transaction,
      @Nullable Long begun,
      Scale scale) {
    this.max = ranked(profiles, Purpose.CHARGE_POINT_MAX, 0, begun, scale);
    this.tx =
        connector && transaction != 0
            ? ranked(profiles, Purpose.TX, transaction, begun, scale)
            : List.of();
    this.defaults = connector ? ranked(profiles, Purpose.TX_DEFAULT, 0, begun, scale) : List.of();
  }

  /** Those of one purpose, the first to lead first; a tie leads from the connector (SC-16). */
  private static List<Track> ranked(
      List<InstalledProfile> profiles,
      Purpose purpose,
      int transaction,
      @Nullable Long begun,
      Scale scale) {
    return profiles.stream()
        .filter(p -> p.purpose() == purpose && p.transaction() == transaction)
        .sorted((a, b) ->
            a.stackLevel() == b.stackLevel()
                ? Integer.compare(b.connector(), a.connector())
                : Integer.compare(b.stackLevel(), a.stackLevel()))
        .map(p -> new Track(p, begun, scale))
        .toList();
  }

  /**
   * The limit at a second.
   *
   * @param profile the one that rules; null while none does
   * @param deciwatts its limit; {@link Track#EVER} while none rules
   * @param until the second by which another may rule, or the same otherwise
   */
  record Limit(@Nullable InstalledProfile profile, long deciwatts, long until) {
    boolean same(Limit other) {
      return deciwatts == other.deciwatts && Objects.equals(profile, other.profile);
    }

    private Limit during(long bound) {
      return bound < until ? new Limit(profile, deciwatts, bound) : this;
    }
  }

  private static final Limit NONE = new Limit(null, Track.EVER, Track.EVER);

  /** What holds at a second, known until the next at which any profile changes. */
  Limit at(long second) {
    Limit station = leading(max, second, NONE);
    Limit visit = leading(tx, second, NONE);
    if (visit.profile() == null) {
      visit = leading(defaults, second, visit);
    }
    Limit least = visit.deciwatts() < station.deciwatts() ? visit : station;
    return least.during(Math.min(station.until(), visit.until()));
  }

  /** The first live one leads; those before it are silent until then at least. */
  private static Limit leading(List<Track> ranked, long second, Limit otherwise) {
    long until = otherwise.until();
    for (Track track : ranked) {
      Stretch stretch = track.at(second);
      until = Math.min(until, stretch.until());
      if (stretch.live()) {
        return new Limit(track.profile(), stretch.deciwatts(), until);
      }
    }
    return otherwise.during(until);
  }

  /**
   * What holds while nobody knows the time of day: the least that any profile could ask for that
   * might lead now.
   *
   * @param uptime a second on the clock that counts from the start of the station
   */
  Limit unknowing(long uptime) {
    Limit station = strictest(max, uptime);
    Limit visit = strictest(tx, uptime);
    if (tx.stream().noneMatch(track -> certain(track, uptime))) {
      Limit otherwise = strictest(defaults, uptime).during(visit.until());
      visit =
          otherwise.deciwatts() < visit.deciwatts() ? otherwise : visit.during(otherwise.until());
    }
    Limit least = visit.deciwatts() < station.deciwatts() ? visit : station;
    return least.during(Math.min(station.until(), visit.until()));
  }

  /** The least of those that may lead: all down to the first that surely does. */
  private static Limit strictest(List<Track> ranked, long uptime) {
    Limit least = NONE;
    long until = Track.EVER;
    for (Track track : ranked) {
      Stretch stretch = track.byClock() ? new Stretch(track.least(), Track.EVER) : track.at(uptime);
      until = Math.min(until, stretch.until());
      if (stretch.live() && stretch.deciwatts() < least.deciwatts()) {
        least = new Limit(track.profile(), stretch.deciwatts(), Track.EVER);
      }
      if (certain(track, uptime)) {
        break;
      }
    }
    return least.during(until);
  }

  private static boolean certain(Track track, long uptime) {
    return !track.byClock() && track.at(uptime).live();
  }
}
