package opencompact.host;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.host.access.Access;
import opencompact.memory.Fact;
import opencompact.memory.Memory;
import opencompact.ocpp.AuthorizationData;
import opencompact.ocpp.IdTagInfo;
import opencompact.ocpp.SendLocalList;
import opencompact.ocpp.UpdateType;
import org.jspecify.annotations.Nullable;

/**
 * The back office's list of cards, sent ahead (OCPP 1.6, 3.5.2 and 5.15; OCPP-LL-01 to LL-07). A
 * message is taken whole, as one fact, or not at all; nothing else ever changes the list.
 */
final class LocalList {
  private static final int NOT_SUPPORTED = -1;

  private LocalList() {}

  /** The version as the back office may hear it (OCPP-LL-01). */
  static int version(Settings settings, Memory memory) {
    return Access.listCounts(settings) ? memory.localListVersion() : NOT_SUPPORTED;
  }

  /** Takes a message about the list, or says why not; then nothing has changed. */
  static SendLocalList.Status send(SendLocalList.Request r, Settings settings, Turn turn) {
    if (!Access.listCounts(settings)) {
      return SendLocalList.Status.NOT_SUPPORTED;
    }
    Memory memory = turn.memory();
    boolean whole = r.updateType() == UpdateType.FULL;
    List<AuthorizationData> given = r.localAuthorizationList();
    List<AuthorizationData> entries = given == null ? List.of() : given;
    String wrong = wrong(r.listVersion(), whole, entries, settings, memory);
    if (wrong != null) {
      turn.note("line", "A list of cards from the back office is not taken: " + wrong + ".");
      return SendLocalList.Status.FAILED;
    }
    if (!whole && r.listVersion() <= memory.localListVersion()) {
      turn.note(
          "line",
          "A change of the list of cards to version "
              + r.listVersion()
              + " is not taken: version "
              + memory.localListVersion()
              + " is here already.");
      return SendLocalList.Status.VERSION_MISMATCH;
    }
    List<Fact.ListEntry> remembered = new ArrayList<>(entries.size());
    for (AuthorizationData entry : entries) {
      remembered.add(remembered(entry));
    }
    turn.remember(new Fact.LocalListSent(r.listVersion(), whole, List.copyOf(remembered)));
    turn.note(
        "line",
        "The back office's list of cards has "
            + memory.localListLength()
            + " entries now, version "
            + memory.localListVersion()
            + ".");
    return SendLocalList.Status.ACCEPTED;
  }

  private static Fact.ListEntry remembered(AuthorizationData entry) {
    IdTagInfo info = entry.idTagInfo();
    return info == null
        ? new Fact.ListEntry(entry.idTag(), null, null, null)
        : new Fact.ListEntry(
            entry.idTag(), info.status().wire(), info.expiryDate(), info.parentIdTag());
  }

  /** What makes the message Failed (OCPP-LL-04, OCPP-LL-05); null if nothing does. */
  private static @Nullable String wrong(
      int version,
      boolean whole,
      List<AuthorizationData> entries,
      Settings settings,
      Memory memory) {
    boolean clears = version == 0 && whole && entries.isEmpty();
    if (version <= 0 && !clears) {
      return "a version counts from 1; 0 goes with an empty whole list only";
    }
    int most = settings.value(Keys.SEND_LOCAL_LIST_MAX_LENGTH);
    if (entries.size() > most) {
      return "a message may have " + most + " entries, not " + entries.size();
    }
    SortedSet<String> seen = new TreeSet<>();
    int length = whole ? 0 : memory.localListLength();
    for (AuthorizationData entry : entries) {
      boolean leaves = entry.idTagInfo() == null;
      if (!seen.add(entry.idTag().key())) {
        return "card " + entry.idTag() + " is in it twice";
      }
      if (leaves && whole) {
        return "card "
            + entry.idTag()
            + " has no idTagInfo, and a whole list has nothing to delete";
      }
      boolean known = !whole && memory.entry(entry.idTag()) != null;
      length += leaves ? (known ? -1 : 0) : (known ? 0 : 1);
    }
    int room = settings.value(Keys.LOCAL_AUTH_LIST_MAX_LENGTH);
    return length > room ? "the list may have " + room + " entries, not " + length : null;
  }
}
