package opencompact.run;

import java.util.List;
import java.util.concurrent.CompletionStage;
import opencompact.host.HostView;
import opencompact.host.Outcome;
import opencompact.host.Wish;
import opencompact.web.Station;

/** The host, as the web room sees it. */
record StationDoor(HostCell host) implements Station {

  @Override
  public HostView view() {
    return host.view();
  }

  @Override
  public CompletionStage<Outcome> ask(Wish wish, String by) {
    return host.ask(wish, by);
  }

  @Override
  public Watch watch(Runnable onChange) {
    return watching(host.watchers(), onChange);
  }

  static Watch watching(List<Runnable> watchers, Runnable onChange) {
    watchers.add(onChange);
    return () -> watchers.remove(onChange);
  }
}
