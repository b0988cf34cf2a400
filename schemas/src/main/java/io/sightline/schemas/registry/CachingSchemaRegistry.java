package io.sightline.schemas.registry;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;

/**
 * Remembers what never changes: the schema of an id and the id of a schema under a subject. What is
 * absent or newest is asked for each time.
 */
public final class CachingSchemaRegistry implements SchemaRegistry {
  private record Registration(String subject, Schema schema) {}

  private final SchemaRegistry registry;
  private final ConcurrentMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final ConcurrentMap<Registration, Integer> ids = new ConcurrentHashMap<>();

  public CachingSchemaRegistry(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public int register(String subject, Schema schema) {
    return ids.computeIfAbsent(
        new Registration(subject, schema), key -> registry.register(subject, schema));
  }

  @Override
  public Optional<Integer> idOf(String subject, Schema schema) {
    Registration registration = new Registration(subject, schema);
    Optional<Integer> known = Optional.ofNullable(ids.get(registration));
    if (known.isPresent()) {
      return known;
    }
    Optional<Integer> found = registry.idOf(subject, schema);
    found.ifPresent(id -> ids.put(registration, id));
    return found;
  }

  @Override
  public Optional<Schema> byId(int id) {
    Optional<Schema> known = Optional.ofNullable(schemas.get(id));
    if (known.isPresent()) {
      return known;
    }
    Optional<Schema> found = registry.byId(id);
    found.ifPresent(schema -> schemas.put(id, schema));
    return found;
  }

  @Override
  public Optional<RegisteredSchema> latest(String subject) {
    return registry.latest(subject);
  }

  @Override
  public Optional<RegisteredSchema> version(String subject, int version) {
    return registry.version(subject, version);
  }
}
