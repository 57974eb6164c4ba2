package opencompact.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletionStage;
import opencompact.host.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What is said: a content type and a text; or nothing more, where the answer is already under way.
 */
record Reply(String type, @Nullable String text) {
  private static final Reply UNDER_WAY = new Reply("", null);

  static Reply json(JsonObject json) {
    return new Reply("application/json", json.encode());
  }

  static Reply text(String type, String text) {
    return new Reply(type, text);
  }

  /** For a stream, whose handler has the response now. */
  static Reply underWay() {
    return UNDER_WAY;
  }

  /** A wish's outcome: done, refused for now (409), or wrong (422). */
  static Future<Reply> of(CompletionStage<Outcome> outcome) {
    return Future.fromCompletionStage(outcome)
        .compose(known ->
            switch (known) {
              case Outcome.Done(String sentence) ->
                  Future.succeededFuture(
                      json(new JsonObject().put("outcome", "done").put("sentence", sentence)));
              case Outcome.Refused(String sentence) ->
                  Future.failedFuture(new Problem(409, sentence));
              case Outcome.Wrong(String sentence) ->
                  Future.failedFuture(new Problem(422, sentence));
            });
  }
}
