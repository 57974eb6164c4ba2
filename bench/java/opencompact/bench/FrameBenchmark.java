package opencompact.bench;

import eu.chargetime.ocpp.JSONCommunicator;
import eu.chargetime.ocpp.Radio;
import eu.chargetime.ocpp.model.Message;
import eu.chargetime.ocpp.model.Request;
import eu.chargetime.ocpp.model.core.MeterValuesRequest;
import eu.chargetime.ocpp.model.core.StatusNotificationRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import opencompact.catalogue.ErrorCode;
import opencompact.catalogue.Status;
import opencompact.ocpp.Frame;
import opencompact.ocpp.Frames;
import opencompact.ocpp.Incoming;
import opencompact.ocpp.Measurand;
import opencompact.ocpp.MeterValue;
import opencompact.ocpp.MeterValues;
import opencompact.ocpp.Phase;
import opencompact.ocpp.ReadingContext;
import opencompact.ocpp.SampledValue;
import opencompact.ocpp.Side;
import opencompact.ocpp.StatusNotification;
import opencompact.ocpp.UnitOfMeasure;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Two calls as text and back, ours beside that of {@code eu.chargetime.ocpp} on the same values:
 * MeterValues with eight readings, the message that a fleet sends most, and a short
 * StatusNotification. Encoding begins with the request and ends with the whole frame's text;
 * decoding begins with that text and ends with the request. Ours checks every field against the
 * official schema on the way; theirs leaves that to a later step, which is not measured here.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {
  private final MeterValues.Request values = request();
  private final String valuesText = new Frame.Call("4711", values).text();
  private final StatusNotification.Request status =
      new StatusNotification.Request(
          1,
          ErrorCode.NO_ERROR,
          null,
          Status.CHARGING,
          Instant.parse("2026-03-01T12:00:00Z"),
          null,
          null);
  private final String statusText = new Frame.Call("4712", status).text();
  private final Peer peer = new Peer();
  private final MeterValuesRequest theirValues = peer.decoded(valuesText, MeterValuesRequest.class);
  private final StatusNotificationRequest theirStatus =
      peer.decoded(statusText, StatusNotificationRequest.class);

  @Benchmark
  public String encodeMeterValues() {
    return new Frame.Call("4711", values).text();
  }

  @Benchmark
  public Incoming decodeMeterValues() {
    return Frames.parse(Side.CENTRAL_SYSTEM, valuesText, _ -> null, _ -> true);
  }

  @Benchmark
  public String encodeStatusNotification() {
    return new Frame.Call("4712", status).text();
  }

  @Benchmark
  public Incoming decodeStatusNotification() {
    return Frames.parse(Side.CENTRAL_SYSTEM, statusText, _ -> null, _ -> true);
  }

  @Benchmark
  public Object encodeMeterValuesByChargetime() {
    return peer.encoded("4711", "MeterValues", theirValues);
  }

  @Benchmark
  public MeterValuesRequest decodeMeterValuesByChargetime() {
    return peer.decoded(valuesText, MeterValuesRequest.class);
  }

  @Benchmark
  public Object encodeStatusNotificationByChargetime() {
    return peer.encoded("4712", "StatusNotification", theirStatus);
  }

  @Benchmark
  public StatusNotificationRequest decodeStatusNotificationByChargetime() {
    return peer.decoded(statusText, StatusNotificationRequest.class);
  }

  private static MeterValues.Request request() {
    List<SampledValue> values = new ArrayList<>();
    for (Phase phase : List.of(Phase.L1, Phase.L2, Phase.L3)) {
      values.add(value("16.02", Measurand.CURRENT_IMPORT, phase, UnitOfMeasure.A));
      values.add(value("230.4", Measurand.VOLTAGE, phase, UnitOfMeasure.V));
    }
    values.add(value("11042", Measurand.POWER_ACTIVE_IMPORT, null, UnitOfMeasure.W));
    values.add(value("1234567", Measurand.ENERGY_ACTIVE_IMPORT_REGISTER, null, UnitOfMeasure.WH));
    MeterValue reading = new MeterValue(Instant.parse("2026-03-01T12:00:00Z"), values);
    return new MeterValues.Request(1, 42, List.of(reading));
  }

  private static SampledValue value(
      String value, Measurand measurand, Phase phase, UnitOfMeasure unit) {
    return new SampledValue(
        value, ReadingContext.SAMPLE_PERIODIC, null, measurand, phase, null, unit);
  }

  /** The other library's codec without its sockets. */
  private static final class Peer extends JSONCommunicator {
    Peer() {
      super(new Silent());
    }

    Object encoded(String id, String action, Request request) {
      return makeCall(id, action, packPayload(request));
    }

    <T> T decoded(String text, Class<T> kind) {
      Message message = parse(text);
      try {
        return unpackPayload(message.getPayload(), kind);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A radio that sends nothing. */
  private static final class Silent implements Radio {
    @Override
    public void disconnect() {}

    @Override
    public void send(Object message) {}

    @Override
    public boolean isClosed() {
      return false;
    }
  }
}
