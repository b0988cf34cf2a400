package io.sightline.ingest.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills the secrets into a camera's source: the only place where they are known. */
public record SourceAddress(Map<String, String> environment) {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{(?:file:([^}]+)|([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?)\\}");
  private static final Pattern BEFORE_HOST = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*$");
  private static final long MAX_SECRET_BYTES = 4096;

  /**
   * {@code ${NAME}} or {@code ${NAME:default}} from the environment, {@code ${file:PATH}} from a
   * file less the line break at its end. User names and passwords are taken as they are: what may
   * not stand in an address is escaped.
   *
   * @throws IllegalArgumentException a variable is not set and has no default, or a file cannot be
   *     read
   */
  public String resolve(String source) {
    Matcher reference = REFERENCE.matcher(source);
    StringBuilder resolved = new StringBuilder();
    int end = 0;
    while (reference.find()) {
      resolved.append(source, end, reference.start());
      end = reference.end();
      String value = value(reference);
      boolean userInfo =
          BEFORE_HOST.matcher(resolved).matches() && source.indexOf('@', reference.end()) > 0;
      resolved.append(userInfo ? escaped(value) : value);
    }
    return resolved.append(source, end, source.length()).toString();
  }

  private String value(Matcher reference) {
    String file = reference.group(1);
    return file != null ? content(file) : variable(reference.group(2), reference.group(3));
  }

  private String variable(String name, @Nullable String otherwise) {
    String value = environment.getOrDefault(name, otherwise);
    if (value == null) {
      throw new IllegalArgumentException(
          "camera source needs the environment variable " + name + ", which is not set");
    }
    return value;
  }

  private static String content(String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MAX_SECRET_BYTES) {
        throw new IllegalArgumentException(
            "camera source needs the file " + file + ", which has more than 4096 bytes");
      }
      return Files.readString(path, UTF_8).stripTrailing();
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "camera source needs the file "
              + file
              + ", which cannot be read: "
              + e.getClass().getSimpleName(),
          e);
    }
  }

  /** A colon stays: it parts name and password where one reference holds both. */
  private static String escaped(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20").replace("%3A", ":");
  }
}
