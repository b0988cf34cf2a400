package io.sightline.standalone.broker;

import io.sightline.runtime.Health;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends transactions that a log still holds open and no coordinator knows of: a broker that was
 * killed can leave such, and they would block readers of the partition for ever. To be started
 * after the broker and before any producer; what the coordinator does know is ended by whoever
 * takes its transactional id over.
 */
public final class HangingTransactions implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);

  private final KafkaSettings kafka;
  private volatile Health health = Health.starting("not started");

  public HangingTransactions(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** A transaction that a partition's log holds open. */
  private record Open(TopicPartition partition, ProducerState producer) {}

  @Override
  public String name() {
    return "transactions";
  }

  @Override
  public void start() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka.admin("hanging-transactions"))) {
      List<Open> open = open(admin);
      Map<Long, TransactionDescription> known = open.isEmpty() ? Map.of() : known(admin);
      int ended = 0;
      for (Open one : open) {
        if (isHanging(one, known.get(one.producer().producerId()))) {
          abort(admin, one);
          ended++;
        }
      }
      health = Health.up(ended + " ended");
    }
  }

  private static List<Open> open(Admin admin) throws ExecutionException, InterruptedException {
    List<Open> open = new ArrayList<>();
    Map<TopicPartition, PartitionProducerState> producers =
        admin.describeProducers(partitions(admin)).all().get();
    producers.forEach(
        (partition, state) ->
            state.activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .forEach(producer -> open.add(new Open(partition, producer))));
    return open;
  }

  private static List<TopicPartition> partitions(Admin admin)
      throws ExecutionException, InterruptedException {
    Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .flatMap(
            topic ->
                IntStream.range(0, topic.partitions().size())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
        .toList();
  }

  private static Map<Long, TransactionDescription> known(Admin admin)
      throws ExecutionException, InterruptedException {
    List<String> ids =
        admin.listTransactions().all().get().stream()
            .map(TransactionListing::transactionalId)
            .toList();
    Map<Long, TransactionDescription> byProducer = new HashMap<>();
    admin
        .describeTransactions(ids)
        .all()
        .get()
        .values()
        .forEach(transaction -> byProducer.put(transaction.producerId(), transaction));
    return byProducer;
  }

  private static boolean isHanging(Open open, @Nullable TransactionDescription known) {
    return known == null || !known.topicPartitions().contains(open.partition());
  }

  private static void abort(Admin admin, Open open)
      throws ExecutionException, InterruptedException {
    ProducerState producer = open.producer();
    LOG.warn(
        "{}: ending the transaction of producer {} epoch {} that no coordinator knows of",
        open.partition(),
        producer.producerId(),
        producer.producerEpoch());
    admin
        .abortTransaction(
            new AbortTransactionSpec(
                open.partition(),
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0)))
        .all()
        .get();
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {}
}
