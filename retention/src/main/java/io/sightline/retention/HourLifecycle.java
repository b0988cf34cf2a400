package io.sightline.retention;

import io.sightline.avro.Decision;
import io.sightline.avro.DeletionResult;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Pressure;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import io.sightline.avro.RequestKind;
import io.sightline.avro.RetentionRequest;
import io.sightline.retention.HourPolicy.Step;
import io.sightline.retention.Sweep.Tally;
import io.sightline.runtime.Build;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
      HourErasures erasures,
      ActiveHours active,
      StockAccount stock,
      TaskClock clock,
      LifecycleSinks sinks) {}

  @Override
  public void init(ProcessorContext<String, Object> context) {
    KeyValueStore<String, HourState> hours = context.getStateStore(RetentionTopology.HOUR_STORE);
    Standing standing = new Standing(context);
    LifecycleSinks out = sinks.in(context);
    HourErasures erasures =
        new HourErasures(
            new HourErasures.Stores(
                hours,
                context.getStateStore(RetentionTopology.PIECE_STORE),
                context.getStateStore(RetentionTopology.PIECE_ORDER_STORE)),
            new PiecePolicy(config, Build.version()),
            standing,
            out,
            (id, after) -> save(id, hours.get(id), after));
    running =
        new Running(
            hours,
            standing,
            new WakeIndex(context.getStateStore(RetentionTopology.HOUR_WAKE_STORE)),
            new Sweeps(
                context.getStateStore(RetentionTopology.HOUR_SWEEP_STORE), hours, IdRange::ofHours),
            erasures,
            new ActiveHours(
                context.getStateStore(RetentionTopology.ACTIVE_HOUR_STORE),
                id -> hours.get(id) != null),
            new StockAccount(context, false),
            clocks.in(context),
            out);
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
    if (record.value() instanceof Recording piece && piece.getKind() == RecordingKind.PIECE) {
      stored(piece, record.timestamp());
    } else if (record.value() instanceof DeletionResult result
        && result.getScope() == DeletionScope.RECORDINGS) {
      HourState before = running().hours().get(record.key());
      if (before != null) {
        Terms terms = running().standing().of(before);
        act(record.key(), before, policy.answered(before, result, terms), record.timestamp());
      }
    } else if (record.value() instanceof DeletionResult result
        && result.getScope() == DeletionScope.PIECES) {
      running().erasures().answered(record.key(), result, record.timestamp());
    } else if (record.value() instanceof RetentionRequest request) {
      requested(request);
    } else if (record.value() instanceof Pressure pressure) {
      pressed(pressure, record.timestamp());
    } else if (record.value() instanceof Decision decision) {
      running().active().with(decision, this::active);
    }
  }

  private void stored(Recording piece, long timestamp) {
    String hourId = Ids.hour(piece.getCamera(), piece.getCapturedAt());
    HourState before = running().hours().get(hourId);
    Instant hour = piece.getCapturedAt().truncatedTo(ChronoUnit.HOURS);
    Terms terms = running().standing().of(piece, hour);
    HourState after = act(hourId, before, policy.stored(before, piece, terms), timestamp);
    running().erasures().stored(hourId, piece);
    List<RetentionRequest> erasures =
        running().standing().erasures(piece.getCamera(), piece.getCapturedAt(), piece.getEndedAt());
    for (RetentionRequest erasure : erasures) {
      after = after == null ? null : erasedLate(hourId, after, erasure, timestamp);
    }
  }

  /** What is recorded late into the span of an erasure goes at once. */
  private @Nullable HourState erasedLate(
      String hourId, HourState hour, RetentionRequest erasure, long timestamp) {
    LifecycleSinks sinks = running().sinks();
    String request = erasure.getRequestId();
    if (!HourErasures.isWhole(hour.hour(), erasure)) {
      Tally tally = running().erasures().erase(hourId, hour, erasure);
      if (!tally.equals(Tally.NONE)) {
        sinks.erasing(request, tally.held() > 0, tally.bytes(), timestamp);
      }
      return hour;
    }
    Early early = new Early(Early.Cause.ERASURE, request);
    HourState after = touched(hourId, hour, early, timestamp);
    sinks.erasing(request, after != null && after.held(), hour.bytes(), timestamp);
    return after;
  }

  private void pressed(Pressure pressure, long timestamp) {
    for (String hourId : running().stock().chosen(pressure)) {
      HourState hour = running().hours().get(hourId);
      if (hour != null) {
        touched(hourId, hour, StockAccount.early(pressure), timestamp);
      }
    }
  }

  /** An activity is on record in an hour in which none was. */
  private void active(String hourId) {
    HourState hour = running().hours().get(hourId);
    running().stock().moved(hourId, StockItems.of(hour, false), StockItems.of(hour, true));
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
            life(timestamp),
            (id, hour) -> running.sinks().stored(id, hour.bytes(), timestamp));
    running
        .sweeps()
        .advance(
            config.sweepClips(),
            touches,
            sweep -> running.sinks().answer(sweep, SweepAnswers.RECORDINGS, now));
    running.erasures().look(now);
    running.stock().tell(timestamp);
  }

  private HourTouches.Life life(long timestamp) {
    return new HourTouches.Life() {
      @Override
      public @Nullable HourState apply(String id, HourState before, @Nullable Early early) {
        return touched(id, before, early, timestamp);
      }

      @Override
      public Tally erase(String id, HourState before, RetentionRequest request) {
        return running().erasures().erase(id, before, request);
      }
    };
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
    running()
        .index()
        .moved(
            hourId, before == null ? null : before.wakeAt(), after == null ? null : after.wakeAt());
    running().hours().put(hourId, after);
    boolean active = running().active().has(hourId);
    running().stock().moved(hourId, StockItems.of(before, active), StockItems.of(after, active));
    if (after == null) {
      running().erasures().forget(hourId);
      running().active().forget(hourId);
    }
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("not initialised");
    }
    return running;
  }
}
