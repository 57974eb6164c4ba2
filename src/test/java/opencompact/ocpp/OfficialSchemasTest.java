package opencompact.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Status;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What we write is valid under the official schemas, which an independent OCPP library brings along
 * (OCPP-MS-38). Without {@code npm ci} in {@code src/test/node} there is nothing to compare with;
 * that is tolerated at a desk and an error where {@code CI} or {@code -Dpeers} is set.
 */
class OfficialSchemasTest {
  private static final Map<String, Schema> BY_ID = new TreeMap<>();

  @BeforeAll
  static void load() throws IOException {
    OfficialSchemas installed = OfficialSchemas.installed();
    assumeTrue(installed != null, "run npm ci in src/test/node to compare with the schemas");
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7,
            builder ->
                builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    for (JsonNode schema : new JsonMapper().readTree(Files.readString(OfficialSchemas.FILE))) {
      BY_ID.put(schema.get("$id").asString(), registry.getSchema(schema));
    }
  }

  @Test
  void OCPP_MS_38_every_sample_of_a_request_is_valid() {
    Samples.requests().forEach(OfficialSchemasTest::check);
  }

  @Test
  void OCPP_MS_38_every_sample_of_a_response_is_valid() {
    Samples.responses().forEach(OfficialSchemasTest::check);
  }

  @Test
  void every_operation_has_its_two_schemas() {
    assertThat(BY_ID).hasSize(2 * Operation.values().length);
    for (Operation operation : Operation.values()) {
      assertThat(BY_ID).containsKeys(id(operation, "req"), id(operation, "conf"));
    }
  }

  @Test
  void every_word_that_a_station_can_say_is_in_the_schemas() {
    for (Status status : Status.values()) {
      check(new StatusNotification.Request(1, ErrorCode.NO_ERROR, null, status, null, null, null));
    }
    for (ErrorCode code : ErrorCode.values()) {
      check(new StatusNotification.Request(1, code, null, Status.FAULTED, null, null, null));
    }
    for (Reason reason : Reason.values()) {
      check(new StopTransaction.Request(null, 1, Samples.NOON, 7, reason, null));
    }
    for (MeterValue reading : everyReading()) {
      check(new MeterValues.Request(1, 7, List.of(reading)));
      check(new StopTransaction.Request(null, 1, Samples.NOON, 7, null, List.of(reading)));
    }
    for (DiagnosticsStatus status : DiagnosticsStatus.values()) {
      check(new DiagnosticsStatusNotification.Request(status));
    }
    for (FirmwareStatus status : FirmwareStatus.values()) {
      check(new FirmwareStatusNotification.Request(status));
    }
    for (SignedFirmwareStatus status : SignedFirmwareStatus.values()) {
      check(new SignedFirmwareStatusNotification.Request(status, 1));
    }
    for (UploadLogStatus status : UploadLogStatus.values()) {
      check(new LogStatusNotification.Request(status, 1));
    }
    for (ChangeAvailability.Status status : ChangeAvailability.Status.values()) {
      check(new ChangeAvailability.Response(status));
    }
    for (ChangeConfiguration.Status status : ChangeConfiguration.Status.values()) {
      check(new ChangeConfiguration.Response(status));
    }
    for (DataTransfer.Status status : DataTransfer.Status.values()) {
      check(new DataTransfer.Response(status, null));
    }
    for (UnlockConnector.Status status : UnlockConnector.Status.values()) {
      check(new UnlockConnector.Response(status));
    }
    for (SendLocalList.Status status : SendLocalList.Status.values()) {
      check(new SendLocalList.Response(status));
    }
    for (ReserveNow.Status status : ReserveNow.Status.values()) {
      check(new ReserveNow.Response(status));
    }
    for (ClearChargingProfile.Status status : ClearChargingProfile.Status.values()) {
      check(new ClearChargingProfile.Response(status));
    }
    for (SetChargingProfile.Status status : SetChargingProfile.Status.values()) {
      check(new SetChargingProfile.Response(status));
    }
    for (TriggerStatus status : TriggerStatus.values()) {
      check(new TriggerMessage.Response(status));
      check(new ExtendedTriggerMessage.Response(status));
    }
    for (DeleteCertificate.Status status : DeleteCertificate.Status.values()) {
      check(new DeleteCertificate.Response(status));
    }
    for (InstallCertificate.Status status : InstallCertificate.Status.values()) {
      check(new InstallCertificate.Response(status));
    }
    for (LogStatus status : LogStatus.values()) {
      check(new GetLog.Response(status, null));
    }
    for (SignedUpdateFirmware.Status status : SignedUpdateFirmware.Status.values()) {
      check(new SignedUpdateFirmware.Response(status));
    }
    for (GenericStatus status : GenericStatus.values()) {
      check(new ClearCache.Response(status));
      check(new CancelReservation.Response(status));
      check(new RemoteStartTransaction.Response(status));
      check(new RemoteStopTransaction.Response(status));
      check(new Reset.Response(status));
      check(new CertificateSigned.Response(status));
    }
  }

