package opencompact.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Does what takes its time (a slow hash, a question to the disk) beside the event loop. */
record SlowWork(Context context) {

  <T> Future<T> of(Callable<T> work) {
    return context.<T>executeBlocking(work).map(result -> Objects.requireNonNull(result));
  }
}
