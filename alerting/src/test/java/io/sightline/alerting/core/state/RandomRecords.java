package io.sightline.alerting.core.state;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Records with any values, also odd ones, in every component. */
public final class RandomRecords {
  private static final String[] TEXTS = {"", "person", "hall-a0000000000", "Ünï✓", "x".repeat(300)};
  private static final int TRIES = 50;
  private static final int DEEPEST_LIST = 3;

  private final Random random;
  private int depth;

  public RandomRecords(long seed) {
    this.random = new Random(seed);
  }

  /** Of those that the class accepts. */
  public <T extends Record> T next(Class<T> type) {
    return type.cast(record(type));
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    for (int i = 0; i < TRIES; i++) {
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(
            Arrays.stream(components).map(c -> nullable(c.getGenericType())).toArray());
      } catch (java.lang.reflect.InvocationTargetException refused) {
        // Another try may please it.
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalStateException("no values found that " + type + " accepts");
  }

  private Object nullable(Type type) {
    boolean reference = type instanceof Class<?> raw && !raw.isPrimitive();
    return reference && random.nextInt(4) == 0 ? null : value(type);
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return container(generic);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      return record(raw);
    }
    if (raw.isEnum()) {
      return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
    }
    if (raw == String.class) {
      return TEXTS[random.nextInt(TEXTS.length)] + (random.nextBoolean() ? random.nextInt(9) : "");
    }
    return number(raw);
  }

  private Object number(Class<?> raw) {
    if (raw == long.class || raw == Long.class) {
      return random.nextInt(5) == 0 ? 0L : random.nextLong() >> random.nextInt(64);
    }
    if (raw == int.class || raw == Integer.class) {
      return random.nextInt(5) == 0 ? 0 : random.nextInt() >> random.nextInt(32);
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return random.nextBoolean();
    }
    float[] odd = {0, -0f, Float.NaN, Float.POSITIVE_INFINITY, random.nextFloat()};
    float value = odd[random.nextInt(odd.length)];
    if (raw == float.class || raw == Float.class) {
      return value;
    }
    if (raw == double.class || raw == Double.class) {
      return random.nextBoolean() ? value : random.nextGaussian();
    }
    throw new IllegalStateException("no values are known for " + raw);
  }

  private Object container(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    List<Object> elements = new ArrayList<>();
    depth++;
    int count = depth > DEEPEST_LIST ? 0 : random.nextInt(4);
    for (int i = 0; i < count; i++) {
      elements.add(value(arguments[arguments.length - 1]));
    }
    depth--;
    if (type.getRawType() == List.class) {
      return elements;
    }
    if (type.getRawType() == Set.class) {
      return new LinkedHashSet<>(elements);
    }
    if (type.getRawType() == Map.class) {
      Map<String, Object> map = new LinkedHashMap<>();
      elements.forEach(element -> map.put("key-" + map.size(), element));
      return map;
    }
    throw new IllegalStateException("no values are known for " + type);
  }
}
