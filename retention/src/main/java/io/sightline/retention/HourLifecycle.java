package io.sightline.retention;

import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import io.sightline.retention.HourPolicy.Step;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Loads the state of an hour of recordings, asks the policy, saves and forwards. */
final class HourLifecycle implements Processor<String, SpecificRecord, String, Object> {
  private final RetentionConfig config;
  private final HourPolicy policy;
  private final TaskClock.Factory clocks;
  private final LifecycleSinks.Factory sinks;

  private @Nullable Running running;

  HourLifecycle(
      RetentionConfig config,
      HourPolicy policy,
      TaskClock.Factory clocks,
      LifecycleSinks.Factory sinks) {
    this.config = config;
    this.policy = policy;
    this.clocks = clocks;
    this.sinks = sinks;
  }

  /** What there is between init and close. */
  private record Running(
      KeyValueStore<String, HourState> hours,
      Standing standing,
      WakeIndex index,
      Sweeps sweeps,
      TaskClock clock,
      LifecycleSinks sinks) {}

  @Override
  public void init(ProcessorContext<String, Object> context) {
    KeyValueStore<String, HourState> hours = context.getStateStore(RetentionTopology.HOUR_STORE);
    running =
        new Running(
            hours,
            new Standing(context),
            new WakeIndex(context.getStateStore(RetentionTopology.HOUR_WAKE_STORE)),
            new Sweeps(
                context.getStateStore(RetentionTopology.HOUR_SWEEP_STORE), hours, IdRange::ofHours),
            clocks.in(context),
            sinks.in(context));
    var unused =
        context.schedule(
            config.checkEvery(),
            PunctuationType.WALL_CLOCK_TIME,
            now -> look(running().clock().now(Instant.ofEpochMilli(now))));
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    running().clock().read(Instant.ofEpochMilli(record.timestamp()));
    if (record.value() instanceof Recording piece && piece.getKind() == RecordingKind.PIECE) {
      String hourId = Ids.hour(piece.getCamera(), piece.getCapturedAt());
      HourState before = running().hours().get(hourId);
      Instant hour = piece.getCapturedAt().truncatedTo(ChronoUnit.HOURS);
      Terms terms = running().standing().of(piece, hour);
      act(hourId, before, policy.stored(before, piece, terms), record.timestamp());
    } else if (record.value() instanceof DeletionResult result
        && result.getScope() == DeletionScope.RECORDINGS) {
      HourState before = running().hours().get(record.key());
      if (before != null) {
        Terms terms = running().standing().of(before);
        act(record.key(), before, policy.answered(before, result, terms), record.timestamp());
      }
    } else if (record.value() instanceof RetentionRequest request) {
      requested(request);
    }
  }

  private void requested(RetentionRequest request) {
    running().standing().changed(request);
    running().clock().told(request);
    boolean concernsAll =
        request.getKind() == RequestKind.POLICY
            && request.getPolicy() != null
            && (request.getPolicy().getRetroactive() || !request.getPolicy().getLimits().isEmpty());
    boolean sweeps =
        switch (request.getKind()) {
          case HOLD, RELEASE, EARLY -> request.getClipId().isEmpty();
          default -> concernsAll;
        };
    if (sweeps) {
      running().sweeps().begin(request);
    }
  }

  private void look(Instant now) {
    Running running = running();
    long timestamp = now.toEpochMilli();
    for (String hourId : running.index().due(now, config.batchClips())) {
      HourState before = running.hours().get(hourId);
      if (before != null) {
        Terms terms = running.standing().of(before);
        act(hourId, before, policy.woken(before, now, terms), timestamp);
      }
    }
    HourTouches touches =
        new HourTouches(
            running.hours(),
            (id, before, early) -> touched(id, before, early, timestamp),
            (id, hour) -> running.sinks().stored(id, hour.bytes(), timestamp));
    running
        .sweeps()
        .advance(
            config.sweepClips(),
            touches,
            sweep -> running.sinks().answer(sweep, SweepAnswers.RECORDINGS, now));
  }

  private @Nullable HourState touched(
      String hourId, HourState before, @Nullable Early early, long timestamp) {
    Terms terms = running().standing().of(before);
    return act(
        hourId,
        before,
        early == null ? policy.reviewed(before, terms) : policy.hastened(before, early, terms),
        timestamp);
  }

  private @Nullable HourState act(
      String hourId, @Nullable HourState before, Step step, long timestamp) {
    HourState after = step.state();
    if (before == null || !before.equals(after)) {
      save(hourId, before, after);
    }
    step.outputs().forEach(output -> running().sinks().forward(output, timestamp));
    if (running().standing().policies().counts()) {
      long bytes = after == null ? 0 : after.bytes();
      boolean changed = before == null || before.bytes() != bytes;
      if (changed) {
        running().sinks().stored(hourId, bytes, timestamp);
      }
    }
    return after;
  }

  private void save(String hourId, @Nullable HourState before, @Nullable HourState after) {
    if (before != null) {
      running().index().remove(before.wakeAt(), hourId);
    }
    if (after != null) {
      running().index().put(after.wakeAt(), hourId);
    }
    running().hours().put(hourId, after);
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("not initialised");
    }
    return running;
  }
}
