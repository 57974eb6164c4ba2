package opencompact.ocpp;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a message out of turn, security messages included (security white paper; OCPP-TM-05).
 */
public final class ExtendedTriggerMessage {
  private ExtendedTriggerMessage() {}

  /** The central system asks. */
  public record Request(String requestedMessage, @Nullable Integer connectorId)
      implements opencompact.ocpp.Request.ToChargePoint {
    public Request(MessageTrigger requestedMessage, @Nullable Integer connectorId) {
      this(requestedMessage.wire(), connectorId);
    }

    /** The message that is meant; null when it is none, which the status answers (OCPP-TM-04). */
    public @Nullable MessageTrigger trigger() {
      return MessageTrigger.WORDS.find(requestedMessage);
    }

    @Override
    public Operation operation() {
      return Operation.EXTENDED_TRIGGER_MESSAGE;
    }

    @Override
    public void write(FieldWriter out) {
      out.text("requestedMessage", requestedMessage);
      out.integer("connectorId", connectorId);
    }

    static Request read(FieldReader in) {
      String requestedMessage = null;
      Integer connectorId = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "requestedMessage" -> requestedMessage = in.text();
          case "connectorId" -> connectorId = in.optional(FieldReader::integer);
          default -> in.unknown();
        }
      }
      return new Request(in.required("requestedMessage", requestedMessage), connectorId);
    }
  }

  /** The answer of the charge point. */
  public record Response(TriggerStatus status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.EXTENDED_TRIGGER_MESSAGE;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
    }

    static Response read(FieldReader in) {
      TriggerStatus status = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(TriggerStatus.WORDS);
          default -> in.unknown();
        }
      }
      return new Response(in.required("status", status));
    }
  }
}
