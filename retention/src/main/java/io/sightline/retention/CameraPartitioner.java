package io.sightline.retention;

import io.sightline.schemas.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Puts what has the id of a camera's hour as its key where the camera's own records lie: the task
 * that reads them keeps the hour and the ledger of that partition.
 */
final class CameraPartitioner<V> implements StreamPartitioner<String, V> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, String key, V value, int numberOfPartitions) {
    byte[] camera = Ids.cameraOf(key).getBytes(StandardCharsets.UTF_8);
    return Optional.of(Set.of(BuiltInPartitioner.partitionForKey(camera, numberOfPartitions)));
  }
}
