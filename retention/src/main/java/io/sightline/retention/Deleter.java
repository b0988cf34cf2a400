package io.sightline.retention;

import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.Deleted;
import io.sightline.runtime.Build;
import io.sightline.runtime.LogContext;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

  private static final int SIDE_BY_SIDE = 16;

  private final ClipStore store;
  private final InstantSource clock;
  private final Consumer<DeletionResult> told;
  private final ExecutorService crew = crew();

  /**
   * @param told each answer, from several threads
   */
  Deleter(ClipStore store, InstantSource clock, Consumer<DeletionResult> told) {
    this.store = store;
    this.clock = clock;
    this.told = told;
  }

  /** Threads that nobody has to end. */
  private static ExecutorService crew() {
    ThreadPoolExecutor crew =
        new ThreadPoolExecutor(
            SIDE_BY_SIDE,
            SIDE_BY_SIDE,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "deleter-crew");
              thread.setDaemon(true);
              return thread;
            });
    crew.allowCoreThreadTimeOut(true);
    return crew;
  }

  /**
   * Answers in the order of the orders. They are carried out side by side: most of a deletion is
   * waiting for the disk or the bucket, and folders that are synced together cost as one.
   */
  @Override
  public List<Output> process(List<ConsumerRecord<String, Deletion>> batch)
      throws InterruptedException {
    List<Callable<DeletionResult>> work = new ArrayList<>();
    batch.forEach(record -> work.add(() -> carryOut(record.value())));
    List<Future<DeletionResult>> answers = crew.invokeAll(work);
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      ConsumerRecord<String, Deletion> record = batch.get(i);
      outputs.add(
          new Output(
              Topics.DELETION_RESULTS, record.key(), answered(answers.get(i)), record.partition()));
    }
    return outputs;
  }

  private static DeletionResult answered(Future<DeletionResult> answer)
      throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an order ended without an answer", e.getCause());
    }
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
      try (LogContext ignored =
          LogContext.of(LogContext.CAMERA, order.getCamera())
              .and(LogContext.CLIP, order.getClipId())) {
        LOG.warn("cannot delete {} of {}", order.getScope(), order.getClipId(), e);
      }
      answer.setOutcome(DeletionOutcome.FAILED).setCause(e.toString());
    }
    DeletionResult result = answer.setAnsweredAt(clock.instant()).build();
    told.accept(result);
    return result;
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
