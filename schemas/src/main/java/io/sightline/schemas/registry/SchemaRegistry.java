package io.sightline.schemas.registry;

import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Where writers register schemas and readers find them by id. Safe for use by several threads.
 *
 * <p>Every method throws {@link RegistryUnavailableException} when the registry cannot answer for
 * now, and {@link RegistryException} when it refuses.
 */
public interface SchemaRegistry {
  /** The id of a schema under a subject, registering it if it is new. */
  int register(String subject, Schema schema);

  /** The id of a schema under a subject; empty if it is not registered there. */
  Optional<Integer> idOf(String subject, Schema schema);

  /** Empty if no schema has this id. */
  Optional<Schema> byId(int id);

  /** Empty if the subject has no schema. */
  Optional<RegisteredSchema> latest(String subject);

  /** Empty if the subject has no such version; versions count from 1. */
  Optional<RegisteredSchema> version(String subject, int version);

  /** Opens the registry that the settings name, with a cache in front of it. */
  static SchemaRegistry open(RegistrySettings settings) {
    return settings
        .mockScope()
        .<SchemaRegistry>map(InMemorySchemaRegistry::ofScope)
        .orElseGet(() -> new CachingSchemaRegistry(new HttpSchemaRegistry(settings)));
  }
}
