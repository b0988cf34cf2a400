package io.sightline.alerting.core.state;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a type of the language is written. */
final class Form {
  private static final Set<Class<?>> NUMBERS =
      Set.of(long.class, int.class, boolean.class, Long.class, Integer.class, Boolean.class);

  private final int wire;
  private final Class<?> raw;
  private final @Nullable Form inner;
  private @Nullable Layout layout;

  private Form(int wire, Class<?> raw, @Nullable Form inner) {
    this.wire = wire;
    this.raw = raw;
    this.inner = inner;
  }

  int wire() {
    return wire;
  }

  /** The type without what it contains. */
  Class<?> raw() {
    return raw;
  }

  /** Of lists and sets their elements, of maps their values. */
  @Nullable Form inner() {
    return inner;
  }

  /** Of a record; looked up when it is first needed, since records may contain each other. */
  Layout layout() {
    Layout known = layout;
    if (known == null) {
      known = Layout.of(raw);
      layout = known;
    }
    return known;
  }

  /**
   * @param where for people
   */
  static Form of(Type type, String where) {
    if (type instanceof Class<?> raw) {
      return new Form(wire(raw, where), raw, null);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      Type[] arguments = generic.getActualTypeArguments();
      if (raw == List.class || raw == Set.class) {
        return new Form(Wire.LIST, raw, of(arguments[0], where));
      }
      if (raw == Map.class && arguments[0] == String.class) {
        return new Form(Wire.MAP, raw, of(arguments[1], where));
      }
    }
    throw refused(type, where);
  }

  private static int wire(Class<?> raw, String where) {
    if (NUMBERS.contains(raw)) {
      return Wire.NUMBER;
    }
    if (raw == float.class || raw == Float.class) {
      return Wire.FLOAT;
    }
    if (raw == double.class || raw == Double.class) {
      return Wire.DOUBLE;
    }
    if (raw == String.class || raw.isEnum()) {
      return Wire.TEXT;
    }
    if (raw.isRecord()) {
      return Wire.RECORD;
    }
    throw refused(raw, where);
  }

  private static IllegalArgumentException refused(Type type, String where) {
    return new IllegalArgumentException(
        "%s has type %s: expected long, int, boolean, float, double, String, an enum, a record, or"
                .formatted(where, type.getTypeName())
            + " a List, Set or Map by String of these");
  }

  /** What a field is that is not written. */
  @Nullable Object absent() {
    if (!raw.isPrimitive()) {
      return null;
    }
    return wire == Wire.NUMBER
        ? number(0)
        : wire == Wire.FLOAT ? Float.valueOf(0) : (Object) Double.valueOf(0);
  }

  Object number(long value) {
    if (raw == boolean.class || raw == Boolean.class) {
      return value != 0;
    }
    if (raw == int.class || raw == Integer.class) {
      return Math.toIntExact(value);
    }
    return value;
  }

  /** The constant or the text; null for the name of a constant that is not there any more. */
  @Nullable Object text(String text) {
    if (raw == String.class) {
      return text;
    }
    for (Object constant : raw.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    return null;
  }

  Object list(List<Object> elements) {
    return raw == Set.class ? new LinkedHashSet<>(elements) : elements;
  }

  Map<String, Object> map() {
    return new LinkedHashMap<>();
  }
}
