package io.sightline.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.retention.HourPolicy.Step;
import io.sightline.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
  private final LedgerSetup ledger;
  private final MeterRegistry metrics;

  private @Nullable Running running;

  HourLifecycle(
      RetentionConfig config, HourPolicy policy, LedgerSetup ledger, MeterRegistry metrics) {
    this.config = config;
    this.policy = policy;
    this.ledger = ledger;
    this.metrics = metrics;
  }

  /** What there is between init and close. */
  private record Running(
      KeyValueStore<String, HourState> hours,
      KeyValueStore<String, Camera> cameras,
      WakeIndex index,
      LifecycleSinks sinks) {}

  @Override
  public void init(ProcessorContext<String, Object> context) {
    running =
        new Running(
            context.getStateStore(RetentionTopology.HOUR_STORE),
            context.getStateStore(RetentionTopology.CAMERA_STORE),
            new WakeIndex(context.getStateStore(RetentionTopology.HOUR_WAKE_STORE)),
            ledger.sinks(
                context,
                metrics,
                RetentionTopology.HOUR_DELETION_SINK,
                RetentionTopology.HOUR_EXPIRY_SINK,
                RetentionTopology.HOUR_HEAD_SINK));
    var unused =
        context.schedule(
            config.checkEvery(),
            PunctuationType.WALL_CLOCK_TIME,
            now -> wakeDue(Instant.ofEpochMilli(now)));
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    if (record.value() instanceof Recording piece && piece.getKind() == RecordingKind.PIECE) {
      String hourId = Ids.hour(piece.getCamera(), piece.getCapturedAt());
      HourState before = running().hours().get(hourId);
      act(hourId, before, policy.stored(before, piece, retention(piece)), record.timestamp());
    } else if (record.value() instanceof DeletionResult result
        && result.getScope() == DeletionScope.RECORDINGS) {
      HourState before = running().hours().get(record.key());
      if (before != null) {
        act(record.key(), before, policy.answered(before, result), record.timestamp());
      }
    }
  }

  private void wakeDue(Instant now) {
    for (String hourId : running().index().due(now, config.batchClips())) {
      HourState before = running().hours().get(hourId);
      if (before != null) {
        act(hourId, before, policy.woken(before, now), now.toEpochMilli());
      }
    }
  }

  private void act(String hourId, @Nullable HourState before, Step step, long timestamp) {
    Running running = running();
    HourState after = step.state();
    if (before != null) {
      running.index().remove(before.wakeAt(), hourId);
    }
    if (after != null) {
      running.index().put(after.wakeAt(), hourId);
    }
    running.hours().put(hourId, after);
    for (RetentionOutput output : step.outputs()) {
      running.sinks().forward(output, timestamp);
    }
  }

  private Optional<Duration> retention(Recording piece) {
    String key = CameraVersions.key(piece.getCamera(), piece.getCameraVersion());
    return Optional.ofNullable(running().cameras().get(key))
        .map(camera -> Duration.ofSeconds(Math.max(0, camera.getRecordingRetentionS())));
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("not initialised");
    }
    return running;
  }
}
