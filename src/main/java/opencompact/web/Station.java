package opencompact.web;

import java.util.concurrent.CompletionStage;
import opencompact.host.HostView;
import opencompact.host.Outcome;
import opencompact.host.Wish;

/** The running station as the web room sees it: a picture to show, and somebody to ask (WEB-13). */
public interface Station {

  /** The newest picture; any thread may read it. */
  HostView view();

  /**
   * Passes a wish to the host.
   *
   * @param by who asks, in words for the event log
   */
  CompletionStage<Outcome> ask(Wish wish, String by);

  /** Has a listener called, on any thread, after each change of the picture, until it is closed. */
  Watch watch(Runnable onChange);

  /** A listener's place; closing it ends the calls. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
