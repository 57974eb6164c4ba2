package opencompact.catalogue;

import static opencompact.catalogue.Access.READ_ONLY;
import static opencompact.catalogue.Effective.AT_ONCE;
import static opencompact.catalogue.Page.BACKEND;

import java.util.List;
import java.util.function.Function;

/** The words in which a key is declared. */
final class Declaring {
  static final int DAY_SECONDS = 86_400;
  static final int MEASURANDS = 20;

  /** In the spelling of SupportedFeatureProfiles. */
  static final List<String> FEATURE_PROFILES =
      List.of(
          "Core",
          "FirmwareManagement",
          "LocalAuthListManagement",
          "Reservation",
          "SmartCharging",
          "RemoteTrigger");

  private Declaring() {}

  static Shape<Boolean> bool() {
    return new Shape.Bool();
  }

  static Shape<Integer> seconds(int min, int max) {
    return new Shape.WholeNumber(min, max, "seconds");
  }

  static Shape<Integer> minutes() {
    return new Shape.MinutesOrUnset(65_535);
  }

  static Shape<List<String>> measurands() {
    return new Shape.Measurands(MEASURANDS);
  }

  static Shape<Integer> choice(Shape.Choice.Option... options) {
    return new Shape.Choice(List.of(options));
  }

  static Shape.Choice.Option option(int number, String meaning) {
    return new Shape.Choice.Option(number, meaning);
  }

  static <T> Key<T> key(
      String name,
      Shape<T> shape,
      T delivered,
      Access access,
      Effective effective,
      Page page,
      String sentence) {
    return keyBy(name, shape, _ -> delivered, access, effective, page, sentence);
  }

  /** A key whose value of delivery depends on the station. */
  static <T> Key<T> keyBy(
      String name,
      Shape<T> shape,
      Function<Delivery, T> delivered,
      Access access,
      Effective effective,
      Page page,
      String sentence) {
    return new Key<>(name, shape, delivered, _ -> access, effective, page, sentence);
  }

  /** A number that describes the station and that nobody sets. */
  static Key<Integer> fixed(String name, int value, String sentence) {
    return key(
        name,
        new Shape.WholeNumber(value, value, ""),
        value,
        READ_ONLY,
        AT_ONCE,
        BACKEND,
        sentence);
  }

  /** An ability that the station has or has not. */
  static Key<Boolean> fixed(String name, boolean value, String sentence) {
    return key(name, bool(), value, READ_ONLY, AT_ONCE, BACKEND, sentence);
  }

  /** A list that describes the station. */
  static Key<List<String>> list(
      String name, List<String> words, List<String> value, String sentence) {
    return key(
        name, new Shape.Csl(words.size(), words), value, READ_ONLY, AT_ONCE, BACKEND, sentence);
  }
}
