package opencompact.conformance.suite;

import static opencompact.conformance.suite.Expected.inAnyOrder;
import static opencompact.conformance.suite.Expected.start;
import static opencompact.conformance.suite.Expected.status;
import static opencompact.conformance.suite.Tool.CARD;
import static opencompact.conformance.suite.Tool.OTHER_CARD;

import java.util.ArrayList;
import java.util.List;

/** Local Auth List Management profile. */
final class LocalLists {
  private LocalLists() {}

  /** Lists are on, cards in them start at once, and nothing else knows them. */
  private static void listed(Tool t) {
    t.configure("LocalAuthListEnabled", true);
    t.configure("LocalPreAuthorize", true);
    t.configure("AuthorizationCacheEnabled", false);
  }

  private static Answer send(Tool t, String type, int version, String... cards) {
    List<String> entries = new ArrayList<>();
    for (String card : cards) {
      entries.add("{'idTag':'%s','idTagInfo':{'status':'Accepted'}}".formatted(card));
    }
    return t.asks(
        "SendLocalList",
        "{'listVersion':%d,'updateType':'%s','localAuthorizationList':[%s]}"
            .formatted(version, type, String.join(",", entries)));
  }

  private static void version(Tool t, int expected) {
    int told = t.asks("GetLocalListVersion").payload().path("listVersion").asInt(-2);
    t.requires(told == expected, "The version of the list is " + expected + ", not " + told);
  }

  @Case(
      id = "OCPP-T-008",
      name = "Start with an idTag of the list",
      guards = {"AU-04", "CF-44"})
  static void start_with_a_listed_card(Tool t) {
    listed(t);
    version(t, 0);
    send(t, "Full", 1, CARD).is("Accepted");
    t.swipe();
    t.hears(status("Preparing"));
    t.plugIn();
    t.hears(inAnyOrder(start(CARD), status("Charging")));
  }

  @Case(id = "OCPP-T-008_2", name = "Remote start with an idTag of the list")
  static void remote_start_with_a_listed_card(Tool t) {
    listed(t);
    send(t, "Full", 1, CARD).is("Accepted");
    t.remoteStart(CARD).is("Accepted");
    t.hears(status("Preparing"));
    t.plugIn();
    t.hears(inAnyOrder(start(CARD), status("Charging")));
  }

  @Case(id = "OCPP-T-042_1", name = "List version, disabled")
  static void version_of_a_disabled_list(Tool t) {
    t.configure("LocalAuthListEnabled", false);
    version(t, -1);
  }

  @Case(
      id = "OCPP-T-042_2",
      name = "List version, empty",
      guards = {"P-44"},
      sockets = true)
  static void version_of_an_empty_list(Tool t) {
    t.configure("LocalAuthListEnabled", true);
    send(t, "Full", 0).is("Accepted");
    version(t, 0);
  }

  @Case(
      id = "OCPP-T-043",
      name = "Send a list",
      guards = {"LL-02", "MS-32"},
      sockets = true)
  static void send_a_list(Tool t) {
    t.configure("LocalAuthListEnabled", true);
    send(t, "Full", 1, CARD).is("Accepted");
    send(t, "Differential", 2, OTHER_CARD).is("Accepted");
    version(t, 2);
  }

  @Case(id = "OCPP-T-043_1", name = "Send a list, NotSupported")
  static void send_a_list_where_none_is_wanted(Tool t) {
    t.configure("LocalAuthListEnabled", false);
    send(t, "Full", 1, CARD).is("NotSupported");
  }

  @Case(id = "OCPP-T-043_2", name = "Send a list, VersionMismatch")
  static void send_an_old_list(Tool t) {
    t.configure("LocalAuthListEnabled", true);
    send(t, "Full", 2, CARD).is("Accepted");
    version(t, 2);
    send(t, "Full", 5, CARD).is("Accepted");
    version(t, 5);
    send(t, "Differential", 4, OTHER_CARD).is("VersionMismatch");
    version(t, 5);
  }

  @Case(id = "OCPP-T-043_3", name = "Send a list, Failed")
  static void send_a_list_that_contradicts_itself(Tool t) {
    t.configure("LocalAuthListEnabled", true);
    send(t, "Full", 1, CARD).is("Accepted");
    send(t, "Full", 2, CARD, OTHER_CARD, CARD).is("Failed");
    version(t, 1);
  }
}
