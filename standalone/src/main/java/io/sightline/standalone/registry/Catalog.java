package io.sightline.standalone.registry;

import io.sightline.schemas.compatibility.Compatibility;
import io.sightline.standalone.registry.Entry.Level;
import io.sightline.standalone.registry.Entry.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * What the registry knows, as a function of its entries in order. Not for use by several threads at
 * once.
 */
final class Catalog {
  static final Compatibility DEFAULT = Compatibility.FULL_TRANSITIVE;

  private final SortedMap<String, List<Version>> subjects = new TreeMap<>();
  private final SortedMap<Integer, String> schemas = new TreeMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Compatibility> levels = new HashMap<>();
  private Compatibility level = DEFAULT;

  void apply(Entry entry) {
    if (entry instanceof Version version) {
      List<Version> versions =
          subjects.computeIfAbsent(version.subject(), key -> new ArrayList<>());
      versions.removeIf(earlier -> earlier.version() == version.version());
      versions.add(version);
      schemas.put(version.id(), version.schema());
      ids.putIfAbsent(version.schema(), version.id());
    } else if (entry instanceof Level set) {
      if (set.subject() == null) {
        level = set.compatibility();
      } else {
        levels.put(set.subject(), set.compatibility());
      }
    }
  }

  /** The entry that would register the schema; not applied yet. */
  Version next(String subject, Schema schema) throws Refusal {
    List<Version> versions = subjects.getOrDefault(subject, List.of());
    List<String> problems = compatibility(subject).problems(schema, parsed(versions));
    if (!problems.isEmpty()) {
      throw Refusal.incompatible(subject, String.join("; ", problems));
    }
    int version = versions.isEmpty() ? 1 : versions.get(versions.size() - 1).version() + 1;
    int nextId = schemas.isEmpty() ? 1 : schemas.lastKey() + 1;
    String text = schema.toString();
    return new Version(subject, version, ids.getOrDefault(text, nextId), text);
  }

  /** The version of a subject that holds the schema. */
  Optional<Version> find(String subject, Schema schema) {
    String text = schema.toString();
    return subjects.getOrDefault(subject, List.of()).stream()
        .filter(version -> version.schema().equals(text))
        .findFirst();
  }

  List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  List<Version> versions(String subject) throws Refusal {
    List<Version> versions = subjects.get(subject);
    if (versions == null) {
      throw Refusal.subjectNotFound(subject);
    }
    return List.copyOf(versions);
  }

  /**
   * @param number as in the address: a number, {@code latest} or -1
   */
  Version version(String subject, String number) throws Refusal {
    List<Version> versions = versions(subject);
    if (number.equals("latest") || number.equals("-1")) {
      return versions.get(versions.size() - 1);
    }
    if (!number.matches("[1-9]\\d{0,8}")) {
      throw Refusal.invalidVersion(number);
    }
    return versions.stream()
        .filter(version -> version.version() == Integer.parseInt(number))
        .findFirst()
        .orElseThrow(() -> Refusal.versionNotFound(number));
  }

  String schema(int id) throws Refusal {
    String schema = schemas.get(id);
    if (schema == null) {
      throw Refusal.schemaNotFound("" + id);
    }
    return schema;
  }

  List<Version> versionsWith(int id) throws Refusal {
    schema(id);
    return subjects.values().stream()
        .flatMap(List::stream)
        .filter(version -> version.id() == id)
        .toList();
  }

  /** What holds for a subject. */
  Compatibility compatibility(String subject) {
    return levels.getOrDefault(subject, level);
  }

  /** What was set for this very subject. */
  Optional<Compatibility> compatibilitySetFor(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  Compatibility compatibility() {
    return level;
  }

  static List<Schema> parsed(List<Version> versions) {
    return versions.stream().map(version -> new Schema.Parser().parse(version.schema())).toList();
  }
}
