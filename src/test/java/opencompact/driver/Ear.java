package opencompact.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import opencompact.host.uplink.BackOfficeLink.Down;
import opencompact.host.uplink.BackOfficeLink.Listener;

/** Hears what a link tells, in order, so that a test can wait for it. */
final class Ear implements Listener {
  private static final long BOUND_SECONDS = 20;

  private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

  @Override
  public void up() {
    told.add("up");
  }

  @Override
  public void frame(String text) {
    told.add("frame " + text);
  }

  @Override
  public void pong() {
    told.add("pong");
  }

  @Override
  public void down(Down why) {
    told.add(why);
  }

  /** What was told next: {@code up}, {@code frame ...}, {@code pong}, or a Down. */
  Object next() {
    try {
      Object next = told.poll(BOUND_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("something told by the link").isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  Ear expect(Object... words) {
    for (Object word : words) {
      assertThat(next()).isEqualTo(word);
    }
    return this;
  }

  Down down() {
    Object next = next();
    assertThat(next).isInstanceOf(Down.class);
    return (Down) next;
  }

  void expectNothingMore() {
    assertThat(told).isEmpty();
  }
}
