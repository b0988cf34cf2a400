package io.sightline.ingest.spool;

import static java.util.Objects.requireNonNull;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records to facts and back. Thread-safe if the serdes are.
 *
 * @param deserializers by topic name without the prefix
 */
public record FactCodec(
    Topics topics,
    Serializer<SpecificRecord> serializer,
    Map<String, Deserializer<? extends SpecificRecord>> deserializers) {

  public FactCodec {
    deserializers = Map.copyOf(deserializers);
  }

  /**
   * Learns what it needs of the registry. Later that may be away, and facts are written all the
   * same.
   */
  public void prepare() {
    for (Specimens.Specimen each : Specimens.ALL) {
      SpecificRecord unused = decode(encode(each.topic(), "", each.value()));
    }
  }

  public Fact encode(Topic<?> topic, String key, SpecificRecord value) {
    byte[] bytes = requireNonNull(serializer.serialize(topics.name(topic), value), "serialized");
    return new Fact(topic.name(), key, bytes);
  }

  public SpecificRecord decode(Fact fact) {
    Deserializer<? extends SpecificRecord> deserializer =
        requireNonNull(deserializers.get(fact.topic()), fact.topic());
    return requireNonNull(
        deserializer.deserialize(topics.id(fact.topic()), fact.value()), "deserialized");
  }
}
