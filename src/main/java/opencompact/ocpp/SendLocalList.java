package opencompact.ocpp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces or amends the local list (OCPP 1.6, 5.15; OCPP-LL-02, OCPP-LL-03). */
public final class SendLocalList {
  private SendLocalList() {}

  /** The central system asks. */
  public record Request(
      int listVersion,
      @Nullable List<AuthorizationData> localAuthorizationList,
      UpdateType updateType)
      implements opencompact.ocpp.Request.ToChargePoint {
    public Request {
      localAuthorizationList =
          localAuthorizationList == null ? null : List.copyOf(localAuthorizationList);
    }

    @Override
    public Operation operation() {
      return Operation.SEND_LOCAL_LIST;
    }

    @Override
    public void write(FieldWriter out) {
      out.integer("listVersion", listVersion);
      out.parts("localAuthorizationList", localAuthorizationList);
      out.word("updateType", updateType);
    }

    static Request read(FieldReader in) {
      Integer listVersion = null;
      List<AuthorizationData> localAuthorizationList = null;
      UpdateType updateType = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "listVersion" -> listVersion = in.integer();
          case "localAuthorizationList" ->
              localAuthorizationList = in.optional(field -> field.list(0, AuthorizationData::read));
          case "updateType" -> updateType = in.word(UpdateType.WORDS);
          default -> in.unknown();
        }
      }
      return new Request(
          in.required("listVersion", listVersion),
          localAuthorizationList,
          in.required("updateType", updateType));
    }
  }

  /** The answer of the charge point. */
  public record Response(Status status) implements opencompact.ocpp.Response {
    @Override
    public Operation operation() {
      return Operation.SEND_LOCAL_LIST;
    }

    @Override
    public void write(FieldWriter out) {
      out.word("status", status);
    }

    static Response read(FieldReader in) {
      Status status = null;
      in.open();
      for (String name = in.next(); name != null; name = in.next()) {
        switch (name) {
          case "status" -> status = in.word(Status.WORDS);
          default -> in.unknown();
        }
      }
      return new Response(in.required("status", status));
    }
  }

  /** What became of the list (OCPP 1.6, 7.47). */
  public enum Status implements Word {
    ACCEPTED("Accepted"),
    FAILED("Failed"),
    NOT_SUPPORTED("NotSupported"),
    VERSION_MISMATCH("VersionMismatch");

    static final Words<Status> WORDS = Words.of(values());

    private final String wire;

    Status(String wire) {
      this.wire = wire;
    }

    @Override
    public String wire() {
      return wire;
    }
  }
}