  @Test
  void the_schemas_do_refuse_what_is_wrong() {
    Schema schema = BY_ID.get(id(Operation.START_TRANSACTION, "req"));

    assertThat(schema.validate("{\"connectorId\":1}", InputFormat.JSON)).isNotEmpty();
    assertThat(
            schema.validate(
                "{\"connectorId\":1,\"idTag\":\"A\",\"meterStart\":0,\"timestamp\":\"noon\"}",
                InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void the_quick_rules_judge_as_a_general_validator_does() {
    RandomGenerator random = new SplittableRandom(31);
    int[] wrong = new int[2];
    for (int round = 0; round < 6000; round++) {
      boolean asks = random.nextBoolean();
      List<? extends Part> samples = asks ? Samples.requests() : Samples.responses();
      Part sample = samples.get(random.nextInt(samples.size()));
      Operation operation =
          sample instanceof Request request ? request.operation() : ((Response) sample).operation();
      String text =
          sample instanceof Request request
              ? new Frame.Call("1", request).text()
              : new Frame.Result("1", (Response) sample).text();
      JsonNode frame = OfficialSchemas.JSON.readTree(text);
      JsonNode payload = frame.get(frame.size() - 1);
      Spoiler.payload((ObjectNode) payload, random);
      String kind = asks ? "req" : "conf";

      List<String> quick = OfficialSchemas.installed().violations(operation.wire(), kind, payload);

      var general = BY_ID.get(id(operation, kind)).validate(payload);
      assertThat(quick.isEmpty())
          .as("%s %s: %s, %s", id(operation, kind), payload, quick, general)
          .isEqualTo(general.isEmpty());
      wrong[quick.isEmpty() ? 0 : 1]++;
    }
    assertThat(wrong[0]).isGreaterThan(500);
    assertThat(wrong[1]).isGreaterThan(500);
  }

  private static List<MeterValue> everyReading() {
    List<MeterValue> readings = new ArrayList<>();
    for (Measurand measurand : Measurand.values()) {
      // The schema of StopTransaction shares this list, so every measurand must pass both.
      readings.add(reading(null, null, measurand, null, null, null));
    }
    for (ReadingContext context : ReadingContext.values()) {
      readings.add(reading(context, null, null, null, null, null));
    }
    for (ValueFormat format : ValueFormat.values()) {
      readings.add(reading(null, format, null, null, null, null));
    }
    for (Phase phase : Phase.values()) {
      readings.add(reading(null, null, null, phase, null, null));
    }
    for (Location location : Location.values()) {
      readings.add(reading(null, null, null, null, location, null));
    }
    for (UnitOfMeasure unit : UnitOfMeasure.values()) {
      readings.add(reading(null, null, null, null, null, unit));
    }
    return readings;
  }

  private static MeterValue reading(
      ReadingContext context,
      ValueFormat format,
      Measurand measurand,
      Phase phase,
      Location location,
      UnitOfMeasure unit) {
    return new MeterValue(
        Samples.NOON,
        List.of(new SampledValue("1", context, format, measurand, phase, location, unit)));
  }

  private static void check(Request request) {
    String text = new Frame.Call("1", request).text();
    String before = "[2,\"1\",\"" + request.operation().wire() + "\",";
    validate(id(request.operation(), "req"), text, before);
  }

  private static void check(Response response) {
    String text = new Frame.Result("1", response).text();
    validate(id(response.operation(), "conf"), text, "[3,\"1\",");
  }

  private static void validate(String id, String text, String before) {
    assertThat(text).startsWith(before).endsWith("]");
    String payload = text.substring(before.length(), text.length() - 1);
    assertThat(BY_ID.get(id).validate(payload, InputFormat.JSON)).as(id + " " + payload).isEmpty();
  }

  private static String id(Operation operation, String kind) {
    return "urn:" + operation.wire() + "." + kind;
  }
}
