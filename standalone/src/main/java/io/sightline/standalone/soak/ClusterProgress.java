package io.sightline.standalone.soak;

import io.sightline.avro.Detections;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How far a system under load has come: what was captured when has been decided. */
final class ClusterProgress implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration READ = Duration.ofSeconds(4);

  private final KafkaSettings kafka;
  private final int cameras;
  private final GroupProgress groups;
  private final Map<String, Instant> examined = new ConcurrentHashMap<>();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Thread follower = new Thread(this::follow, "cluster-progress");

  /**
   * @param cameras how many publish
   */
  ClusterProgress(KafkaSettings kafka, int cameras) {
    this.kafka = kafka.answeringSoon();
    this.cameras = cameras;
    this.groups = new GroupProgress(this.kafka);
    follower.start();
  }

  private void follow() {
    Properties properties = kafka.consumer("cluster-progress", "cluster-progress");
    properties.remove("group.id");
    try (KafkaConsumer<String, Detections> consumer =
        new KafkaConsumer<>(
            properties,
            new StringDeserializer(),
            AvroSerdes.deserializer(kafka, Topics.DETECTIONS))) {
      String topic = kafka.topics().name(Topics.DETECTIONS);
      List<TopicPartition> places =
          IntStream.range(0, kafka.partitions())
              .mapToObj(partition -> new TopicPartition(topic, partition))
              .toList();
      consumer.assign(places);
      consumer.seekToBeginning(places);
      while (!closing.get()) {
        consumer
            .poll(POLL)
            .forEach(r -> examined.merge(r.key(), r.value().getCapturedAt(), ClusterProgress::max));
      }
    }
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Waits until of every camera something that was captured after a moment is examined and decided,
   * and retention has seen the decisions. Returns after how many seconds, or -1 if it took too
   * long.
   */
  double secondsUntilDecided(Instant moment, Duration atMost) throws InterruptedException {
    long began = System.nanoTime();
    boolean decided = false;
    while (!decided) {
      if (System.nanoTime() - began > atMost.toNanos()) {
        return -1;
      }
      decided =
          isExaminedAfter(moment)
              && hasRead("alerting", Topics.DETECTIONS)
              && hasRead("retention", Topics.DECISIONS);
      Thread.sleep(decided ? 0 : POLL.toMillis());
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private boolean isExaminedAfter(Instant moment) {
    return examined.size() >= cameras
        && examined.values().stream().allMatch(last -> last.isAfter(moment));
  }

  /** False where it is not there soon, or nobody can say: to be asked again. */
  private boolean hasRead(String group, Topic<?> topic) throws InterruptedException {
    try {
      groups.awaitRead(group, topic, READ);
      return true;
    } catch (ExecutionException | IOException notNow) {
      return false;
    }
  }

  /** Waits until every partition has all its copies again; -1 seconds if it took too long. */
  double secondsUntilCopied(Duration atMost) throws InterruptedException {
    long began = System.nanoTime();
    try (Admin admin = Admin.create(kafka.admin("cluster-copies"))) {
      while (!isCopied(admin)) {
        if (System.nanoTime() - began > atMost.toNanos()) {
          return -1;
        }
        Thread.sleep(POLL.toMillis());
      }
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private static boolean isCopied(Admin admin) throws InterruptedException {
    try {
      return admin
          .describeTopics(admin.listTopics().names().get())
          .allTopicNames()
          .get()
          .values()
          .stream()
          .map(TopicDescription::partitions)
          .flatMap(List::stream)
          .allMatch(partition -> partition.isr().size() == partition.replicas().size());
    } catch (ExecutionException notNow) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    closing.set(true);
    follower.join();
    groups.close();
  }
}
