package io.sightline.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads YAML into records. Keys are the components' names in snake case; <code>${NAME:default}
 * </code> in a value is taken from the environment, <code>${file:PATH}</code> from a file, <code>
 * $${
 * </code> stands for <code>${</code>. A component that is absent is null, or zero or false if it is
 * a primitive: the record's constructor puts defaults and refuses bad values with {@link
 * IllegalArgumentException}.
 *
 * <p>Types: records, strings, numbers, booleans, enums (any case), {@link java.time.Duration} as
 * 30d, 12h, 5m, 20s or 500ms, {@link java.time.Instant}, {@link Path}, {@link java.net.URI}, {@link
 * Secret}, lists, and maps with strings as keys.
 */
public final class ConfigLoader {
  private ConfigLoader() {}

  /** Throws with all problems at once. */
  public static <T> T load(Path file, Class<T> type) throws ConfigException {
    return parse(file.toString(), read(file), type, System.getenv());
  }

  /**
   * Reads a text; throws with all problems at once.
   *
   * @param source names the text in messages
   */
  public static <T> T parse(
      String source, String yaml, Class<T> type, Map<String, String> environment)
      throws ConfigException {
    List<String> problems = new ArrayList<>();
    ConfigNode tree = new YamlTree(problems).parse(yaml);
    if (!problems.isEmpty()) {
      throw new ConfigException(source, problems);
    }
    T config = type.cast(new ConfigBinder(environment, problems).bind(tree, type));
    if (!problems.isEmpty() || config == null) {
      throw new ConfigException(source, problems);
    }
    return config;
  }

  private static String read(Path file) throws ConfigException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      String problem =
          Files.exists(file) ? "cannot be read: " + e : "no such file; expected a YAML file";
      throw new ConfigException(file.toString(), List.of(problem));
    }
  }
}
