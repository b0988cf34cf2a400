package io.sightline.ingest.camera;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills the secrets into a camera's source: the only place where they are known. */
public record SourceAddress(Map<String, String> environment) {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?\\}");

  /**
   * {@code ${NAME}} or {@code ${NAME:default}}; throws if a variable is not set and has no default.
   */
  public String resolve(String source) {
    return REFERENCE
        .matcher(source)
        .replaceAll(m -> Matcher.quoteReplacement(value(m.group(1), m.group(2))));
  }

  private String value(String name, @Nullable String otherwise) {
    String value = environment.getOrDefault(name, otherwise);
    if (value == null) {
      throw new IllegalArgumentException(
          "camera source needs the environment variable " + name + ", which is not set");
    }
    return value;
  }
}
