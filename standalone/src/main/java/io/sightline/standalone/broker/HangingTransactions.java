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
import org.apache.kafka.common.errors.InvalidProducerEpochException;
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

  private static final int MOST_LOOKS = 100;
  private static final long BETWEEN_LOOKS_MILLIS = 100;

  private final KafkaSettings kafka;
  private volatile Health health = Health.starting("not started");

  public HangingTransactions(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** A transaction that a partition's log holds open. */
  private record Open(TopicPartition partition, long producerId, int epoch, int coordinatorEpoch) {}

  @Override
  public String name() {
    return "transactions";
  }

  /** What hangs twice in a row is ended: a coordinator that just came up may be about to. */
  @Override
  public void start() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka.admin("hanging-transactions"))) {
      int ended = 0;
      List<Open> before = List.of();
      for (int look = 0; look < MOST_LOOKS; look++) {
        List<Open> hanging = hanging(admin);
        if (hanging.isEmpty()) {
          health = Health.up(ended + " ended");
          return;
        }
        for (Open one : hanging) {
          if (before.contains(one) && abort(admin, one)) {
            ended++;
          }
        }
        before = hanging;
        Thread.sleep(BETWEEN_LOOKS_MILLIS);
      }
      throw new IllegalStateException("transactions that cannot be ended: " + before);
    }
  }

  private static List<Open> hanging(Admin admin) throws ExecutionException, InterruptedException {
    List<Open> open = open(admin);
    Map<Long, TransactionDescription> known = open.isEmpty() ? Map.of() : known(admin);
    return open.stream().filter(one -> isHanging(one, known.get(one.producerId()))).toList();
  }

  private static List<Open> open(Admin admin) throws ExecutionException, InterruptedException {
    List<Open> open = new ArrayList<>();
    Map<TopicPartition, PartitionProducerState> producers =
        admin.describeProducers(partitions(admin)).all().get();
    producers.forEach(
        (partition, state) ->
            state.activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .forEach(producer -> open.add(open(partition, producer))));
    return open;
  }

  private static Open open(TopicPartition partition, ProducerState producer) {
    return new Open(
        partition,
        producer.producerId(),
        producer.producerEpoch(),
        producer.coordinatorEpoch().orElse(0));
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

  /** False if it is over by now. */
  private static boolean abort(Admin admin, Open open)
      throws ExecutionException, InterruptedException {
    LOG.warn("ending a transaction that no coordinator knows of: {}", open);
    AbortTransactionSpec spec =
        new AbortTransactionSpec(
            open.partition(), open.producerId(), (short) open.epoch(), open.coordinatorEpoch());
    try {
      admin.abortTransaction(spec).all().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InvalidProducerEpochException) {
        return false; // Its producer has begun another since: the next look tells.
      }
      throw e;
    }
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {}
}
