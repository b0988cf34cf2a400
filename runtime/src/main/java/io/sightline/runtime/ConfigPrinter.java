package io.sightline.runtime;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the configuration in effect as YAML, with secrets masked. */
public final class ConfigPrinter {
  private static final Pattern SECRET_KEY =
      Pattern.compile("(?i).*(password|secret|token|jaas|credential|user\\.info|userinfo).*");
  private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]+@");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/_][A-Za-z0-9/_.-]*");

  private final StringBuilder out = new StringBuilder();

  private ConfigPrinter() {}

  public static String print(Record config) {
    ConfigPrinter printer = new ConfigPrinter();
    printer.entries(components(config), 0);
    return printer.out.toString();
  }

  /** A value that may hold a password in its key or in an address, made fit for a log. */
  static String masked(String key, String value) {
    return SECRET_KEY.matcher(key).matches()
        ? Secret.MASK
        : USER_INFO.matcher(value).replaceAll("://" + Secret.MASK + "@");
  }

  private void entries(Map<String, @Nullable Object> entries, int indent) {
    entries.forEach(
        (key, value) -> {
          if (value != null) {
            out.append(" ".repeat(indent)).append(quoted(key)).append(':');
            value(key, value, indent);
          }
        });
  }

  private void value(String key, Object value, int indent) {
    if (value instanceof List<?> list && !list.isEmpty()) {
      out.append('\n');
      for (Object item : list) {
        out.append(" ".repeat(indent)).append("-");
        value(key, item, indent + 2);
      }
    } else if (isNested(value)) {
      out.append('\n');
      entries(children(value), indent + 2);
    } else {
      out.append(' ').append(leaf(key, value)).append('\n');
    }
  }

  private static boolean isNested(Object value) {
    return value instanceof Map<?, ?> map
        ? !map.isEmpty()
        : value instanceof Record && !(value instanceof Secret);
  }

  private static Map<String, @Nullable Object> children(Object value) {
    if (value instanceof Record nested) {
      return components(nested);
    }
    Map<String, @Nullable Object> children = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, child) -> children.put(key.toString(), child));
    return children;
  }

  private static String leaf(String key, Object value) {
    if (value instanceof List<?>) {
      return "[]";
    }
    if (value instanceof Map<?, ?>) {
      return "{}";
    }
    return quoted(masked(key, ConfigScalars.write(value)));
  }

  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
  }

  private static Map<String, @Nullable Object> components(Record config) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        values.put(ConfigBinder.key(component), component.getAccessor().invoke(config));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(config.getClass() + ": cannot be printed", e);
      }
    }
    return values;
  }
}
