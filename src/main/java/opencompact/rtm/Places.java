package opencompact.rtm;

import java.util.ArrayList;
import java.util.List;

/** Where in the station something was measured, as bits: the four poles and the two sensors. */
final class Places {
  static final int NEUTRAL = 1 << 3;
  static final int LINES = 7;
  static final int SENSOR_L1_L2 = 1 << 4;
  static final int SENSOR_L1_N = 1 << 5;

  private static final List<String> NAMES = List.of("L1", "L2", "L3", "N", "L1-L2", "L1-N");

  private Places() {}

  /** The line of this index, 0 to 2. */
  static int line(int index) {
    return 1 << index;
  }

  /** {@code L1}, {@code L1 and L3}, or nothing. */
  static String words(int places) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      if ((places & 1 << i) != 0) {
        words.add(NAMES.get(i));
      }
    }
    return switch (words.size()) {
      case 0 -> "";
      case 1 -> words.getFirst();
      default -> String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    };
  }
}
