package io.sightline.standalone.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.schemas.compatibility.Compatibility;
import io.sightline.standalone.registry.Entry.Level;
import io.sightline.standalone.registry.Entry.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entries as Confluent's registry writes them. Keys are compared byte for byte when the topic is
 * compacted, so the order of their fields is part of the format.
 */
final class EntryFormat {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EntryFormat() {}

  static String key(Entry entry) {
    ObjectNode key = JSON.createObjectNode();
    if (entry instanceof Version version) {
      key.put("keytype", "SCHEMA").put("subject", version.subject());
      return key.put("version", version.version()).put("magic", 1).toString();
    }
    return key.put("keytype", "CONFIG")
        .put("subject", ((Level) entry).subject())
        .put("magic", 0)
        .toString();
  }

  static String value(Entry entry) {
    ObjectNode value = JSON.createObjectNode();
    if (entry instanceof Version version) {
      value.put("subject", version.subject()).put("version", version.version());
      value.put("id", version.id()).put("schema", version.schema());
      return value.put("deleted", false).toString();
    }
    return value.put("compatibilityLevel", ((Level) entry).compatibility().name()).toString();
  }

  /**
   * Empty for records that say nothing here: Confluent's own no-ops, tombstones, deleted versions.
   *
   * @throws IllegalArgumentException if it is no record of a registry
   */
  static Optional<Entry> read(String key, @Nullable String value) {
    try {
      JsonNode keyed = JSON.readTree(key);
      if (value == null) {
        return Optional.empty();
      }
      JsonNode said = JSON.readTree(value);
      return switch (keyed.path("keytype").asText()) {
        case "SCHEMA" ->
            said.path("deleted").asBoolean() ? Optional.empty() : Optional.of(version(said));
        case "CONFIG" -> Optional.of(level(keyed, said));
        default -> Optional.empty();
      };
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("record with key " + key + ": expected JSON", e);
    }
  }

  private static Version version(JsonNode said) {
    return new Version(
        said.required("subject").asText(),
        said.required("version").asInt(),
        said.required("id").asInt(),
        said.required("schema").asText());
  }

  private static Level level(JsonNode key, JsonNode said) {
    JsonNode subject = key.path("subject");
    return new Level(
        subject.isTextual() ? subject.asText() : null,
        Compatibility.valueOf(said.required("compatibilityLevel").asText()));
  }
}
