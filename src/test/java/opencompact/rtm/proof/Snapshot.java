package opencompact.rtm.proof;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a few objects remember, taken and put back, so that a search can go back to where it was
 * without playing everything again. It follows final references; what is not final is a number or
 * refers to something that never changes.
 */
final class Snapshot {
  private static final long FAR = 1_000_000L * 3600 * 1_000_000;

  /** What was remembered at one time. */
  static final class State {
    private final long[] numbers;
    private final Object[] things;

    private State(int numbers, int things) {
      this.numbers = new long[numbers];
      this.things = new Object[things];
    }
  }

  private record Cell(Object owner, Field field) {}

  private record Row(Object array, Object owner, Field count) {}

  private final List<Cell> numbers = new ArrayList<>();
  private final List<Cell> doubles = new ArrayList<>();
  private final List<Cell> things = new ArrayList<>();
  private final List<Row> arrays = new ArrayList<>();
  private final List<Object[]> shelves = new ArrayList<>();
  private final List<String> unhashed;
  private int length;
  private int most;

  /**
   * Of these objects and what they own.
   *
   * @param unhashed fields that only count, and make no difference to what follows
   */
  Snapshot(List<String> unhashed, Object... roots) {
    this.unhashed = unhashed;
    Map<Object, Object> seen = new IdentityHashMap<>();
    for (Object root : roots) {
      visit(root, seen);
    }
    length = numbers.size() + doubles.size();
    for (Row row : arrays) {
      length += Array.getLength(row.array);
    }
    most = things.size();
    for (Object[] shelf : shelves) {
      most += shelf.length;
    }
  }

