package io.sightline.standalone.soak;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.StreamsService;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.scripted.Platform;
import io.sightline.standalone.scripted.SchemaCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * All that alerting reads and writes, as bytes: played once more into a fresh instance, the same
 * must come out.
 */
public final class Replay {
  private static final List<Topic<?>> INPUTS = List.of(Topics.CAMERAS, Topics.DETECTIONS);
  private static final List<Topic<?>> OUTPUTS = List.of(Topics.DECISIONS, Topics.ALERTS);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Map<Topic<?>, List<ConsumerRecord<String, byte[]>>> before = new LinkedHashMap<>();
  private final SchemaCopy schemas;

  private Replay(SchemaCopy schemas) {
    this.schemas = schemas;
  }

  /** Takes everything from there that is committed. */
  public static Replay of(KafkaSettings kafka) {
    Replay replay = new Replay(SchemaCopy.of(kafka));
    INPUTS.forEach(topic -> replay.before.put(topic, read(kafka, topic)));
    OUTPUTS.forEach(topic -> replay.before.put(topic, read(kafka, topic)));
    return replay;
  }

  private static List<ConsumerRecord<String, byte[]>> read(KafkaSettings kafka, Topic<?> topic) {
    return TopicRecords.committed(kafka, topic, new ByteArrayDeserializer());
  }

  /** How many decisions and alerts are compared. */
  public int outputs() {
    return OUTPUTS.stream().mapToInt(topic -> all(before, topic).size()).sum();
  }

  /**
   * Plays the inputs into a new broker with a new alerting, and compares. Returns one line for each
   * camera that differs.
   *
   * @param folder not there yet
   */
  public List<String> differences(Path folder, int partitions) throws Exception {
    try (Platform platform = new Platform(folder.resolve("broker"), partitions, schemas)) {
      KafkaSettings kafka = platform.kafka();
      write(kafka);
      StreamsService alerting =
          new StreamsService(
              "alerting",
              new AlertingTopology(kafka, Build.version(), Duration.ofSeconds(5)).build(),
              kafka,
              folder.resolve("state"),
              new SimpleMeterRegistry());
      try (alerting) {
        alerting.start();
        awaitDone(kafka);
      }
      List<String> different = new ArrayList<>();
      OUTPUTS.forEach(topic -> compare(topic, read(kafka, topic), different));
      return different;
    }
  }

  private void write(KafkaSettings kafka) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            kafka.producer("replay"), new StringSerializer(), new ByteArraySerializer())) {
      for (Topic<?> topic : INPUTS) {
        for (ConsumerRecord<String, byte[]> r : all(before, topic)) {
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      r.topic(), r.partition(), r.timestamp(), r.key(), r.value()));
        }
        producer.flush();
      }
    }
  }

  private void awaitDone(KafkaSettings kafka) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long inputs = all(before, Topics.DETECTIONS).size();
    try (GroupProgress progress = new GroupProgress(kafka)) {
      long done = 0;
      while (done < inputs) {
        if (System.nanoTime() > end) {
          throw new IOException("replay got to %d of %d records".formatted(done, inputs));
        }
        Thread.sleep(200);
        done = progress.committed("alerting").values().stream().mapToLong(o -> o).sum();
      }
    }
  }

  private void compare(
      Topic<?> topic, List<ConsumerRecord<String, byte[]>> after, List<String> different) {
    Map<String, List<byte[]>> was = byCamera(all(before, topic));
    Map<String, List<byte[]>> is = byCamera(after);
    TreeSet<String> cameras = new TreeSet<>(was.keySet());
    cameras.addAll(is.keySet());
    for (String camera : cameras) {
      List<byte[]> one = was.getOrDefault(camera, List.of());
      List<byte[]> other = is.getOrDefault(camera, List.of());
      boolean same = one.size() == other.size();
      for (int i = 0; same && i < one.size(); i++) {
        same = Arrays.equals(one.get(i), other.get(i));
      }
      if (!same) {
        different.add(
            "replay: %s of %s are not the same bytes: %d records, then %d"
                .formatted(topic.name(), camera, one.size(), other.size()));
      }
    }
  }

  private static Map<String, List<byte[]>> byCamera(List<ConsumerRecord<String, byte[]>> records) {
    Map<String, List<byte[]>> all = new LinkedHashMap<>();
    records.forEach(r -> all.computeIfAbsent(r.key(), k -> new ArrayList<>()).add(r.value()));
    return all;
  }

  private static <V> List<V> all(Map<Topic<?>, List<V>> map, Topic<?> topic) {
    return map.getOrDefault(topic, List.of());
  }
}
