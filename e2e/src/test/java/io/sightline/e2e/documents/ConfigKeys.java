package io.sightline.e2e.documents;

import com.fasterxml.jackson.databind.JsonNode;
import io.sightline.runtime.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keys of a configuration as paths, {@code cameras.rules.action}; a list adds nothing to a path.
 */
final class ConfigKeys {
  private final Set<String> paths = new TreeSet<>();

  private ConfigKeys() {}

  /** The keys that a record can be read from. */
  static Set<String> of(Class<?> type) {
    ConfigKeys keys = new ConfigKeys();
    keys.addRecord("", type);
    return keys.paths;
  }

  /** The keys that stand in a document; below a path that is a leaf all is data. */
  static Set<String> in(JsonNode document, Set<String> known) {
    ConfigKeys keys = new ConfigKeys();
    keys.addNode("", document, known);
    return keys.paths;
  }

  private void addRecord(String prefix, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      String path = prefix + snake(component.getName());
      paths.add(path);
      Class<?> inner = element(component.getGenericType());
      if (inner.isRecord() && inner != Secret.class) {
        addRecord(path + ".", inner);
      }
    }
  }

  private static Class<?> element(Type type) {
    if (type instanceof ParameterizedType list && list.getActualTypeArguments().length == 1) {
      return element(list.getActualTypeArguments()[0]);
    }
    return type instanceof Class<?> plain ? plain : Object.class;
  }

  private void addNode(String prefix, JsonNode node, Set<String> known) {
    if (node.isArray()) {
      node.forEach(element -> addNode(prefix, element, known));
      return;
    }
    node.fields()
        .forEachRemaining(
            field -> {
              String path = prefix + field.getKey();
              paths.add(path);
              if (known.stream().anyMatch(key -> key.startsWith(path + "."))) {
                addNode(path + ".", field.getValue(), known);
              }
            });
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
