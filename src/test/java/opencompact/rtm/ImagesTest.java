package opencompact.rtm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

/** Signals and commands go from thread to thread as copies; a new field must not be forgotten. */
class ImagesTest {
  @Test
  void a_copy_of_the_signals_is_the_same_in_every_field() throws IllegalAccessException {
    Signals full = new Signals();
    fill(full);
    Signals copy = new Signals();

    copy.copy(full);

    assertThat(copy).usingRecursiveComparison().isEqualTo(full);
    assertThat(copy.amperes).isNotSameAs(full.amperes);
  }

  @Test
  void a_copy_of_the_commands_is_the_same_in_every_field() throws IllegalAccessException {
    Drive full = new Drive();
    fill(full);
    Drive copy = new Drive();

    copy.copy(full);

    assertThat(copy).usingRecursiveComparison().isEqualTo(full);
  }

  /** Makes every field different from what a new object has. */
  private static void fill(Object object) throws IllegalAccessException {
    for (Field field : object.getClass().getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        continue;
      }
      Object before = field.get(object);
      if (field.getType().isArray()) {
        for (int i = 0; i < Array.getLength(before); i++) {
          Array.set(before, i, other(Array.get(before, i), i));
        }
      } else {
        field.set(object, other(before, 7));
      }
    }
  }

  private static Object other(Object value, int by) {
    return switch (value) {
      case Boolean yes -> !yes;
      case Double _ -> 3.5 + by;
      case Long _ -> 11L + by;
      case Integer _ -> 11 + by;
      case Enum<?> word -> word.getDeclaringClass().getEnumConstants()[word.ordinal() + 1];
      default -> throw new IllegalArgumentException("a field of a new kind: " + value);
    };
  }
}
