package opencompact.memory;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import opencompact.quantity.Amperes;
import opencompact.quantity.IdTag;
import opencompact.quantity.WattHours;
import org.jspecify.annotations.Nullable;

/** Makes any fact from its record's components, so that a fact added tomorrow is made too. */
final class AnyFact {
  private static final String AWKWARD = "aZ 09\"\\/{}[]:,\n\r\t\u0000\u2028äß€😀";

  private final RandomGenerator chance;

  AnyFact(RandomGenerator chance) {
    this.chance = chance;
  }

  Fact of(Class<?> type) {
    return (Fact) record(type);
  }

  private Object record(Class<?> type) {
    RecordComponent[] parts = type.getRecordComponents();
    Object[] values = new Object[parts.length];
    for (int i = 0; i < parts.length; i++) {
      boolean nullable = parts[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
      values[i] =
          nullable && chance.nextInt(3) == 0
              ? null
              : value(parts[i].getType(), parts[i].getGenericType());
    }
    try {
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no fact of " + type, e);
    }
  }

  private Object value(Class<?> type, Type generic) {
    if (type == int.class || type == Integer.class) {
      return chance.nextInt(4) == 0 ? Integer.MIN_VALUE : chance.nextInt();
    } else if (type == long.class) {
      return chance.nextInt(4) == 0 ? Long.MAX_VALUE : chance.nextLong();
    } else if (type == boolean.class || type == Boolean.class) {
      return chance.nextBoolean();
    } else if (type == String.class) {
      return text();
    } else if (type == IdTag.class) {
      return new IdTag("Tag" + Integer.toHexString(chance.nextInt()));
    } else if (type == WattHours.class) {
      return WattHours.ofMilli(chance.nextLong(Long.MAX_VALUE));
    } else if (type == Amperes.class) {
      return Amperes.ofTenths(chance.nextInt(100_001));
    } else if (type == Instant.class) {
      return Instant.ofEpochSecond(chance.nextInt(), chance.nextInt(1_000_000_000));
    } else if (type == List.class) {
      return list(((ParameterizedType) generic).getActualTypeArguments()[0]);
    } else if (type.isEnum()) {
      Object[] words = type.getEnumConstants();
      return words[chance.nextInt(words.length)];
    } else if (type.isSealed()) {
      Class<?>[] kinds = type.getPermittedSubclasses();
      return record(kinds[chance.nextInt(kinds.length)]);
    }
    return record(type);
  }

  private List<Object> list(Type item) {
    List<Object> items = new ArrayList<>();
    for (int i = chance.nextInt(4); i > 0; i--) {
      items.add(value((Class<?>) item, item));
    }
    return List.copyOf(items);
  }

  private String text() {
    int[] letters = AWKWARD.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = chance.nextInt(12); i > 0; i--) {
      text.appendCodePoint(letters[chance.nextInt(letters.length)]);
    }
    return text.toString();
  }
}
