package io.sightline.standalone.backfill;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Whose records lie under a prefix: two backfills there would be told apart by nobody. */
record SideTopics(KafkaSettings source, KafkaSettings side) {

  /**
   * @param group that remembers how far this backfill got
   * @throws IllegalArgumentException if there are records that are not this backfill's
   */
  void requireOurs(String group) throws IOException, InterruptedException {
    String topic = side.topics().name(Topics.DETECTIONS);
    try (Admin admin = Admin.create(source.admin("backfill"))) {
      Set<String> names = admin.listTopics().names().get();
      if (names.contains(topic) && !isEmpty(admin, topic) && !hasBegun(admin, group)) {
        throw new IllegalArgumentException(
            ("prefix '%s' holds detections of something else: expected an unused prefix, or the same"
                    + " model, rules, cameras and span as when it was begun")
                .formatted(side.topics().prefix()));
      }
    } catch (ExecutionException e) {
      throw new IOException("side topics: " + e.getCause(), e);
    }
  }

  private static boolean isEmpty(Admin admin, String topic)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
        .flatMap(found -> found.partitions().stream())
        .forEach(p -> latest.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .allMatch(offset -> offset == 0);
  }

  private boolean hasBegun(Admin admin, String group)
      throws InterruptedException, ExecutionException {
    return !admin
        .listConsumerGroupOffsets(source.topics().id(group))
        .partitionsToOffsetAndMetadata()
        .get()
        .isEmpty();
  }
}
