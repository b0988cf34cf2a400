package io.sightline.standalone.gate;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.registry.RegisteredSchema;
import io.sightline.schemas.registry.RegistryException;
import io.sightline.schemas.registry.RegistrySettings;
import io.sightline.schemas.registry.SchemaRegistry;
import io.sightline.schemas.serde.AvroSerializer;
import io.sightline.standalone.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;

/**
 * Whether the registry takes what a process writes, and has nothing that it cannot read: a schema
 * that somebody else registered shows here, and not at the first record.
 */
final class SchemaCheck {
  private final Role role;
  private final KafkaSettings kafka;

  SchemaCheck(Role role, KafkaSettings kafka) {
    this.role = role;
    this.kafka = kafka;
  }

  /**
   * Registers what is written, as its first record would.
   *
   * @throws io.sightline.schemas.registry.RegistryUnavailableException if it does not answer
   */
  List<String> problems() {
    if (foreign()) {
      return List.of(); // Whatever serdes were put in place of ours ask in their own way.
    }
    SchemaRegistry registry = SchemaRegistry.open(RegistrySettings.from(kafka.serde()));
    List<String> problems = new ArrayList<>();
    for (Topic<?> topic : role.topics()) {
      if (topic.value() != null) {
        Schema ours = SpecificData.get().getSchema(topic.value());
        String subject = kafka.topics().name(topic) + "-value";
        try {
          if (role.reads().contains(topic)) {
            readable(registry, subject, ours).ifPresent(problems::add);
          }
          if (role.writes().contains(topic)) {
            writable(registry, subject, ours);
          }
        } catch (RegistryException e) {
          problems.add("subject '%s': %s".formatted(subject, e.getMessage()));
        }
      }
    }
    return problems;
  }

  private boolean foreign() {
    return List.of("value.serializer", "value.deserializer", "value.subject.name.strategy").stream()
        .anyMatch(kafka.properties()::containsKey);
  }

  private static Optional<String> readable(SchemaRegistry registry, String subject, Schema ours) {
    Optional<RegisteredSchema> latest = registry.latest(subject);
    if (latest.isEmpty()) {
      return Optional.empty();
    }
    var compatibility =
        SchemaCompatibility.checkReaderWriterCompatibility(ours, latest.get().schema());
    if (compatibility.getType() != SchemaCompatibilityType.INCOMPATIBLE) {
      return Optional.empty();
    }
    return Optional.of(
        "subject '%s': version %d in the registry cannot be read by this build, which expects %s: %s"
            .formatted(
                subject,
                latest.get().version(),
                ours.getFullName(),
                compatibility.getResult().getIncompatibilities()));
  }

  private void writable(SchemaRegistry registry, String subject, Schema ours) {
    if (Boolean.parseBoolean(
        kafka.properties().getOrDefault(AvroSerializer.AUTO_REGISTER, "true"))) {
      registry.register(subject, ours);
    } else if (registry.idOf(subject, ours).isEmpty()) {
      throw new RegistryException(
          "the schema %s of this build is not registered, and %s=false: register it first"
              .formatted(ours.getFullName(), AvroSerializer.AUTO_REGISTER),
          40403);
    }
  }
}
