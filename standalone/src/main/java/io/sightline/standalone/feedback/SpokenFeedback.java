package io.sightline.standalone.feedback;

import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes what somebody says of an alert or an activity, as the topics tell what that was. */
public final class SpokenFeedback {
  private static final String TIMEOUT_MILLIS = "10000";

  private final KafkaSettings kafka;
  private final String who;
  private final Instant now;

  /**
   * @param who says so
   * @param now stamped as given at
   */
  public SpokenFeedback(KafkaSettings kafka, String who, Instant now) {
    Map<String, String> properties = new HashMap<>(kafka.properties());
    // A person waits: what cannot be reached is said soon.
    properties.putIfAbsent("default.api.timeout.ms", TIMEOUT_MILLIS);
    properties.putIfAbsent("producer.max.block.ms", TIMEOUT_MILLIS);
    this.kafka =
        new KafkaSettings(
            kafka.topics(),
            kafka.partitions(),
            kafka.replicationFactor(),
            properties,
            kafka.registryUrl());
    this.who = who;
    this.now = now;
  }

  /**
   * @param label what it really was; empty: as the alert has it
   */
  public Feedback ofAlert(String id, FeedbackKind kind, String label)
      throws IOException, InterruptedException {
    Alert alert = newest(Topics.ALERTS, id, Alert::getAlertId, "alert");
    String otherwise = kind == FeedbackKind.FALSE_ALARM ? "" : alert.getLabel();
    return write(
        begin(id, alert.getCamera(), kind)
            .setAlertId(id)
            .setCapturedAt(alert.getStartedAt())
            .setBox(alert.getSnapshotBox())
            .setLabel(label.isEmpty() ? otherwise : label)
            .build());
  }

  /** Something was missed in a quiet activity. */
  public Feedback missed(String id, String label) throws IOException, InterruptedException {
    Decision decision = newest(Topics.DECISIONS, id, Decision::getActivityId, "activity");
    return write(
        begin(id, decision.getCamera(), FeedbackKind.MISSED)
            .setActivityId(id)
            .setCapturedAt(decision.getStartedAt())
            .setBox(decision.getEvidence().getPictureBox())
            .setLabel(label.isEmpty() ? "person" : label)
            .build());
  }

  public Feedback revoke(String id) throws IOException, InterruptedException {
    Feedback said = newest(Topics.FEEDBACK, id, Feedback::getFeedbackId, "feedback");
    return write(
        begin(id, said.getCamera(), FeedbackKind.REVOKED)
            .setAlertId(said.getAlertId())
            .setActivityId(said.getActivityId())
            .setCapturedAt(said.getCapturedAt())
            .setRevokes(id)
            .build());
  }

  private Feedback.Builder begin(String about, String camera, FeedbackKind kind) {
    String id = about + "-command-" + UUID.randomUUID().toString().substring(0, 8);
    return Feedback.newBuilder()
        .setFeedbackId(id)
        .setRecordId(id)
        .setCamera(camera)
        .setBuild(Build.version())
        .setKind(kind)
        .setWho(who)
        .setSource("command")
        .setGivenAt(now);
  }

  private <V extends SpecificRecord> V newest(
      Topic<V> topic, String id, Function<V, String> idOf, String what) throws IOException {
    V newest = null;
    Deserializer<V> values = AvroSerdes.deserializer(kafka, topic);
    try {
      for (ConsumerRecord<String, byte[]> record :
          TopicRecords.committed(kafka, topic, new ByteArrayDeserializer())) {
        V value = read(values, record);
        newest = value != null && id.equals(idOf.apply(value)) ? value : newest;
      }
    } catch (KafkaException e) {
      throw failed("read", topic, e);
    }
    if (newest == null) {
      throw new IllegalArgumentException(
          "%s '%s': expected the id of one on %s".formatted(what, id, kafka.topics().name(topic)));
    }
    return newest;
  }

  /** Null for what is no record of the topic: anybody may have written it. */
  private static <V> @Nullable V read(
      Deserializer<V> values, ConsumerRecord<String, byte[]> record) {
    try {
      return values.deserialize(record.topic(), record.value());
    } catch (SerializationException e) {
      return null;
    }
  }

  private Feedback write(Feedback feedback) throws IOException, InterruptedException {
    String topic = kafka.topics().name(Topics.FEEDBACK);
    try (KafkaProducer<String, Feedback> producer =
        new KafkaProducer<>(
            kafka.producer("feedback"),
            new StringSerializer(),
            AvroSerdes.<Feedback>serializer(kafka))) {
      producer.send(new ProducerRecord<>(topic, feedback.getCamera(), feedback)).get();
      return feedback;
    } catch (ExecutionException e) {
      throw failed("write", Topics.FEEDBACK, e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed("write", Topics.FEEDBACK, e);
    }
  }

  private IOException failed(String what, Topic<?> topic, Throwable cause) {
    return new IOException(
        "cannot %s %s at %s: %s"
            .formatted(
                what,
                kafka.topics().name(topic),
                kafka.properties().get("bootstrap.servers"),
                cause.getMessage()),
        cause);
  }
}
