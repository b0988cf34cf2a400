package io.sightline.standalone.outcome;

import io.sightline.avro.Activity;
import io.sightline.avro.Alert;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads activities, decisions, alerts and clips as they are committed. Used by one thread. */
public final class OutcomeFollower implements AutoCloseable {
  private static final List<Topic<?>> TOPICS =
      List.of(Topics.ACTIVITY, Topics.CLIPS, Topics.ALERTS, Topics.DECISIONS);

  private final KafkaConsumer<String, SpecificRecord> consumer;
  private final Consumer<SpecificRecord> handler;

  /**
   * @param fromBeginning false: only what comes from now on
   * @param handler called for each record, in the order of its topic and partition
   */
  public OutcomeFollower(
      KafkaSettings kafka,
      String clientId,
      boolean fromBeginning,
      Consumer<SpecificRecord> handler) {
    Properties properties = kafka.consumer(clientId, kafka.topics().id(clientId));
    properties.remove("group.id");
    properties.remove("group.instance.id");
    AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>();
    values.configure(kafka.serde(), false);
    this.consumer = new KafkaConsumer<>(properties, new StringDeserializer(), values);
    this.handler = handler;
    List<TopicPartition> partitions =
        TOPICS.stream()
            .map(kafka.topics()::name)
            .flatMap(name -> consumer.partitionsFor(name).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
    }
  }

  /** Hands on what has come, waiting at most the given time for it. */
  public void poll(Duration atMost) {
    for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(atMost)) {
      if (record.value() != null) {
        handler.accept(record.value());
      }
    }
  }

  /** Hands on all that is committed by now. */
  public void pollToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll(Duration.ofMillis(50));
    }
  }

  /** Ends a {@link #poll} of another thread with a {@code WakeupException}. */
  public void wakeup() {
    consumer.wakeup();
  }

  /** Adds what was read to what is known. */
  public static void fold(Outcomes outcomes, SpecificRecord record) {
    if (record instanceof Activity activity) {
      outcomes.add(activity);
    } else if (record instanceof Decision decision) {
      outcomes.add(decision);
    } else if (record instanceof Alert alert) {
      outcomes.add(alert);
    } else if (record instanceof Clip clip) {
      outcomes.add(clip);
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
