package io.sightline.retention;

import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import io.sightline.avro.Policy;
import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is in force in the task's stores, and hands each request on to the lives of clips and
 * hours. Lets go of holds whose time is over.
 */
final class RequestIntake
    extends ContextualProcessor<String, RetentionRequest, String, RetentionRequest> {
  private final Duration checkEvery;
  private final Duration rememberFor;
  private final TaskClock.Factory clocks;
  private @Nullable TaskClock clock;
  private @Nullable KeyValueStore<String, Hold> holds;
  private @Nullable KeyValueStore<String, Policy> policies;
  private @Nullable KeyValueStore<String, RetentionRequest> erasures;

  /**
   * @param checkEvery how often it looks for what is over
   * @param rememberFor how long after its request an erasure takes what is recorded late
   */
  RequestIntake(Duration checkEvery, Duration rememberFor, TaskClock.Factory clocks) {
    this.checkEvery = checkEvery;
    this.rememberFor = rememberFor;
    this.clocks = clocks;
  }

  @Override
  public void init(ProcessorContext<String, RetentionRequest> context) {
    super.init(context);
    clock = clocks.in(context);
    holds = context.getStateStore(RetentionTopology.HOLD_STORE);
    policies = context.getStateStore(RetentionTopology.POLICY_STORE);
    erasures = context.getStateStore(RetentionTopology.ERASURE_STORE);
    var unused =
        context.schedule(
            checkEvery, PunctuationType.WALL_CLOCK_TIME, now -> letGo(Instant.ofEpochMilli(now)));
  }

  @Override
  public void process(Record<String, RetentionRequest> record) {
    RetentionRequest request = record.value();
    if (request == null) {
      throw new IllegalArgumentException("request without a value under key " + record.key());
    }
    switch (request.getKind()) {
      case HOLD -> keep(request);
      case RELEASE -> request = released(request);
      case POLICY -> keepPolicy(request);
      case EARLY -> keepErasure(request);
      default -> {}
    }
    context().forward(record.withValue(request));
  }

  @Override
  public void close() {
    if (clock != null) {
      clock.close();
    }
  }

  private void keep(RetentionRequest request) {
    if (holds != null && request.getHold() != null) {
      holds.put(request.getHold().getHoldId(), request.getHold());
    }
  }

  /** That of one clip has no span, and nothing of it comes late. */
  private void keepErasure(RetentionRequest request) {
    if (erasures != null && Standing.isErasure(request) && request.getClipId().isEmpty()) {
      erasures.put(request.getRequestId(), request);
    }
  }

  private void forgetErasures(Instant now) {
    if (erasures == null) {
      return;
    }
    List<String> over = new ArrayList<>();
    try (KeyValueIterator<String, RetentionRequest> all = erasures.all()) {
      all.forEachRemaining(
          entry -> {
            if (entry.value.getRequestedAt().plus(rememberFor).isBefore(now)) {
              over.add(entry.key);
            }
          });
    }
    over.forEach(erasures::delete);
  }

  private void keepPolicy(RetentionRequest request) {
    if (policies != null && request.getPolicy() != null) {
      policies.put("%09d".formatted(request.getPolicy().getVersion()), request.getPolicy());
    }
  }

  /** About what the hold was about, whatever the release says of that. */
  private RetentionRequest released(RetentionRequest request) {
    if (holds == null || request.getHold() == null) {
      return request;
    }
    Hold placed = holds.delete(request.getHold().getHoldId());
    return placed == null
        ? request
        : RetentionRequest.newBuilder(request)
            .setSpanFrom(placed.getSpanFrom())
            .setSpanTo(placed.getSpanTo())
            .build();
  }

  private void letGo(Instant wallClock) {
    Instant now = clock == null ? wallClock : clock.now(wallClock);
    forgetErasures(now);
    for (Hold hold : over(now)) {
      if (holds != null) {
        holds.delete(hold.getHoldId());
      }
      Hold ended =
          Hold.newBuilder(hold)
              .setRecordId(hold.getHoldId() + "-over")
              .setState(HoldState.RELEASED)
              .build();
      RetentionRequest request = RequestBroadcast.of(ended, RequestKind.RELEASE);
      context().forward(new Record<>(hold.getHoldId(), request, now.toEpochMilli()));
    }
  }

  private List<Hold> over(Instant now) {
    List<Hold> over = new ArrayList<>();
    if (holds != null) {
      try (KeyValueIterator<String, Hold> all = holds.all()) {
        all.forEachRemaining(
            entry -> {
              if (HoldBook.over(entry.value, now)) {
                over.add(entry.value);
              }
            });
      }
    }
    return over;
  }
}
