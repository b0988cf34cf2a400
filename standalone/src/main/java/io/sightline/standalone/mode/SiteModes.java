package io.sightline.standalone.mode;

import io.sightline.avro.Mode;
import io.sightline.avro.SiteMode;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and writes the modes of sites. */
public final class SiteModes {
  private static final Logger LOG = LoggerFactory.getLogger(SiteModes.class);

  private final KafkaSettings kafka;

  public SiteModes(KafkaSettings kafka) {
    this.kafka = kafka.answeringSoon();
  }

  /** What a site is set to; null if never, UNKNOWN if the newest record cannot be read. */
  public @Nullable Mode newest(String site) throws IOException {
    Deserializer<Mode> modes = AvroSerdes.deserializer(kafka, Topics.MODES);
    try {
      Mode newest = null;
      for (ConsumerRecord<String, byte[]> record :
          TopicRecords.committed(kafka, Topics.MODES, new ByteArrayDeserializer())) {
        if (site.equals(record.key())) {
          newest = read(modes, record, newest);
        }
      }
      return newest;
    } catch (KafkaException e) {
      throw failed("read", e);
    }
  }

  private static Mode read(
      Deserializer<Mode> modes, ConsumerRecord<String, byte[]> record, @Nullable Mode before) {
    try {
      Mode mode = modes.deserialize(record.topic(), record.value());
      if (mode != null) {
        return mode;
      }
    } catch (SerializationException e) {
      LOG.warn(
          "{}-{} at {}: {}", record.topic(), record.partition(), record.offset(), e.toString());
    }
    return Mode.newBuilder()
        .setSite(record.key())
        .setRecordId("")
        .setVersion(before == null ? 0 : before.getVersion())
        .build();
  }

  /**
   * Sets a site's mode, also if it is the same as before.
   *
   * @param now stamped as effective from
   * @return the record, once it is safe on the broker
   */
  public Mode set(String site, SiteMode wanted, String who, Instant now)
      throws IOException, InterruptedException {
    Mode before = newest(site);
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
