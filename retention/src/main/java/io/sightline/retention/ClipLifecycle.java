package io.sightline.retention;

import io.sightline.avro.Clip;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.Pressure;
import io.sightline.avro.RetentionRequest;
import io.sightline.retention.RetentionEvent.Alerted;
import io.sightline.retention.RetentionEvent.Answered;
import io.sightline.retention.RetentionEvent.Decided;
import io.sightline.retention.RetentionEvent.Hastened;
import io.sightline.retention.RetentionEvent.Stored;
import io.sightline.retention.RetentionEvent.Woken;
import io.sightline.retention.RetentionPolicy.Step;
import io.sightline.runtime.Build;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.util.List;
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
  private final TaskClock.Factory clocks;
  private final LifecycleSinks.Factory sinks;

  private @Nullable Running running;

  ClipLifecycle(
      RetentionConfig config,
      RetentionPolicy policy,
      TaskClock.Factory clocks,
      LifecycleSinks.Factory sinks) {
    this.config = config;
    this.policy = policy;
    this.clocks = clocks;
    this.sinks = sinks;
  }

  /** What there is between init and close. */
  private record Running(
      KeyValueStore<String, ClipState> clips,
      Standing standing,
      WakeIndex index,
      Sweeps sweeps,
      StockAccount stock,
      TaskClock clock,
      LifecycleSinks sinks) {}

  @Override
  public void init(ProcessorContext<String, Object> context) {
    KeyValueStore<String, ClipState> clips = context.getStateStore(RetentionTopology.CLIP_STORE);
    running =
        new Running(
            clips,
            new Standing(context),
            new WakeIndex(context.getStateStore(RetentionTopology.WAKE_STORE)),
            new Sweeps(
                context.getStateStore(RetentionTopology.SWEEP_STORE), clips, IdRange::ofClips),
            new StockAccount(context, true),
            clocks.in(context),
            sinks.in(context));
    // The one place where retention reads the wall clock.
    var unused =
        context.schedule(
            config.checkEvery(),
            PunctuationType.WALL_CLOCK_TIME,
            now -> look(running().clock().now(Instant.ofEpochMilli(now))));
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    if (record.headers().lastHeader(Headers.REPLAY) != null) {
      return; // The original says when it goes.
    }
    running().clock().read(Instant.ofEpochMilli(record.timestamp()));
    if (record.value() instanceof Clip clip) {
      stored(clip, record.timestamp());
    } else if (record.value() instanceof DeletionResult result) {
      handle(record.key(), new Answered(result), record.timestamp());
    } else if (record.value() instanceof RetentionRequest request) {
      requested(request, record.timestamp());
    } else if (record.value() instanceof Pressure pressure) {
      for (String id : running().stock().chosen(pressure)) {
        handle(id, new Hastened(StockAccount.early(pressure)), record.timestamp());
      }
    }
    // Else it is a tombstone, and ours.
  }

  /** What is recorded late into the span of an erasure goes at once. */
  private void stored(Clip clip, long timestamp) {
    String id = clip.getClipId();
    ClipState after = handle(id, new Stored(clip), timestamp);
    List<RetentionRequest> erasures =
        running().standing().erasures(clip.getCamera(), clip.getCapturedAt(), clip.getEndedAt());
    for (RetentionRequest erasure : erasures) {
      if (after != null && after.early() == null && after.phase() != ClipState.Phase.EXPIRED) {
        Early early = new Early(Early.Cause.ERASURE, erasure.getRequestId());
        after = handle(id, new Hastened(early), timestamp);
        boolean held = after != null && after.held();
        running().sinks().erasing(erasure.getRequestId(), held, clip.getBytes(), timestamp);
      }
    }
  }

  private void requested(RetentionRequest request, long timestamp) {
    running().standing().changed(request);
    running().clock().told(request);
    Instant at = Instant.ofEpochMilli(timestamp);
    switch (request.getKind()) {
      case DECIDED -> decided(request, at);
      case ALERTED -> {
        String alert = String.join(",", request.getAlerts());
        AlertFacts.Told told =
            new AlertFacts.Told(alert, request.getSeverity(), request.getLabel());
        handle(request.getClipId(), new Alerted(told, at), timestamp);
      }
      case HOLD, RELEASE -> running().sweeps().begin(request);
      case EARLY -> early(request, at);
      case POLICY -> {
        if (request.getPolicy() != null
            && (request.getPolicy().getRetroactive()
                || !request.getPolicy().getLimits().isEmpty())) {
          running().sweeps().begin(request);
        }
      }
      default -> {}
    }
  }

  /** What is about one clip needs no sweep, and there may be many of them. */
  private void early(RetentionRequest request, Instant at) {
    if (request.getClipId().isEmpty()) {
      running().sweeps().begin(request);
      return;
    }
    touches(at)
        .touch(request.getClipId(), request)
        .ifPresent(
            tally -> {
              Sweep done = new Sweep(request, 1, "", tally, List.of());
              running().sinks().answer(done, SweepAnswers.CLIPS, at);
            });
  }

  private ClipTouches touches(Instant now) {
    return new ClipTouches(
        running().clips(),
        (id, event) -> handle(id, event, now.toEpochMilli()),
        clip -> count(clip, now.toEpochMilli()));
  }

  /** The frames of a clip that is held stay with it. */
  private void decided(RetentionRequest request, Instant at) {
    String clip = request.getClipId();
    handle(clip, new Decided(request.getAlerts(), at), at.toEpochMilli());
    if (!terms(clip, running().clips().get(clip)).held()) {
      running()
          .sinks()
          .forward(
              new RetentionOutput.Ordered(FrameOrders.of(request, at, Build.version())),
              at.toEpochMilli());
    }
  }

  private void look(Instant now) {
    Running running = running();
    running.sinks().headIfDue(now.toEpochMilli());
    for (String clipId : running.index().due(now, config.batchClips())) {
      handle(clipId, new Woken(now), now.toEpochMilli());
    }
    running
        .sweeps()
        .advance(
            config.sweepClips(),
            touches(now),
            sweep -> running.sinks().answer(sweep, SweepAnswers.CLIPS, now));
    running.stock().tell(now.toEpochMilli());
  }

  private @Nullable ClipState handle(String clipId, RetentionEvent event, long timestamp) {
    Running running = running();
    ClipState before = running.clips().get(clipId);
    Terms terms =
        event instanceof Stored stored
            ? running.standing().of(stored.clip())
            : terms(clipId, before);
    Step step = policy.on(before, event, terms);
    if (before == null || !before.equals(step.state())) {
      save(clipId, before, step.state());
    }
    for (RetentionOutput output : step.outputs()) {
      running.sinks().forward(output, timestamp);
      if (terms.policies().counts()) {
        count(output, timestamp);
      }
    }
    return step.state();
  }

  private void count(RetentionOutput output, long timestamp) {
    if (output instanceof RetentionOutput.Expired expired) {
      running().sinks().stored(expired.entry().getClipId(), 0, timestamp);
    } else if (output instanceof RetentionOutput.Revised revised
        && revised.clip().getRevision() == 1) {
      count(revised.clip(), timestamp);
    }
  }

  private void count(Clip clip, long timestamp) {
    running().sinks().stored(clip.getClipId(), clip.getBytes(), timestamp);
  }

  private Terms terms(String clipId, @Nullable ClipState state) {
    return state == null || state.phase() == ClipState.Phase.AWAITED
        ? running().standing().ofClip(Ids.cameraOf(clipId), clipId, Ids.time(clipId))
        : running().standing().of(state.clip());
  }

  private void save(String clipId, @Nullable ClipState before, @Nullable ClipState after) {
    running()
        .index()
        .moved(
            clipId, before == null ? null : before.wakeAt(), after == null ? null : after.wakeAt());
    running().clips().put(clipId, after);
    running().stock().moved(clipId, StockItems.of(before), StockItems.of(after));
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("not initialised");
    }
    return running;
  }
}
