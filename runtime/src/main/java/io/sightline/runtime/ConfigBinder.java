package io.sightline.runtime;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills records from a tree and notes every problem on the way; a problem's value is null. */
final class ConfigBinder {
  private final Substitution substitution;
  private final List<String> problems;

  ConfigBinder(Map<String, String> environment, List<String> problems) {
    this.substitution = new Substitution(environment);
    this.problems = problems;
  }

  @Nullable Object bind(ConfigNode root, Class<?> type) {
    ConfigNode node =
        root instanceof ConfigNode.Absent ? new ConfigNode.Mapping(root.line(), Map.of()) : root;
    return value(node, type, "", false);
  }

  private @Nullable Object value(ConfigNode node, Type type, String path, boolean verbatim) {
    if (node instanceof ConfigNode.Absent) {
      return null;
    }
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == Map.class
          ? map(node, generic.getActualTypeArguments()[1], path, verbatim)
          : list(node, generic.getActualTypeArguments()[0], path, verbatim);
    }
    Class<?> plain = (Class<?>) type;
    return plain.isRecord() && plain != Secret.class
        ? record(node, plain, path)
        : scalar(node, plain, path, verbatim);
  }

  private @Nullable Object record(ConfigNode node, Class<?> type, String path) {
    if (!(node instanceof ConfigNode.Mapping mapping)) {
      return problem(node, path, "expected keys " + String.join(", ", keys(type)));
    }
    refuseUnknownKeys(mapping, type, path);
    Set<String> failed = new LinkedHashSet<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = key(component);
      int before = problems.size();
      ConfigNode child = mapping.entries().getOrDefault(key, new ConfigNode.Absent(node.line()));
      boolean verbatim = component.isAnnotationPresent(Verbatim.class);
      Object value = value(child, component.getGenericType(), join(path, key), verbatim);
      values.add(value == null ? ConfigScalars.zero(component.getType()) : value);
      if (problems.size() > before) {
        failed.add(key);
      }
    }
    return construct(node, type, values, failed, path);
  }

  /** A record is made with the bad values left out too, so that its own complaints are heard. */
  private @Nullable Object construct(
      ConfigNode node,
      Class<?> type,
      List<@Nullable Object> values,
      Set<String> failed,
      String path) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      List<String> messages =
          cause instanceof ConfigProblems several
              ? several.problems()
              : List.of(String.valueOf(cause.getMessage()));
      messages.stream()
          .filter(message -> failed.stream().noneMatch(message::contains))
          .forEach(message -> problems.add(at(node, path) + message));
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + ": expected a record that can be made", e);
    }
  }

  private void refuseUnknownKeys(ConfigNode.Mapping mapping, Class<?> type, String path) {
    List<String> known = keys(type);
    mapping
        .entries()
        .forEach(
            (key, child) -> {
              if (!known.contains(key)) {
                problems.add(at(child, join(path, key)) + Suggestion.unknownKey(key, known));
              }
            });
  }

  private @Nullable Object list(ConfigNode node, Type type, String path, boolean verbatim) {
    if (!(node instanceof ConfigNode.Sequence sequence)) {
      return problem(node, path, "expected a list");
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      ConfigNode item = sequence.items().get(i);
      String itemPath = path + "[" + i + "]";
      Object value = value(item, type, itemPath, verbatim);
      if (value != null) {
        items.add(value);
      } else if (item instanceof ConfigNode.Absent) {
        problem(item, itemPath, "expected a value");
      }
    }
    return List.copyOf(items);
  }

  private @Nullable Object map(ConfigNode node, Type type, String path, boolean verbatim) {
    if (!(node instanceof ConfigNode.Mapping mapping)) {
      return problem(node, path, "expected keys with values");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, child) -> {
              Object value = value(child, type, join(path, key), verbatim);
              if (value != null) {
                entries.put(key, value);
              } else if (child instanceof ConfigNode.Absent) {
                problem(child, join(path, key), "expected a value");
              }
            });
    return Collections.unmodifiableMap(entries);
  }

  private @Nullable Object scalar(ConfigNode node, Class<?> type, String path, boolean verbatim) {
    if (!(node instanceof ConfigNode.Scalar scalar)) {
      return problem(node, path, "expected " + ConfigScalars.expected(type));
    }
    try {
      String text = verbatim ? scalar.text() : substitution.apply(scalar.text());
      boolean nothing = text.isEmpty() && type != String.class;
      return nothing ? null : ConfigScalars.parse(text, type);
    } catch (IllegalArgumentException e) {
      return problem(node, path, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Object problem(ConfigNode node, String path, String what) {
    problems.add(at(node, path) + what);
    return null;
  }

  private static String at(ConfigNode node, String path) {
    return "line " + node.line() + ": " + (path.isEmpty() ? "" : path + ": ");
  }

  private static List<String> keys(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(ConfigBinder::key).toList();
  }

  static String key(RecordComponent component) {
    return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
