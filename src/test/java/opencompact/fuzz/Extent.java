package opencompact.fuzz;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** How much hangs on an object: what must not grow, however long somebody talks to a station. */
final class Extent {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> toSee = new ArrayDeque<>();
  private long characters;
  private long elements;
  private int largest;
  private String largestWhere = "";

  /** Everything that can be reached from here through our own classes and the JDK's collections. */
  static Extent of(Object root) {
    Extent extent = new Extent();
    extent.see(root);
    while (!extent.toSee.isEmpty()) {
      extent.visit(extent.toSee.poll());
    }
    return extent;
  }

  long characters() {
    return characters;
  }

  long elements() {
    return elements;
  }

  /** The size of the largest collection. */
  int largest() {
    return largest;
  }

  @Override
  public String toString() {
    return elements
        + " elements, "
        + characters
        + " characters, the largest collection has "
        + largest
        + " in "
        + largestWhere;
  }

  private void see(Object object) {
    if (object != null && seen.add(object)) {
      toSee.add(object);
    }
  }

  private void visit(Object object) {
    switch (object) {
      case CharSequence text -> characters += text.length();
      case Map<?, ?> map -> {
        counted(map.size(), map);
        map.keySet().forEach(this::see);
        map.values().forEach(this::see);
      }
      case Collection<?> collection -> {
        counted(collection.size(), collection);
        collection.forEach(this::see);
      }
      case Object[] array -> {
        for (int i = 0; i < Array.getLength(array); i++) {
          see(array[i]);
        }
      }
      default -> {
        if (object.getClass().getName().startsWith("opencompact.")) {
          fields(object);
        }
      }
    }
  }

  private void counted(int size, Object collection) {
    elements += size;
    if (size > largest) {
      largest = size;
      Object one = collection instanceof Map<?, ?> map ? map.values() : collection;
      largestWhere =
          collection.getClass().getSimpleName()
              + " of "
              + ((Iterable<?>) one).iterator().next().getClass().getName();
    }
  }

  private void fields(Object object) {
    for (Class<?> type = object.getClass();
        type != null && type.getName().startsWith("opencompact.");
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          try {
            field.setAccessible(true);
            see(field.get(object));
          } catch (IllegalAccessException e) {
            throw new AssertionError(e);
          }
        }
      }
    }
  }
}
