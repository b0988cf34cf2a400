package io.sightline.standalone.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.schemas.Headers.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record as a line of JSON: {@code topic}, {@code partition}, {@code offset}, {@code
 * published_ms} (Unix time), {@code key}, and {@code value} as Avro writes it as JSON, null for a
 * tombstone; what nobody can read has {@code value_base64} instead.
 */
final class Line {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Line() {}

  static String of(Entry entry) throws JsonProcessingException {
    ConsumerRecord<byte[], byte[]> raw = entry.raw();
    ObjectNode line = JSON.createObjectNode();
    line.put("topic", raw.topic());
    line.put("partition", raw.partition());
    line.put("offset", raw.offset());
    line.put("published_ms", raw.timestamp());
    line.put("key", raw.key() == null ? null : new String(raw.key(), StandardCharsets.UTF_8));
    if (entry.value() != null) {
      line.set("value", JSON.readTree(entry.value().toString()));
    } else if (raw.value() == null) {
      line.putNull("value");
    } else {
      line.put("value_base64", Base64.getEncoder().encodeToString(raw.value()));
    }
    return JSON.writeValueAsString(line);
  }

  /** Where the record of a line lay. */
  static Place place(String line) throws IOException {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IOException("'" + start(line) + "': expected a line that replay wrote", e);
    }
    if (!node.path("topic").isTextual() || !node.path("offset").isIntegralNumber()) {
      throw new IOException("'" + start(line) + "': expected a line that replay wrote");
    }
    return new Place(
        node.get("topic").asText(), node.path("partition").asInt(), node.get("offset").asLong());
  }

  private static String start(String line) {
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }
}
