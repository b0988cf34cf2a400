package io.sightline.alerting.core.state;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The fields of a record class, looked up once. */
final class Layout {
  private static final ClassValue<Layout> ALL =
      new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> type) {
          return new Layout(type);
        }
      };

  /**
   * One component.
   *
   * @param tag stands for its name, 16 bits
   * @param number reads primitive whole numbers without a box; null for other components
   * @param real reads primitive floating ones; null for other components
   */
  record Field(
      String name,
      int tag,
      Form form,
      Function<Object, @Nullable Object> value,
      @Nullable ToLongFunction<Object> number,
      @Nullable ToDoubleFunction<Object> real) {}

  final List<Field> fields = new ArrayList<>();
  private final Map<Integer, Integer> places = new HashMap<>();
  private final Constructor<?> constructor;

  private Layout(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    for (RecordComponent component : components) {
      Field field = field(type, component);
      if (places.put(field.tag, fields.size()) != null) {
        throw new IllegalArgumentException(
            "%s.%s: its name has the tag of another one; expected another name"
                .formatted(type.getName(), field.name));
      }
      fields.add(field);
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  static Layout of(Class<?> type) {
    return ALL.get(type);
  }

  /** The place of the field with that tag; -1 for none. */
  int place(int tag) {
    return places.getOrDefault(tag, -1);
  }

  /** For people. */
  String type() {
    return constructor.getName();
  }

  Object create(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException("values of " + constructor.getName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked") // made for these types right here
  private static Field field(Class<?> type, RecordComponent component) {
    String name = component.getName();
    Form form = Form.of(component.getGenericType(), type.getName() + "." + name);
    Class<?> raw = component.getType();
    boolean whole = raw == long.class || raw == int.class;
    boolean real = raw == float.class || raw == double.class;
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      MethodHandle accessor = lookup.unreflect(component.getAccessor());
      return new Field(
          name,
          (name.hashCode() ^ name.hashCode() >>> 16) & 0xffff,
          form,
          (Function<Object, @Nullable Object>)
              lambda(lookup, accessor, Function.class, "apply", Object.class, boxed(raw)),
          whole
              ? (ToLongFunction<Object>)
                  lambda(lookup, accessor, ToLongFunction.class, "applyAsLong", long.class, raw)
              : null,
          real
              ? (ToDoubleFunction<Object>)
                  lambda(
                      lookup, accessor, ToDoubleFunction.class, "applyAsDouble", double.class, raw)
              : null);
    } catch (Throwable e) { // What a method handle may throw is not declared.
      throw new IllegalStateException(type.getName() + "." + name + " cannot be read", e);
    }
  }

  private static Object lambda(
      MethodHandles.Lookup lookup,
      MethodHandle accessor,
      Class<?> function,
      String method,
      Class<?> returned,
      Class<?> read)
      throws Throwable {
    Class<?> owner = accessor.type().parameterType(0);
    return LambdaMetafactory.metafactory(
            lookup,
            method,
            MethodType.methodType(function),
            MethodType.methodType(returned, Object.class),
            accessor,
            MethodType.methodType(read, owner))
        .getTarget()
        .invoke();
  }

  private static Class<?> boxed(Class<?> raw) {
    return MethodType.methodType(raw).wrap().returnType();
  }
}
