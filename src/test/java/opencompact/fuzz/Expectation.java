package opencompact.fuzz;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import opencompact.catalogue.Keys;
import opencompact.catalogue.Settings;
import opencompact.ocpp.CallErrorCode;
import opencompact.ocpp.FeatureProfile;
import opencompact.ocpp.OfficialSchemas;
import opencompact.ocpp.Operation;
import opencompact.ocpp.Side;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a station may answer to a text, worked out from the rules OCPP-TR-21 to OCPP-TR-37 and the
 * official schemas, without the station's own reader.
 *
 * @param silence nothing may be answered at all
 * @param result the request may be carried out, or refused by its own status
 * @param codes the CALLERRORs that fit
 * @param id of the call; null where the text has none
 */
record Expectation(boolean silence, boolean result, Set<CallErrorCode> codes, @Nullable String id) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final JsonMapper DUPLICATES =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int LONGEST_ID = 36;

  /** What a request of the right form can earn, for its sense or for the moment. */
  private static final Set<CallErrorCode> ABOUT_SENSE =
      EnumSet.of(
          CallErrorCode.PROPERTY_CONSTRAINT_VIOLATION,
          CallErrorCode.OCCURENCE_CONSTRAINT_VIOLATION,
          CallErrorCode.PROTOCOL_ERROR,
          CallErrorCode.SECURITY_ERROR,
          CallErrorCode.GENERIC_ERROR);

  private static final Expectation SILENCE =
      new Expectation(true, false, EnumSet.noneOf(CallErrorCode.class), null);

  /** The answers that fit this text, as the station is set now. */
  static Expectation of(String text, Settings settings, OfficialSchemas schemas) {
    JsonNode frame;
    boolean duplicates = false;
    try {
      frame = JSON.readTree(text);
    } catch (JacksonException wrong) {
      try {
        frame = DUPLICATES.readTree(text);
        duplicates = true;
      } catch (StreamConstraintsException tooMuch) {
        return anything();
      } catch (JacksonException noJson) {
        return SILENCE;
      }
    }
    if (!frame.isArray()
        || !frame.path(0).isIntegralNumber()
        || !frame.path(0).canConvertToInt()
        || frame.get(0).asInt() != 2
        || !frame.path(1).isString()
        || frame.get(1).asString().isEmpty()) {
      return SILENCE;
    }
    String id = frame.get(1).asString();
    return duplicates
        ? new Expectation(false, true, EnumSet.allOf(CallErrorCode.class), id)
        : call(frame, id, settings, schemas);
  }

  /** A text with so large a part that a reader may stop anywhere in it. */
  private static Expectation anything() {
    return new Expectation(true, true, EnumSet.allOf(CallErrorCode.class), null);
  }

  private static Expectation call(
      JsonNode frame, String id, Settings settings, OfficialSchemas schemas) {
    boolean payload = frame.path(3).isObject() || frame.path(3).isNull();
    if (frame.size() != 4 || !frame.get(2).isString() || !payload || id.length() > LONGEST_ID) {
      return refusal(id, EnumSet.of(CallErrorCode.FORMATION_VIOLATION));
    }
    Operation operation = Operation.named(frame.get(2).asString());
    if (operation == null) {
      return refusal(id, EnumSet.of(CallErrorCode.NOT_IMPLEMENTED));
    }
    if (!operation.answeredBy(Side.CHARGE_POINT) || !supported(operation, settings)) {
      return refusal(id, EnumSet.of(CallErrorCode.NOT_SUPPORTED));
    }
    JsonNode asked = frame.get(3).isNull() ? JSON.createObjectNode() : frame.get(3);
    Set<CallErrorCode> codes = EnumSet.noneOf(CallErrorCode.class);
    boolean tolerable = true;
    for (String violation : schemas.violations(operation.wire(), "req", asked)) {
      if (violation.contains("has the unknown property")) {
        continue;
      }
      // Dates without a zone are UTC, addresses are judged by whoever fetches, rates are rounded,
      // and
      // a trigger that is unknown has a status of its own (OCPP-TR-34).
      boolean tolerated =
          violation.contains("requestedMessage is none of")
              || violation.contains("is no date-time")
              || violation.contains("is no uri")
              || violation.contains("is no multiple");
      tolerable &= tolerated;
      codes.addAll(
          violation.contains(" lacks ") || violation.contains("fewer than")
              ? EnumSet.of(CallErrorCode.OCCURENCE_CONSTRAINT_VIOLATION)
              : violation.contains("is longer") || violation.contains("is no ") && !tolerated
                  ? EnumSet.of(CallErrorCode.TYPE_CONSTRAINT_VIOLATION)
                  : EnumSet.of(CallErrorCode.PROPERTY_CONSTRAINT_VIOLATION));
    }
    if (tolerable) {
      codes.addAll(ABOUT_SENSE);
      if (operation.profile() == FeatureProfile.SECURITY
          || operation.profile() == FeatureProfile.FIRMWARE_MANAGEMENT
          || operation.profile() == FeatureProfile.SMART_CHARGING) {
        codes.add(CallErrorCode.NOT_SUPPORTED);
      }
      if (fraction(asked)) {
        // The schema takes 3.0 for an integer; a station may take the word by the letter.
        codes.add(CallErrorCode.TYPE_CONSTRAINT_VIOLATION);
      }
      return new Expectation(false, true, codes, id);
    }
    // Of several violations the first that is met is reported; and of some, such as an idTag that
    // cannot be printed or a number of more than 32 bits, the schemas know nothing.
    codes.add(CallErrorCode.PROPERTY_CONSTRAINT_VIOLATION);
    if (fraction(asked)) {
      codes.add(CallErrorCode.TYPE_CONSTRAINT_VIOLATION);
    }
    return refusal(id, codes);
  }

  private static Expectation refusal(String id, Set<CallErrorCode> codes) {
    return new Expectation(false, false, codes, id);
  }

  private static boolean supported(Operation operation, Settings settings) {
    return switch (operation.profile()) {
      case SECURITY -> settings.value(Keys.SECURITY_MESSAGES);
      case RESERVATION, LOCAL_AUTH_LIST_MANAGEMENT -> true;
      default -> settings.speaks(operation.profile().wire());
    };
  }

  private static boolean fraction(JsonNode node) {
    if (node.isNumber()) {
      return !node.isIntegralNumber();
    }
    for (JsonNode child : node) {
      if (fraction(child)) {
        return true;
      }
    }
    return false;
  }

  /** What is wrong with what was said at once; null if nothing is. */
  @Nullable String wrong(List<String> said) {
    if (said.isEmpty()) {
      return silence || result ? null : "was not answered, but should be by " + codes;
    }
    String all = String.join(" ", said);
    if (said.size() > 1) {
      return "was answered twice: " + all;
    }
    JsonNode answer = JSON.readTree(said.getFirst());
    if (silence && !result) {
      return "was answered, and should not be: " + all;
    }
    if (id != null && !answer.get(1).asString().equals(id)) {
      return "was answered under another id: " + all;
    }
    if (answer.get(0).decimalValue().equals(BigDecimal.valueOf(3))) {
      return result ? null : "was carried out, but should be refused by " + codes + ": " + all;
    }
    String code = answer.get(2).asString();
    return codes.stream().anyMatch(right -> right.wire().equals(code))
        ? null
        : "was refused by " + code + ", but should be by " + codes + (result ? " or not" : "");
  }
}
