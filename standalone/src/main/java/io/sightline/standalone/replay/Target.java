package io.sightline.standalone.replay;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where a replay goes. */
interface Target {
  /** Where it was when it was broken off; a partition that is absent has not begun. */
  Map<TopicPartition, Long> reached() throws IOException;

  /**
   * Returns when they are safe.
   *
   * @param next where each partition is to be read on from
   */
  void write(List<Entry> entries, Map<TopicPartition, OffsetAndMetadata> next)
      throws IOException, InterruptedException;
}
