package opencompact.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The bench's last minute, sampled twenty times a second: what an oscilloscope at the connector
 * would have kept (WEB-12). It holds {@link #MOST} rows and no more; each new one takes the place
 * of the oldest. Rows are numbered, so that a listener can be told just what it has not seen.
 */
final class ScopeRing {
  static final int SAMPLE_MILLIS = 50;
  static final int SECONDS = 60;
  static final int MOST = SECONDS * 1000 / SAMPLE_MILLIS;

  /** One instant; a place that the station does not have is not a number. */
  private record Row(
      double seconds,
      double uptimeSeconds,
      double pilotHighVolts,
      double pilotLowVolts,
      double dutyPercent,
      List<Double> amperes,
      double residualAc,
      double residualDc,
      List<Double> celsius,
      int closed) {}

  private final @Nullable Row[] rows = new @Nullable Row[MOST];
  private List<String> poles = List.of();
  private int lines;
  private long count;

  /** Keeps what the bench shows now. */
  void add(BenchPicture picture, double seconds) {
    poles = picture.contacts().stream().map(BenchPicture.Contact::pole).toList();
    lines = picture.lines().size();
    int closed = 0;
    for (int k = 0; k < poles.size(); k++) {
      closed |= picture.contacts().get(k).closed() ? 1 << k : 0;
    }
    rows[(int) (count % MOST)] =
        new Row(
            Math.rint(seconds * 1000) / 1000,
            rounded(picture.uptimeNanos() * 1e-9),
            rounded(picture.pilot().highVolts()),
            rounded(picture.pilot().lowVolts()),
            rounded(picture.pilot().dutyPercent()),
            picture.lines().stream().map(line -> rounded(line.amperes())).toList(),
            rounded(picture.residualAcMilliamperes()),
            rounded(picture.residualDcMilliamperes()),
            picture.celsius().stream().map(ScopeRing::rounded).toList(),
            closed);
    count++;
  }

  /** The number of the next row. */
  long next() {
    return count;
  }

  /** All rows from the given number on, as far as they are still there, in columns. */
  JsonObject from(long wanted) {
    long first = Math.max(Math.max(0, wanted), count - MOST);
    JsonArray amperes = new JsonArray();
    for (int k = 0; k < lines; k++) {
      int line = k;
      amperes.add(column(first, row -> at(row.amperes, line)));
    }
    JsonArray celsius = new JsonArray();
    for (int k = 0; k < 2; k++) {
      int sensor = k;
      celsius.add(column(first, row -> at(row.celsius, sensor)));
    }
    JsonArray closed = new JsonArray();
    for (long number = first; number < count; number++) {
      closed.add(row(number).closed);
    }
    return new JsonObject()
        .put("sampleMillis", SAMPLE_MILLIS)
        .put("first", first)
        .put("poles", new JsonArray(poles))
        .put("seconds", column(first, Row::seconds))
        .put("uptimeSeconds", column(first, Row::uptimeSeconds))
        .put("pilotHighVolts", column(first, Row::pilotHighVolts))
        .put("pilotLowVolts", column(first, Row::pilotLowVolts))
        .put("dutyPercent", column(first, Row::dutyPercent))
        .put("amperes", amperes)
        .put("residualAcMilliamperes", column(first, Row::residualAc))
        .put("residualDcMilliamperes", column(first, Row::residualDc))
        .put("celsius", celsius)
        .put("closed", closed);
  }

  private JsonArray column(long first, ToDoubleFunction<Row> value) {
    JsonArray column = new JsonArray();
    for (long number = first; number < count; number++) {
      double shown = value.applyAsDouble(row(number));
      if (Double.isFinite(shown)) {
        column.add(shown);
      } else {
        column.addNull();
      }
    }
    return column;
  }

  private static double at(List<Double> values, int place) {
    return place < values.size() ? values.get(place) : Double.NaN;
  }

  private Row row(long number) {
    Row row = rows[(int) (number % MOST)];
    if (row == null) {
      throw new IllegalStateException("no row has the number " + number);
    }
    return row;
  }

  /** Two decimals are more than the eye sees. */
  private static double rounded(double value) {
    double rounded = Math.rint(value * 100) / 100;
    return rounded == 0 ? 0 : rounded;
  }
}
