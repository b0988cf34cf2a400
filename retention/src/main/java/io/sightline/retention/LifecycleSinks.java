package io.sightline.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Expiry;
import io.sightline.avro.PolicyKind;
import io.sightline.avro.RetentionStored;
import io.sightline.retention.Sweep.Tally;
import io.sightline.schemas.Ids;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Where what retention does goes, whatever it is about; counts it. */
final class LifecycleSinks {
  private final ProcessorContext<String, Object> context;
  private final Ledger ledger;
  private final LedgerHeads heads;
  private final Names names;
  private final SweepAnswers answers;
  private final MeterRegistry metrics;

  /** Makes them for one task. */
  interface Factory {
    LifecycleSinks in(ProcessorContext<String, Object> context);
  }

  /**
   * Names of sinks.
   *
   * @param clips for revisions and tombstones; null where there are none
   * @param keys for their tombstones alone
   */
  record Names(
      @Nullable String clips,
      String deletions,
      String expiries,
      String keys,
      String answers,
      String heads,
      String stored) {}

  LifecycleSinks(
      ProcessorContext<String, Object> context,
      Ledger ledger,
      LedgerHeads heads,
      Names names,
      SweepAnswers answers,
      MeterRegistry metrics) {
    this.context = context;
    this.ledger = ledger;
    this.heads = heads;
    this.names = names;
    this.answers = answers;
    this.metrics = metrics;
  }

  void forward(RetentionOutput output, long timestamp) {
    if (output instanceof RetentionOutput.Ordered ordered) {
      metrics.counter("sightline.retention.orders").increment();
      send(ordered.order().getClipId(), ordered.order(), timestamp, names.deletions());
    } else if (output instanceof RetentionOutput.Expired expired) {
      metrics.counter("sightline.retention.expiries").increment();
      Expiry entry = expired.entry();
      ledgered(entry, timestamp);
      // With it every copy of the media goes, wherever it lies.
      send(entry.getClipId(), null, timestamp, names.keys());
    } else if (output instanceof RetentionOutput.Lessened lessened) {
      metrics.counter("sightline.retention.expiries").increment();
      ledgered(lessened.entry(), timestamp);
    } else if (output instanceof RetentionOutput.Overdue) {
      metrics.counter("sightline.retention.overdue").increment();
    } else if (output instanceof RetentionOutput.Revised revised) {
      send(revised.clip().getClipId(), revised.clip(), timestamp, names.clips());
    } else if (output instanceof RetentionOutput.Removed removed) {
      send(removed.clipId(), null, timestamp, names.clips());
    }
  }

  private void ledgered(Expiry entry, long timestamp) {
    send(entry.getClipId(), ledger.append(entry), timestamp, names.expiries());
    headIfDue(timestamp);
    if (entry.getCause().equals(Early.Cause.ERASURE.toString())) {
      erased(entry.getRequest(), entry.getBytes(), timestamp);
    }
  }

  /** Tells what came of a request. */
  void answer(Sweep sweep, String part, Instant now) {
    send(
        sweep.request().getRequestId(),
        answers.of(sweep, part, now),
        now.toEpochMilli(),
        names.answers());
  }

  /** Tells that something more of an erasure was found. */
  void erasing(String request, boolean held, long bytes, long timestamp) {
    Instant at = Instant.ofEpochMilli(timestamp);
    Tally tally = held ? Tally.HELD : Tally.touched(bytes);
    send(request, answers.of(request, SweepAnswers.LATE, tally, at), timestamp, names.answers());
  }

  /** Tells that something of an erasure is gone. */
  void erased(String request, long bytes, long timestamp) {
    Instant at = Instant.ofEpochMilli(timestamp);
    Tally tally = Tally.touched(bytes);
    send(request, answers.of(request, SweepAnswers.GONE, tally, at), timestamp, names.answers());
  }

  /** Signs how far the ledger has come, if it is time to. */
  void headIfDue(long timestamp) {
    heads
        .due(Instant.ofEpochMilli(timestamp))
        .ifPresent(
            head -> send(Integer.toString(head.getPartition()), head, timestamp, names.heads()));
  }

  /**
   * Tells what counts for limits.
   *
   * @param bytes 0: it is gone
   */
  void stored(String id, long bytes, long timestamp) {
    send(
        LimitKeeper.KEY,
        RetentionStored.newBuilder()
            .setClipId(id)
            .setCamera(Ids.cameraOf(id))
            .setKind(names.clips() == null ? PolicyKind.RECORDING : PolicyKind.CLIP)
            .setBytes(bytes)
            .build(),
        timestamp,
        names.stored());
  }

  private void send(String key, @Nullable Object value, long timestamp, @Nullable String sink) {
    if (sink == null) {
      throw new IllegalStateException("no sink for " + value + " of " + key);
    }
    context.forward(new Record<>(key, value, timestamp), sink);
  }
}
