package io.sightline.alerting.delivery;

import io.sightline.alerting.delivery.Lane.Item;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.runtime.TransactionalClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One pair of clients that works until something goes wrong with it. It polls often, however slow
 * the channel is: partitions whose revisions wait are paused, and no transaction is open while
 * something is sent.
 */
final class DeliverySession implements AutoCloseable, ConsumerRebalanceListener {
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration LONGEST_WITHOUT_POLL = Duration.ofSeconds(10);

  /** Between bytes and records. */
  interface Records {
    Item read(ConsumerRecord<byte[], byte[]> raw);

    List<ProducerRecord<byte[], byte[]>> write(Outbox out);
  }

  private final Consumer<byte[], byte[]> consumer;
  private final TransactionalClients clients;
  private final Courier courier;
  private final Records records;
  private final BooleanSupplier closing;
  private final Map<TopicPartition, Lane> lanes =
      new TreeMap<>((a, b) -> Integer.compare(a.partition(), b.partition()));
  private boolean progressed;
  private int turn;

  /** The producer's transactions are initialised; the consumer is not subscribed yet. */
  DeliverySession(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      Courier courier,
      Records records,
      BooleanSupplier closing) {
    this.consumer = consumer;
    this.clients = new TransactionalClients(consumer, producer);
    this.courier = courier;
    this.records = records;
    this.closing = closing;
  }

  /** Closes this with the session. */
  void attach(AutoCloseable closeable) {
    clients.attach(closeable);
  }

  void subscribe(String topic) {
    consumer.subscribe(List.of(topic), this);
  }

  /** Which partitions it has, for people. */
  String status() {
    return "partitions " + lanes.keySet().stream().map(TopicPartition::partition).toList();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(new HashSet<>(partitions));
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata at = committed.get(partition);
      lanes.put(
          partition,
          at == null
              ? new Lane(-1, Standing.NEW)
              : new Lane(at.offset(), Standing.read(at.metadata())));
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    lanes.keySet().removeAll(partitions);
  }

  /**
   * Takes what there is, and tells what is due.
   *
   * @throws KafkaException this session is of no more use
   */
  void runOnce() throws InterruptedException {
    pauseThoseThatWait();
    for (ConsumerRecord<byte[], byte[]> raw : consumer.poll(progressed ? Duration.ZERO : IDLE)) {
      Lane lane = lanes.get(new TopicPartition(raw.topic(), raw.partition()));
      if (lane != null) {
        lane.add(records.read(raw));
      }
    }
    progressed = false;
    long end = System.nanoTime() + LONGEST_WITHOUT_POLL.toNanos();
    for (TopicPartition partition : inTurn()) {
      if (closing.getAsBoolean() || System.nanoTime() > end) {
        return;
      }
      turn++;
      work(partition, Objects.requireNonNull(lanes.get(partition)), end);
    }
  }

  /** Whoever was last comes first. */
  private List<TopicPartition> inTurn() {
    List<TopicPartition> order = new ArrayList<>(lanes.keySet());
    Collections.rotate(order, order.isEmpty() ? 0 : -(turn % order.size()));
    return order;
  }

  private void pauseThoseThatWait() {
    Set<TopicPartition> waiting = new HashSet<>();
    Set<TopicPartition> free = new HashSet<>();
    lanes.forEach((partition, lane) -> (lane.isEmpty() ? free : waiting).add(partition));
    consumer.pause(waiting);
    consumer.resume(free);
  }

  /** What came of one attempt and the opening of the next are one transaction. */
  private void work(TopicPartition partition, Lane lane, long end) throws InterruptedException {
    Outbox out = new Outbox();
    boolean open = courier.prepare(lane, out);
    commit(partition, lane, out, open);
    while (open) {
      Answer answer = courier.send(lane);
      out = new Outbox();
      courier.conclude(lane, answer, out);
      boolean goesOn = !closing.getAsBoolean() && System.nanoTime() < end;
      open = goesOn && courier.prepare(lane, out);
      commit(partition, lane, out, open);
    }
  }

  private void commit(TopicPartition partition, Lane lane, Outbox out, boolean open) {
    if (!lane.isChanged()) {
      return;
    }
    try {
      clients.commit(records.write(out), Map.of(partition, next(partition, lane)));
    } catch (RuntimeException e) {
      if (open) {
        courier.withdraw();
      }
      throw e;
    }
    lane.committed();
    progressed = true;
  }

  /** The consumer's own position skips the transaction markers behind the last record. */
  private OffsetAndMetadata next(TopicPartition partition, Lane lane) {
    long offset =
        lane.isEmpty() ? Math.max(lane.offset(), consumer.position(partition)) : lane.offset();
    return new OffsetAndMetadata(offset, lane.standing().write());
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
