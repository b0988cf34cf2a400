package io.sightline.retention;

import io.sightline.avro.RetentionRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** What is about one clip goes where that clip lies, everything else to every partition. */
final class RequestPartitioner implements StreamPartitioner<String, RetentionRequest> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, String key, RetentionRequest request, int numberOfPartitions) {
    if (request.getClipId().isEmpty()) {
      return Optional.of(
          IntStream.range(0, numberOfPartitions).boxed().collect(Collectors.toSet()));
    }
    byte[] clip = request.getClipId().getBytes(StandardCharsets.UTF_8);
    return Optional.of(Set.of(BuiltInPartitioner.partitionForKey(clip, numberOfPartitions)));
  }
}
