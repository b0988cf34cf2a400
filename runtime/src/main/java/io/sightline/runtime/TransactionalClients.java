package io.sightline.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A consumer and a producer that commit what was read and what came of it in one transaction. */
public final class TransactionalClients implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionalClients.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final List<AutoCloseable> attached = new ArrayList<>();
  private GroupMembershipOperation onClose = GroupMembershipOperation.REMAIN_IN_GROUP;

  /** The producer's transactions are initialised. */
  public TransactionalClients(
      Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
    this.consumer = consumer;
    this.producer = producer;
  }

  /** Closes this with the clients. */
  public void attach(AutoCloseable closeable) {
    attached.add(closeable);
  }

  /**
   * @param next where each partition is to be read on from
   * @throws KafkaException nothing was committed
   */
  public void commit(
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

  /** The next producer's initialisation aborts what this cannot. */
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

  /** Makes close hand the partitions to others at once. */
  public void leave() {
    onClose = GroupMembershipOperation.LEAVE_GROUP;
  }

  @Override
  public void close() {
    attached.forEach(TransactionalClients::closeQuietly);
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
