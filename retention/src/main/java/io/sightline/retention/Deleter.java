package io.sightline.retention;

import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.Deleted;
import io.sightline.runtime.Build;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers go to the partition of their order, whose task waits for them. Carries out orders and
 * answers each. An order may be carried out more than once, since deleting what is gone is no
 * error; it is answered exactly once.
 */
final class Deleter implements Step<Deletion> {
  private static final Logger LOG = LoggerFactory.getLogger(Deleter.class);

  private final ClipStore store;
  private final InstantSource clock;

  Deleter(ClipStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public List<Output> process(List<ConsumerRecord<String, Deletion>> batch) {
    return batch.stream()
        .map(
            record ->
                new Output(
                    Topics.DELETION_RESULTS,
                    record.key(),
                    carryOut(record.value()),
                    record.partition()))
        .toList();
  }

  private DeletionResult carryOut(Deletion order) {
    DeletionResult.Builder answer =
        DeletionResult.newBuilder()
            .setClipId(order.getClipId())
            .setRecordId(order.getRecordId() + "-r")
            .setCamera(order.getCamera())
            .setScope(order.getScope())
            .setAttempt(order.getAttempt())
            .setBuild(Build.version());
    try {
      Deleted deleted = delete(order);
      answer
          .setOutcome(DeletionOutcome.DELETED)
          .setObjects(deleted.objects())
          .setBytes(deleted.bytes());
    } catch (IOException | RuntimeException e) {
      LOG.warn("cannot delete {} of {}", order.getScope(), order.getClipId(), e);
      answer.setOutcome(DeletionOutcome.FAILED).setCause(e.toString());
    }
    return answer.setAnsweredAt(clock.instant()).build();
  }

  private Deleted delete(Deletion order) throws IOException {
    if (order.getScope() == DeletionScope.UNKNOWN) {
      throw new IllegalArgumentException(
          "scope UNKNOWN: expected CLIP, FRAMES, RECORDINGS or PIECES");
    }
    if (order.getScope() == DeletionScope.PIECES) {
      return store.deleteAll(Set.copyOf(order.getOnly()));
    }
    return store.delete(order.getPrefix(), Set.copyOf(order.getKeep()));
  }
}
