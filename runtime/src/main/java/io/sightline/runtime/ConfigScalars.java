package io.sightline.runtime;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single values of the configuration, from and to text. */
final class ConfigScalars {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,15})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();
  private static final Map<Class<?>, Kind> KINDS = new LinkedHashMap<>();

  /** How to read a type, and what to say it should have been. */
  private record Kind(String expected, Function<String, Object> parse) {}

  static {
    UNITS.put("d", Duration.ofDays(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("m", Duration.ofMinutes(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("ms", Duration.ofMillis(1));
    Kind whole = new Kind("a whole number up to 2147483647", Integer::valueOf);
    Kind wholeLong = new Kind("a whole number", Long::valueOf);
    Kind decimal = new Kind("a number", ConfigScalars::finite);
    Kind yesNo = new Kind("true or false", ConfigScalars::trueOrFalse);
    KINDS.put(String.class, new Kind("a text", text -> text));
    KINDS.put(int.class, whole);
    KINDS.put(Integer.class, whole);
    KINDS.put(long.class, wholeLong);
    KINDS.put(Long.class, wholeLong);
    KINDS.put(double.class, decimal);
    KINDS.put(Double.class, decimal);
    KINDS.put(float.class, new Kind("a number", text -> finite(text).floatValue()));
    KINDS.put(Float.class, new Kind("a number", text -> finite(text).floatValue()));
    KINDS.put(boolean.class, yesNo);
    KINDS.put(Boolean.class, yesNo);
    KINDS.put(
        Duration.class, new Kind("a duration as 30d, 12h, 5m, 20s or 500ms", ConfigScalars::time));
    KINDS.put(Instant.class, new Kind("a time as 2026-01-31T12:00:00Z", Instant::parse));
    KINDS.put(Path.class, new Kind("a path", Path::of));
    KINDS.put(URI.class, new Kind("an address", URI::create));
    KINDS.put(Secret.class, new Kind("a text", Secret::new));
  }

  private ConfigScalars() {}

  /** Throws {@link IllegalArgumentException} with the value and what was expected. */
  static Object parse(String text, Class<?> type) {
    try {
      Kind kind = KINDS.get(type);
      return kind == null ? constant(text, type) : kind.parse().apply(text);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("'" + text + "': expected " + expected(type), e);
    }
  }

  static String expected(Class<?> type) {
    Kind kind = KINDS.get(type);
    if (kind != null) {
      return kind.expected();
    }
    if (!type.isEnum()) {
      throw new IllegalArgumentException(type + ": no such type in a configuration");
    }
    return "one of "
        + String.join(
            ", ", Arrays.stream(type.getEnumConstants()).map(ConfigScalars::lower).toList());
  }

  /** What stands for an absent value: null but for primitives. */
  static @Nullable Object zero(Class<?> type) {
    if (!type.isPrimitive()) {
      return null;
    }
    return type == boolean.class ? (Object) false : parse("0", type);
  }

  /** As it would be written in a file. */
  static String write(Object value) {
    if (value instanceof Duration duration) {
      return write(duration);
    }
    return value instanceof Enum<?> ? lower(value) : value.toString();
  }

  private static String write(Duration duration) {
    for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
      if (!duration.isZero() && duration.toMillis() % unit.getValue().toMillis() == 0) {
        return duration.toMillis() / unit.getValue().toMillis() + unit.getKey();
      }
    }
    return duration.toMillis() + "ms";
  }

  private static Object constant(String text, Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> lower(constant).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow();
  }

  private static String lower(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
  }

  private static Duration time(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
    return unit.multipliedBy(Long.parseLong(matcher.group(1)));
  }

  private static Double finite(String text) {
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  private static Boolean trueOrFalse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
