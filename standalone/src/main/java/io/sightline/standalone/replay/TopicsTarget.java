package io.sightline.standalone.replay;

import io.sightline.runtime.TransactionalClients;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Headers.Place;
import io.sightline.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The same topics under another prefix: same partition, key, bytes and publish time. How far it got
 * is committed with what was written, so that it goes on exactly there.
 */
final class TopicsTarget implements Target {
  private final Consumer<byte[], byte[]> consumer;
  private final TransactionalClients clients;
  private final Topics to;
  private final String name;
  private final boolean anew;

  /**
   * @param consumer of the source, with the group of the replay
   * @param producer whose transactions are initialised
   * @param name of the replay, for the header
   * @param anew begins at the beginning, whatever was reached before
   */
  TopicsTarget(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      Topics to,
      String name,
      boolean anew) {
    this.consumer = consumer;
    this.clients = new TransactionalClients(consumer, producer);
    this.to = to;
    this.name = name;
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
  public void write(List<Entry> entries, Map<TopicPartition, OffsetAndMetadata> next) {
    clients.commit(entries.stream().map(this::copy).toList(), next);
  }

  private ProducerRecord<byte[], byte[]> copy(Entry entry) {
    ConsumerRecord<byte[], byte[]> raw = entry.raw();
    var headers = Headers.with(raw.headers(), Headers.REPLAY, name);
    if (raw.headers().lastHeader(Headers.ORIGIN) == null) {
      Place place = new Place(raw.topic(), raw.partition(), raw.offset());
      headers = Headers.with(headers, Headers.ORIGIN, place.toString());
    }
    return new ProducerRecord<>(
        to.name(entry.topic()), raw.partition(), raw.timestamp(), raw.key(), raw.value(), headers);
  }
}
