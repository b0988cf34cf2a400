package io.sightline.standalone.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.schemas.registry.SchemaRegistry;
import io.sightline.schemas.serde.AvroDeserializer;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Records within a document: their bytes, and the schemas to read them with. */
final class FactJson {
  private static final int HEADER_BYTES = 5;

  private FactJson() {}

  static void write(ArrayNode into, List<Fact> facts) {
    for (Fact fact : facts) {
      into.addObject()
          .put("topic", fact.topic())
          .put("partition", fact.partition())
          .put("offset", fact.offset())
          .put("at", fact.at().toString())
          .put("key", fact.key())
          .put("value", text(fact.bytes()));
    }
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }

  /** By the id that stands in front of each value. */
  static void writeSchemas(ObjectNode into, List<Fact> facts, SchemaRegistry registry) {
    TreeSet<Integer> ids = new TreeSet<>();
    for (Fact fact : facts) {
      byte[] bytes = fact.bytes();
      if (bytes != null && bytes.length >= HEADER_BYTES) {
        ids.add(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt());
      }
    }
    for (int id : ids) {
      registry.byId(id).ifPresent(schema -> into.put("" + id, schema.toString()));
    }
  }

  /** Reads what {@link #write} wrote; what is no record any more has no value. */
  static List<Fact> read(JsonNode from, SchemaRegistry schemas) {
    List<Fact> facts = new ArrayList<>();
    for (JsonNode node : from) {
      facts.add(fact(node, schemas));
    }
    return facts;
  }

  private static Fact fact(JsonNode node, SchemaRegistry schemas) {
    String topic = node.path("topic").asText();
    try {
      byte[] bytes =
          node.path("value").isNull()
              ? null
              : Base64.getDecoder().decode(node.path("value").asText());
      return new Fact(
          topic,
          node.path("partition").asInt(),
          node.path("offset").asLong(),
          Instant.parse(node.path("at").asText()),
          node.path("key").asText(),
          bytes,
          value(topic, bytes, schemas));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          "a record of %s: expected topic, partition, offset, at, key and value: %s"
              .formatted(topic, e.getMessage()),
          e);
    }
  }

  private static @Nullable SpecificRecord value(
      String topic, byte @Nullable [] bytes, SchemaRegistry schemas) {
    Topic<?> known =
        Topics.ALL.stream().filter(each -> each.name().equals(topic)).findFirst().orElse(null);
    if (known == null || known.value() == null || bytes == null) {
      return null;
    }
    try (AvroDeserializer<? extends SpecificRecord> reader =
        new AvroDeserializer<>(known.value(), schemas)) {
      return reader.deserialize(topic, bytes);
    } catch (SerializationException e) {
      return null;
    }
  }
}
