package opencompact.host;

import opencompact.catalogue.HostFault;
import org.jspecify.annotations.Nullable;

/**
 * Whether the station can record now, as its caller says. While it cannot, a charge under way goes
 * on and no other begins; nothing is acknowledged that could be forgotten.
 */
final class StorageWatch {
  private @Nullable String trouble;
  private boolean crowded;
  private boolean leftOut;

  void told(@Nullable String now, boolean nowCrowded, Turn turn) {
    String before = trouble;
    trouble = now;
    crowded = nowCrowded;
    if (before == null && now != null) {
      turn.note(
          "fault", HostFault.STORAGE.text() + " (" + now + "). " + HostFault.STORAGE.advice());
    } else if (before != null && now == null) {
      turn.note(
          "fault",
          leftOut
              ? "The disk takes records again; samples were left out when too many waited for it."
              : "The disk takes records again; everything that waited for it is recorded.");
      leftOut = false;
    }
    leftOut |= crowded;
  }

  /** Whether what is decided now will be on disk before anybody is told. */
  boolean records() {
    return trouble == null;
  }

  /** Whether so much waits for the disk that no more samples are taken. */
  boolean crowded() {
    return crowded;
  }
}
