package opencompact.ocpp;

import java.util.List;

/** What a text from the peer turned out to be. Every text is one of these; none is an exception. */
public sealed interface Incoming {

  /**
   * The peer asks. At a charge point the request is always a {@link Request.ToChargePoint}.
   *
   * @param notes what was tolerated, for the log (OCPP-TR-29)
   */
  record Call(String id, Request request, List<String> notes) implements Incoming {
    public Call {
      notes = List.copyOf(notes);
    }
  }

  /**
   * The peer answers our outstanding call.
   *
   * @param notes what was tolerated, for the log (OCPP-TR-36)
   */
  record Result(String id, Response response, List<String> notes) implements Incoming {
    public Result {
      notes = List.copyOf(notes);
    }
  }

  /** The peer refuses our outstanding call, with any code it likes (OCPP-TR-35). */
  @SuppressWarnings("AvoidCommonTypeNames") // CALLERROR, next to Call and Result
  record Error(String id, String code, String description) implements Incoming {}

  /** The peer asks in a way that earns this CALLERROR (OCPP-TR-22 to OCPP-TR-28). */
  record Refused(Frame.Error answer, String why) implements Incoming {}

  /** The answer to our outstanding call cannot be used: a failure to process (OCPP-TR-36). */
  record BadResult(String id, String why) implements Incoming {}

  /** Nothing can be said back: no frame, no id, no call of ours (OCPP-TR-15, OCPP-TR-21). */
  record Ignored(String why) implements Incoming {
    /** Whether it is a whole answer that nobody waits for, or not any more (OCPP-TR-15). */
    public boolean unasked() {
      return why.startsWith(Frames.NO_CALL);
    }
  }
}
