package io.sightline.e2e.brokeraway;

import io.sightline.ingest.spool.Cursor;
import io.sightline.ingest.spool.Fact;
import io.sightline.ingest.spool.FactLog;
import io.sightline.ingest.spool.FactLogException;
import io.sightline.ingest.spool.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;

/**
 * Commits as another does, but one transaction is ended by hand before, in some topics, so that it
 * counts in the others only; then the broker seems to be away.
 */
final class TornLog implements FactLog {
  private final FactLog log;
  private final Admin admin;
  private final AtomicReference<Set<String>> tearOff;

  /**
   * @param tearOff topics on the broker in which the next transaction with facts does not count;
   *     nothing once that is done
   */
  TornLog(FactLog log, Admin admin, AtomicReference<Set<String>> tearOff) {
    this.log = log;
    this.admin = admin;
    this.tearOff = tearOff;
  }

  @Override
  public Optional<Cursor> committed() throws FactLogException {
    return log.committed();
  }

  @Override
  public Optional<Cursor> takeOver() throws FactLogException {
    return log.takeOver();
  }

  @Override
  public List<Place> send(List<Fact> facts, Cursor cursor) throws FactLogException {
    return log.send(facts, cursor);
  }

  @Override
  public void commit() throws FactLogException {
    Set<String> topics = tearOff.getAndSet(Set.of());
    try {
      for (TopicPartition partition : partitions(topics)) {
        abort(partition);
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("cannot tear a transaction", e);
    }
    log.commit();
    if (!topics.isEmpty()) {
      throw FactLogException.away("torn", new IllegalStateException(topics.toString()));
    }
  }

  private List<TopicPartition> partitions(Set<String> topics)
      throws ExecutionException, InterruptedException {
    List<TopicPartition> all = new ArrayList<>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(each -> all.add(new TopicPartition(name, each.partition()))));
    return all;
  }

  private void abort(TopicPartition partition) throws ExecutionException, InterruptedException {
    for (ProducerState producer :
        admin.describeProducers(List.of(partition)).all().get().get(partition).activeProducers()) {
      if (producer.currentTransactionStartOffset().isPresent()) {
        admin
            .abortTransaction(
                new AbortTransactionSpec(
                    partition,
                    producer.producerId(),
                    (short) producer.producerEpoch(),
                    producer.coordinatorEpoch().orElse(0)))
            .all()
            .get();
      }
    }
  }

  @Override
  public SortedSet<Integer> missing(List<Fact> facts, List<Place> places) throws FactLogException {
    return log.missing(facts, places);
  }

  @Override
  public void close() {
    log.close();
  }
}
