package opencompact.host;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import opencompact.catalogue.Ailment;
import opencompact.host.allowance.Hold;
import opencompact.quantity.Moment;
import org.jspecify.annotations.Nullable;

/**
 * What the parts beside the safety core have said of themselves: the card reader, the radio. What
 * ails one is logged, told as a warning of the station, and, where a card is what is wanted, said
 * to whoever asks why nothing charges (OCPP-ST-41, LIM-1). Everything else goes on.
 */
final class PartWatch {
  private record Standing(Ailment ailment, long sinceNanos) {}

  private final Map<Ailment.Part, Standing> standing = new EnumMap<>(Ailment.Part.class);

  /** A part says how it fares; null: well. Saying the same again is no news. */
  void told(Ailment.Part part, @Nullable Ailment ailment, Turn turn) {
    Standing before = standing.get(part);
    if (ailment == (before == null ? null : before.ailment())) {
      return;
    }
    if (ailment == null) {
      standing.remove(part);
      turn.note("fault", part.title() + " is well again.");
    } else {
      standing.put(part, new Standing(ailment, turn.now().uptimeNanos()));
      turn.note("fault", ailment.text() + ": " + ailment.cause() + " " + ailment.advice());
    }
  }

  /** The worst that ails any part; null if all are well. */
  @Nullable Ailment worst() {
    Ailment worst = null;
    for (Standing one : standing.values()) {
      worst = worst == null || one.ailment().compareTo(worst) < 0 ? one.ailment() : worst;
    }
    return worst;
  }

  /** What blocks, and before "tap a card" that no card can be read. */
  List<Hold> explained(List<Hold> holds, Moment now) {
    Standing reader = standing.get(Ailment.Part.CARD_READER);
    if (reader == null) {
      return holds;
    }
    List<Hold> more = new ArrayList<>();
    for (Hold hold : holds) {
      if (hold.name().equals("not-authorized")) {
        more.add(unread(reader, now));
      }
      more.add(hold);
    }
    return more;
  }

  private static Hold unread(Standing reader, Moment now) {
    Ailment ailment = reader.ailment();
    return new Hold(
        Hold.Kind.BLOCK,
        "card-reader",
        null,
        "card reader",
        now.wall() == null ? null : now.wall().minusNanos(now.since(reader.sinceNanos())),
        null,
        ailment.cause() + " " + ailment.advice());
  }
}
