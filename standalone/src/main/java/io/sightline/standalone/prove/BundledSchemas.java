package io.sightline.standalone.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.sightline.schemas.registry.RegisteredSchema;
import io.sightline.schemas.registry.SchemaRegistry;
import java.util.Optional;
import org.apache.avro.Schema;

/** The schemas that a document brings along, by id; knows nothing else and takes nothing. */
record BundledSchemas(JsonNode schemas) implements SchemaRegistry {
  @Override
  public Optional<Schema> byId(int id) {
    return schemas.hasNonNull("" + id)
        ? Optional.of(new Schema.Parser().parse(schemas.get("" + id).asText()))
        : Optional.empty();
  }

  @Override
  public int register(String subject, Schema schema) {
    throw new UnsupportedOperationException("a document's schemas are only read");
  }

  @Override
  public Optional<Integer> idOf(String subject, Schema schema) {
    return Optional.empty();
  }

  @Override
  public Optional<RegisteredSchema> latest(String subject) {
    return Optional.empty();
  }

  @Override
  public Optional<RegisteredSchema> version(String subject, int version) {
    return Optional.empty();
  }
}
