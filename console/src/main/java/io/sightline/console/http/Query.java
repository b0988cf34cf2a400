package io.sightline.console.http;

import io.javalin.http.Context;
import io.sightline.console.view.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a request for a list, each checked. */
final class Query {
  static final int MOST = 500;
  private static final int USUAL = 50;
  private final Context context;

  /**
   * @param known names of the parameters that may occur; another is refused, not overlooked
   */
  Query(Context context, String... known) {
    this.context = context;
    for (String name : context.queryParamMap().keySet()) {
      if (!Set.of(known).contains(name)) {
        throw Problem.badValue("parameter", name, "one of " + String.join(", ", known));
      }
    }
  }

  Optional<String> text(String name) {
    String value = context.queryParam(name);
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
  }

  /** A value of the enum, written as in the answers: lower case, with hyphens. */
  <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
    return text(name).map(value -> constant(name, value, type));
  }

  private static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (written(constant).equals(value)) {
        return constant;
      }
    }
    throw Problem.badValue(
        name,
        value,
        Arrays.stream(type.getEnumConstants())
            .map(Query::written)
            .collect(Collectors.joining(", ")));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  int limit() {
    String value = text("limit").orElse(Integer.toString(USUAL));
    try {
      int limit = Integer.parseInt(value);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // falls through to the same answer
    }
    throw Problem.badValue("limit", value, "a number from 1 to " + MOST);
  }

  /** A time that has to be there. */
  Instant time(String name) {
    String value = text(name).orElse("");
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw Problem.badValue(name, value, "a UTC time like 2026-11-22T14:03:05Z");
    }
  }

  /** A position from an answer, or a time; null to begin with the newest. */
  @Nullable Position before() {
    String value = context.queryParam("before");
    if (value == null) {
      return null;
    }
    int tilde = value.indexOf('~');
    try {
      return tilde < 0
          ? new Position(Instant.parse(value), "")
          : new Position(Instant.parse(value.substring(0, tilde)), value.substring(tilde + 1));
    } catch (DateTimeException e) {
      throw Problem.badValue(
          "before", value, "a UTC time like 2026-11-22T14:03:05Z, or a position from an answer");
    }
  }
}
