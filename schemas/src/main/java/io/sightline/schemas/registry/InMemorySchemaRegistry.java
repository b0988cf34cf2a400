package io.sightline.schemas.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;

/**
 * A registry in this JVM, for tests: {@code mock://scope} names one that is shared by its scope.
 */
public final class InMemorySchemaRegistry implements SchemaRegistry {
  private static final ConcurrentMap<String, InMemorySchemaRegistry> SCOPES =
      new ConcurrentHashMap<>();

  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, List<RegisteredSchema>> subjects = new HashMap<>();

  /** The registry of {@code mock://scope}; made at its first use, kept until dropped. */
  public static InMemorySchemaRegistry ofScope(String scope) {
    return SCOPES.computeIfAbsent(scope, key -> new InMemorySchemaRegistry());
  }

  /** Forgets the registry of a scope: its next use makes an empty one. */
  public static void drop(String scope) {
    SCOPES.remove(scope);
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
    List<RegisteredSchema> versions = subjects.computeIfAbsent(subject, key -> new ArrayList<>());
    return find(versions, schema)
        .orElseGet(
            () -> {
              int id = idFor(schema);
              versions.add(new RegisteredSchema(subject, versions.size() + 1, id, schema));
              return id;
            });
  }

  @Override
  public synchronized Optional<Integer> idOf(String subject, Schema schema) {
    return find(versions(subject), schema);
  }

  @Override
  public synchronized Optional<Schema> byId(int id) {
    return id >= 1 && id <= schemas.size() ? Optional.of(schemas.get(id - 1)) : Optional.empty();
  }

  @Override
  public synchronized Optional<RegisteredSchema> latest(String subject) {
    return version(subject, versions(subject).size());
  }

  @Override
  public synchronized Optional<RegisteredSchema> version(String subject, int version) {
    List<RegisteredSchema> versions = versions(subject);
    return version >= 1 && version <= versions.size()
        ? Optional.of(versions.get(version - 1))
        : Optional.empty();
  }

  private List<RegisteredSchema> versions(String subject) {
    return subjects.getOrDefault(subject, List.of());
  }

  private static Optional<Integer> find(List<RegisteredSchema> versions, Schema schema) {
    return versions.stream()
        .filter(version -> version.schema().equals(schema))
        .map(RegisteredSchema::id)
        .findFirst();
  }

  private int idFor(Schema schema) {
    int index = schemas.indexOf(schema);
    if (index >= 0) {
      return index + 1;
    }
    schemas.add(schema);
    return schemas.size();
  }
}
