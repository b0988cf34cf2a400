package io.sightline.runtime;

import io.sightline.runtime.LoopBatches.Batch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One pair of clients that works until something goes wrong with it. Batches are transformed before
 * their transaction begins, so a transaction lasts as long as sending does.
 */
final class LoopSession implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Opens sessions. */
  interface Factory {
    LoopSession open();
  }

  /** Input to output. */
  interface Transform {
    List<ProducerRecord<byte[], byte[]>> apply(Batch batch)
        throws TransientException, InterruptedException;
  }

  private final Consumer<byte[], byte[]> consumer;
  private final TransactionalClients clients;
  private final Transform transform;
  private final LoopLimits limits;

  /** The consumer is subscribed and the producer's transactions are initialised. */
  LoopSession(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      Transform transform,
      LoopLimits limits) {
    this.consumer = consumer;
    this.clients = new TransactionalClients(consumer, producer);
    this.transform = transform;
    this.limits = limits;
  }

  /** Closes these with the session. */
  LoopSession attach(AutoCloseable closeable) {
    clients.attach(closeable);
    return this;
  }

  /** What it has, for people. */
  String status() {
    return "partitions " + consumer.assignment().stream().map(TopicPartition::partition).toList();
  }

  /**
   * Handles what one poll returns.
   *
   * @throws TransientException nothing was written and the consumer is back at the first record not
   *     handled: call again later
   * @throws KafkaException this session is of no more use
   */
  void runOnce() throws TransientException, InterruptedException {
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
    List<Batch> batches = LoopBatches.of(polled, limits);
    for (int i = 0; i < batches.size(); i++) {
      List<ProducerRecord<byte[], byte[]>> outputs;
      try {
        outputs = transform.apply(batches.get(i));
      } catch (TransientException e) {
        rewind(batches.subList(i, batches.size()));
        throw e;
      }
      clients.commit(outputs, batches.get(i).next());
    }
  }

  private void rewind(List<Batch> batches) {
    Map<TopicPartition, Long> first = new HashMap<>();
    batches.forEach(batch -> batch.first().forEach(first::putIfAbsent));
    first.forEach(consumer::seek);
  }

  /** Makes close hand the partitions to others at once. */
  void leave() {
    clients.leave();
  }

  @Override
  public void close() {
    clients.close();
  }
}
