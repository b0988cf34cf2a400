package io.sightline.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.DeletionResult;
import io.sightline.retention.RetentionEvent.Answered;
import io.sightline.retention.RetentionEvent.Stored;
import io.sightline.retention.RetentionEvent.Woken;
import io.sightline.retention.RetentionPolicy.Step;
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

/** Loads the state of a clip, asks the policy, saves and forwards. */
final class ClipLifecycle implements Processor<String, SpecificRecord, String, Object> {
  private final RetentionConfig config;
  private final RetentionPolicy policy;
  private final LedgerSetup ledger;
  private final MeterRegistry metrics;

  private @Nullable Running running;

  ClipLifecycle(
      RetentionConfig config, RetentionPolicy policy, LedgerSetup ledger, MeterRegistry metrics) {
    this.config = config;
    this.policy = policy;
    this.ledger = ledger;
    this.metrics = metrics;
  }

  /** What there is between init and close. */
  private record Running(
      ProcessorContext<String, Object> context,
      KeyValueStore<String, ClipState> clips,
      KeyValueStore<String, Camera> cameras,
      WakeIndex index,
      LifecycleSinks sinks) {}

  @Override
  public void init(ProcessorContext<String, Object> context) {
    running =
        new Running(
            context,
            context.getStateStore(RetentionTopology.CLIP_STORE),
            context.getStateStore(RetentionTopology.CAMERA_STORE),
            new WakeIndex(context.getStateStore(RetentionTopology.WAKE_STORE)),
            ledger.sinks(
                context,
                metrics,
                RetentionTopology.DELETION_SINK,
                RetentionTopology.EXPIRY_SINK,
                RetentionTopology.HEAD_SINK));
    // The one place where retention reads the wall clock.
    var unused =
        context.schedule(
            config.checkEvery(),
            PunctuationType.WALL_CLOCK_TIME,
            now -> wakeDue(Instant.ofEpochMilli(now)));
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    if (record.value() instanceof Clip clip) {
      handle(record.key(), new Stored(clip, retention(clip)), record.timestamp());
    } else if (record.value() instanceof DeletionResult result) {
      handle(record.key(), new Answered(result), record.timestamp());
    }
    // Else it is a tombstone, and ours.
  }

  private void wakeDue(Instant now) {
    Running running = running();
    running.sinks().headIfDue(now.toEpochMilli());
    for (String clipId : running.index().due(now, config.batchClips())) {
      ClipState state = running.clips().get(clipId);
      if (state != null) {
        handle(clipId, new Woken(now, retention(state.clip())), now.toEpochMilli());
      }
    }
  }

  private void handle(String clipId, RetentionEvent event, long timestamp) {
    ClipState before = running().clips().get(clipId);
    Step step = policy.on(before, event);
    save(clipId, before, step.state());
    for (RetentionOutput output : step.outputs()) {
      forward(output, timestamp);
    }
  }

  private void save(String clipId, @Nullable ClipState before, @Nullable ClipState after) {
    if (before != null) {
      running().index().remove(before.wakeAt(), clipId);
    }
    if (after != null) {
      running().index().put(after.wakeAt(), clipId);
    }
    running().clips().put(clipId, after);
  }

  private void forward(RetentionOutput output, long timestamp) {
    ProcessorContext<String, Object> context = running().context();
    if (output instanceof RetentionOutput.Revised revised) {
      String key = revised.clip().getClipId();
      context.forward(new Record<>(key, revised.clip(), timestamp), RetentionTopology.CLIP_SINK);
    } else if (output instanceof RetentionOutput.Removed removed) {
      Record<String, Object> tombstone = new Record<>(removed.clipId(), null, timestamp);
      context.forward(tombstone, RetentionTopology.CLIP_SINK);
    } else {
      running().sinks().forward(output, timestamp);
    }
  }

  private Optional<Duration> retention(Clip clip) {
    String key = CameraVersions.key(clip.getCamera(), clip.getCameraVersion());
    return Optional.ofNullable(running().cameras().get(key))
        .map(camera -> Duration.ofSeconds(Math.max(0, camera.getRetentionS())));
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("not initialised");
    }
    return running;
  }
}
