package io.sightline.standalone.mode;

import io.sightline.avro.Mode;
import io.sightline.avro.SiteMode;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads and writes the modes of sites. */
public final class SiteModes {
  private static final String TIMEOUT_MILLIS = "10000";

  private final KafkaSettings kafka;

  public SiteModes(KafkaSettings kafka) {
    this.kafka = impatient(kafka);
  }

  /** A person waits: what cannot be reached is said soon. */
  private static KafkaSettings impatient(KafkaSettings kafka) {
    Map<String, String> properties = new HashMap<>(kafka.properties());
    properties.putIfAbsent("default.api.timeout.ms", TIMEOUT_MILLIS);
    properties.putIfAbsent("producer.max.block.ms", TIMEOUT_MILLIS);
    return new KafkaSettings(
        kafka.topics(),
        kafka.partitions(),
        kafka.replicationFactor(),
        properties,
        kafka.registryUrl());
  }

  /** The newest of each site, by site. */
  public SortedMap<String, Mode> newest() throws IOException {
    try {
      SortedMap<String, Mode> newest = new TreeMap<>();
      for (ConsumerRecord<String, Mode> record : TopicRecords.committed(kafka, Topics.MODES)) {
        if (record.value() != null) {
          newest.put(record.value().getSite(), record.value());
        }
      }
      return newest;
    } catch (KafkaException e) {
      throw failed("read", e);
    }
  }

  /**
   * Sets a site's mode, also if it is the same as before.
   *
   * @param now stamped as effective from
   * @return the record, once it is safe on the broker
   */
  public Mode set(String site, SiteMode wanted, String who, Instant now)
      throws IOException, InterruptedException {
    Mode before = newest().get(site);
    int version = before == null ? 1 : before.getVersion() + 1;
    Mode mode =
        Mode.newBuilder()
            .setSite(site)
            .setRecordId(site + "-" + version)
            .setMode(wanted)
            .setVersion(version)
            .setEffectiveFrom(now)
            .setWho(who)
            .build();
    try (KafkaProducer<String, Mode> producer =
        new KafkaProducer<>(
            kafka.producer("mode"), new StringSerializer(), AvroSerdes.<Mode>serializer(kafka))) {
      producer.send(new ProducerRecord<>(kafka.topics().name(Topics.MODES), site, mode)).get();
      return mode;
    } catch (ExecutionException e) {
      throw failed("write", e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed("write", e);
    }
  }

  private IOException failed(String what, Throwable cause) {
    return new IOException(
        "cannot %s %s at %s: %s"
            .formatted(
                what,
                kafka.topics().name(Topics.MODES),
                kafka.properties().get("bootstrap.servers"),
                cause.getMessage()),
        cause);
  }
}
