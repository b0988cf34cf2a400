package io.sightline.runtime;

import io.sightline.runtime.LoopBatches.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pair of clients that works until something goes wrong with it. Batches are transformed before
 * their transaction begins, so a transaction lasts as long as sending does.
 */
final class LoopSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoopSession.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

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
  private final Producer<byte[], byte[]> producer;
  private final Transform transform;
  private final LoopLimits limits;
  private final List<AutoCloseable> attached = new ArrayList<>();
  private GroupMembershipOperation onClose = GroupMembershipOperation.REMAIN_IN_GROUP;

  /** The consumer is subscribed and the producer's transactions are initialised. */
  LoopSession(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      Transform transform,
      LoopLimits limits) {
    this.consumer = consumer;
    this.producer = producer;
    this.transform = transform;
    this.limits = limits;
  }

  /** Closes these with the session. */
  LoopSession attach(AutoCloseable closeable) {
    attached.add(closeable);
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
      commit(outputs, batches.get(i).next());
    }
  }

  private void commit(
      List<ProducerRecord<byte[], byte[]>> outputs, Map<TopicPartition, OffsetAndMetadata> next) {
    producer.beginTransaction();
    try {
      for (ProducerRecord<byte[], byte[]> output : outputs) {
        // A failure to send fails the commit.
        var unused = producer.send(output);
      }
      producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
      producer.commitTransaction();
    } catch (KafkaException e) {
      abort(e);
      throw e;
    }
  }

  /** The next session's initialisation aborts what this cannot. */
  private void abort(KafkaException cause) {
    if (Failures.isFatal(cause)) {
      return;
    }
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      LOG.debug("could not abort after {}", cause.getMessage(), e);
    }
  }

  private void rewind(List<Batch> batches) {
    Map<TopicPartition, Long> first = new HashMap<>();
    batches.forEach(batch -> batch.first().forEach(first::putIfAbsent));
    first.forEach(consumer::seek);
  }

  /** Makes close hand the partitions to others at once. */
  void leave() {
    onClose = GroupMembershipOperation.LEAVE_GROUP;
  }

  @Override
  public void close() {
    for (AutoCloseable closeable : attached) {
      closeQuietly(closeable);
    }
    closeQuietly(() -> producer.close(CLOSE_WITHIN));
    closeQuietly(
        () ->
            consumer.close(
                CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(onClose)));
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.debug("closing: {}", e.getMessage(), e);
    }
  }
}
