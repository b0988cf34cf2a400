package io.sightline.schemas.compatibility;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * The schemas of every release, as {@code <folder>/<version>/<topic>.avsc}.
 *
 * @param folder may be absent: nothing was released yet
 */
record ReleasedSchemas(Path folder) {
  /** Of this source tree. */
  static ReleasedSchemas ofSources() {
    return new ReleasedSchemas(
        Path.of(System.getProperty("sightline.root", ".."), "schemas", "src", "main", "released"));
  }

  /** By topic, the schemas that this build would release. */
  static Map<String, Schema> present() {
    Map<String, Schema> schemas = new TreeMap<>();
    for (Topic<?> topic : Topics.ALL) {
      if (topic.value() != null) {
        schemas.put(topic.name(), SpecificData.get().getSchema(topic.value()));
      }
    }
    return schemas;
  }

  /** Released versions, oldest first. */
  List<Version> versions() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(Files::isDirectory)
          .map(path -> Version.parse(path.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  /** By topic, the schemas of a release. */
  Map<String, Schema> of(Version version) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(version.toString()))) {
      return files.collect(
          Collectors.toMap(
              file -> file.getFileName().toString().replace(".avsc", ""),
              ReleasedSchemas::parse,
              (a, b) -> a,
              TreeMap::new));
    }
  }

  /** Writes a release; what was released once is never written again. */
  void release(Version version, Map<String, Schema> schemas) throws IOException {
    Path target = folder.resolve(version.toString());
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target + ": released already; expected a new version");
    }
    Files.createDirectories(target);
    for (Map.Entry<String, Schema> schema : schemas.entrySet()) {
      Files.writeString(
          target.resolve(schema.getKey() + ".avsc"), schema.getValue().toString(true) + "\n");
    }
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sorted as numbers, not as text. */
  record Version(int major, int minor, int patch) implements Comparable<Version> {
    static Version parse(String text) {
      if (!text.matches("\\d+\\.\\d+\\.\\d+")) {
        throw new IllegalArgumentException("version '" + text + "': expected as 1.2.3");
      }
      List<Integer> parts = Stream.of(text.split("\\.")).map(Integer::valueOf).toList();
      return new Version(parts.get(0), parts.get(1), parts.get(2));
    }

    @Override
    public int compareTo(Version other) {
      return Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch)
          .compare(this, other);
    }

    @Override
    public String toString() {
      return major + "." + minor + "." + patch;
    }
  }
}
