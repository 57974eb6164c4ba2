package opencompact.catalogue;

import static opencompact.catalogue.Access.READ_WRITE;
import static opencompact.catalogue.Declaring.choice;
import static opencompact.catalogue.Declaring.key;
import static opencompact.catalogue.Declaring.minutes;
import static opencompact.catalogue.Declaring.option;
import static opencompact.catalogue.Effective.AFTER_REBOOT;
import static opencompact.catalogue.Effective.AT_ONCE;
import static opencompact.catalogue.Page.NETWORK;

/** Which network reaches the back office, and when another one is tried (OCPP-CF-76, 82, 83). */
interface NetworkKeys {
  Key<Integer> MAIN_OFFLINE_TIMEOUT =
      key(
          "c_MainOfflineTimeout",
          minutes(),
          0,
          READ_WRITE,
          AT_ONCE,
          NETWORK,
          "After how long without a back office the fallback interface takes over.");

  Key<Integer> FALLBACK_OFFLINE_TIMEOUT =
      key(
          "c_FallbackOfflineTimeout",
          minutes(),
          0,
          READ_WRITE,
          AT_ONCE,
          NETWORK,
          "After how long without a back office on the fallback interface the main one is "
              + "tried again.");

  Key<Integer> FALLBACK_ONLINE_TIMEOUT =
      key(
          "c_FallbackOnlineTimeout",
          minutes(),
          0,
          READ_WRITE,
          AT_ONCE,
          NETWORK,
          "After how long on the fallback interface, even with a back office, the main one "
              + "is tried again.");

  Key<Integer> MAIN_NETWORK_INTERFACE =
      key(
          "c_MainNetworkInterface",
          choice(option(0, "not set"), option(1, "WiFi"), option(2, "Ethernet"), option(3, "GSM")),
          0,
          READ_WRITE,
          AFTER_REBOOT,
          NETWORK,
          "The network interface that is used as long as it reaches the back office.");

  Key<Integer> FALLBACK_NETWORK_INTERFACE =
      key(
          "c_FallbackNetworkInterface",
          choice(option(0, "not set"), option(3, "GSM")),
          0,
          READ_WRITE,
          AT_ONCE,
          NETWORK,
          "The network interface that takes over when the main one does not reach the back "
              + "office.");

  Key<String> APN =
      key(
          "c_APN",
          new Shape.AccessPoint(),
          "",
          READ_WRITE,
          AFTER_REBOOT,
          NETWORK,
          "The access point name of the mobile network.");
}
