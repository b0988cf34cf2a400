package io.sightline.standalone.replay;

import io.sightline.runtime.TransactionalClients;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * Topics under another prefix. How far it got is committed with what was written, so that it goes
 * on exactly there.
 */
final class TopicsTarget implements Target {
  private final Consumer<byte[], byte[]> consumer;
  private final TransactionalClients clients;
  private final Transform transform;
  private final boolean anew;

  /**
   * @param consumer of the source, with the group of the replay
   * @param producer whose transactions are initialised
   * @param transform to what is written
   * @param anew begins at the beginning, whatever was reached before
   */
  TopicsTarget(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      Transform transform,
      boolean anew) {
    this.consumer = consumer;
    this.clients = new TransactionalClients(consumer, producer);
    this.transform = transform;
    this.anew = anew;
  }

  @Override
  public Map<TopicPartition, Long> reached() {
    Map<TopicPartition, Long> reached = new HashMap<>();
    if (anew) {
      return reached;
    }
    consumer
        .committed(consumer.assignment())
        .forEach(
            (partition, at) -> {
              if (at != null) {
                reached.put(partition, at.offset());
              }
            });
    return reached;
  }

  @Override
  public void write(List<Entry> entries, Map<TopicPartition, OffsetAndMetadata> next)
      throws IOException, InterruptedException {
    clients.commit(transform.apply(entries), next);
  }
}