  private void visit(Object object, Map<Object, Object> seen) {
    if (seen.put(object, object) != null) {
      return;
    }
    Field count = null;
    List<Object> mine = new ArrayList<>();
    for (Field field : object.getClass().getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        continue;
      }
      field.setAccessible(true);
      Class<?> type = field.getType();
      boolean fixed = Modifier.isFinal(field.getModifiers());
      if (type.isArray() && type.getComponentType().isPrimitive()) {
        mine.add(read(object, field));
      } else if (fixed && read(object, field) instanceof Object[] parts) {
        shelf(parts, seen);
      } else if (fixed && !type.isPrimitive() && !type.isEnum() && !type.isRecord()) {
        Object owned = read(object, field);
        if (owned != null && owned.getClass().getPackageName().startsWith("opencompact.rtm")) {
          visit(owned, seen);
        }
      } else if (!fixed) {
        (type == double.class ? doubles : type.isPrimitive() ? numbers : things)
            .add(new Cell(object, field));
        count = field.getName().equals("count") ? field : count;
      }
    }
    for (Object array : mine) {
      arrays.add(new Row(array, object, count));
    }
  }

  /** A row of objects: its parts are owned, or are things that never change. */
  private void shelf(Object[] parts, Map<Object, Object> seen) {
    Class<?> type = parts.getClass().getComponentType();
    if (type.isEnum() || type.isRecord()) {
      shelves.add(parts);
      return;
    }
    for (Object part : parts) {
      visit(part, seen);
    }
  }

  private static Object read(Object owner, Field field) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  State take() {
    State state = new State(length, most);
    int at = 0;
    try {
      for (Cell cell : numbers) {
        state.numbers[at++] = number(cell);
      }
      for (Cell cell : doubles) {
        state.numbers[at++] = Double.doubleToRawLongBits(cell.field.getDouble(cell.owner));
      }
      for (Row row : arrays) {
        at = save(row.array, state.numbers, at);
      }
      for (int i = 0; i < things.size(); i++) {
        Cell cell = things.get(i);
        state.things[i] = cell.field.get(cell.owner);
      }
      int from = things.size();
      for (Object[] shelf : shelves) {
        System.arraycopy(shelf, 0, state.things, from, shelf.length);
        from += shelf.length;
      }
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
    return state;
  }

  void put(State state) {
    int at = 0;
    try {
      for (Cell cell : numbers) {
        set(cell, state.numbers[at++]);
      }
      for (Cell cell : doubles) {
        cell.field.setDouble(cell.owner, Double.longBitsToDouble(state.numbers[at++]));
      }
      for (Row row : arrays) {
        at = load(row.array, state.numbers, at);
      }
      for (int i = 0; i < things.size(); i++) {
        Cell cell = things.get(i);
        cell.field.set(cell.owner, state.things[i]);
      }
      int from = things.size();
      for (Object[] shelf : shelves) {
        System.arraycopy(state.things, from, shelf, 0, shelf.length);
        from += shelf.length;
      }
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The same for states from which the same follows: moments count as ages. */
  long hash(long now) {
    long hash = 17;
    try {
      for (Cell cell : numbers) {
        if (!unhashed.contains(cell.field.getName())) {
          long number = number(cell);
          hash = mix(hash, cell.field.getType() == long.class ? age(number, now) : number);
        }
      }
      for (Cell cell : doubles) {
        hash = mix(hash, Double.doubleToLongBits(cell.field.getDouble(cell.owner)));
      }
      for (Row row : arrays) {
        if (row.count == null || row.count.getInt(row.owner) > 0) {
          hash = hash(row.array, hash, now);
        }
      }
      for (Cell cell : things) {
        Object thing = cell.field.get(cell.owner);
        hash =
            mix(
                hash,
                thing == null ? 0 : thing instanceof Enum<?> e ? e.ordinal() : thing.hashCode());
      }
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
    return hash;
  }

  private static long age(long number, long now) {
    return Math.abs(number) > FAR ? number : number - now;
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  private static long number(Cell cell) throws IllegalAccessException {
    Class<?> type = cell.field.getType();
    if (type == boolean.class) {
      return cell.field.getBoolean(cell.owner) ? 1 : 0;
    }
    return cell.field.getLong(cell.owner);
  }

  private static void set(Cell cell, long value) throws IllegalAccessException {
    Class<?> type = cell.field.getType();
    if (type == boolean.class) {
      cell.field.setBoolean(cell.owner, value != 0);
    } else if (type == int.class) {
      cell.field.setInt(cell.owner, (int) value);
    } else {
      cell.field.setLong(cell.owner, value);
    }
  }

  private static int save(Object array, long[] into, int at) {
    switch (array) {
      case long[] longs -> System.arraycopy(longs, 0, into, at, longs.length);
      case int[] ints -> {
        for (int i = 0; i < ints.length; i++) {
          into[at + i] = ints[i];
        }
      }
      case double[] values -> {
        for (int i = 0; i < values.length; i++) {
          into[at + i] = Double.doubleToRawLongBits(values[i]);
        }
      }
      case boolean[] flags -> {
        for (int i = 0; i < flags.length; i++) {
          into[at + i] = flags[i] ? 1 : 0;
        }
      }
      default -> throw new IllegalStateException("an array of " + array.getClass());
    }
    return at + Array.getLength(array);
  }

  private static int load(Object array, long[] from, int at) {
    switch (array) {
      case long[] longs -> System.arraycopy(from, at, longs, 0, longs.length);
      case int[] ints -> {
        for (int i = 0; i < ints.length; i++) {
          ints[i] = (int) from[at + i];
        }
      }
      case double[] values -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = Double.longBitsToDouble(from[at + i]);
        }
      }
      case boolean[] flags -> {
        for (int i = 0; i < flags.length; i++) {
          flags[i] = from[at + i] != 0;
        }
      }
      default -> throw new IllegalStateException("an array of " + array.getClass());
    }
    return at + Array.getLength(array);
  }

  private static long hash(Object array, long hash, long now) {
    long sum = hash;
    switch (array) {
      case long[] longs -> {
        for (long value : longs) {
          sum = mix(sum, age(value, now));
        }
      }
      case int[] ints -> {
        for (int value : ints) {
          sum = mix(sum, value);
        }
      }
      case double[] values -> {
        for (double value : values) {
          sum = mix(sum, Double.doubleToLongBits(value));
        }
      }
      case boolean[] flags -> {
        for (boolean value : flags) {
          sum = mix(sum, value ? 1 : 0);
        }
      }
      default -> throw new IllegalStateException("an array of " + array.getClass());
    }
    return sum;
  }
}
