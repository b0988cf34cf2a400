package io.sightline.detect;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.runtime.LatencyTimer;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Measures how long frames wait for detection, and how old they are when they have it. */
final class TimedStep implements Step<FrameRef> {
  private final Step<FrameRef> step;
  private final InstantSource clock;
  private final Timer wait;
  private final Timer age;

  /**
   * @param clock the wall clock; nothing but these measurements depends on it
   */
  TimedStep(Step<FrameRef> step, InstantSource clock, MeterRegistry metrics) {
    this.step = step;
    this.clock = clock;
    this.wait = LatencyTimer.of(metrics, "sightline.detect.wait");
    this.age = LatencyTimer.of(metrics, "sightline.detect.age");
  }

  @Override
  public List<Output> process(List<ConsumerRecord<String, FrameRef>> batch) throws Exception {
    List<ConsumerRecord<String, FrameRef>> frames =
        batch.stream().filter(TimedStep::isFrameOfNow).toList();
    Instant taken = clock.instant();
    frames.forEach(
        frame -> wait.record(Duration.between(Instant.ofEpochMilli(frame.timestamp()), taken)));
    List<Output> outputs = step.process(batch);
    Instant done = clock.instant();
    frames.forEach(frame -> age.record(Duration.between(frame.value().getCapturedAt(), done)));
    return outputs;
  }

  /** What is replayed is as old as what is replayed. */
  private static boolean isFrameOfNow(ConsumerRecord<String, FrameRef> record) {
    return record.value().getKind() == FrameKind.FRAME
        && record.headers().lastHeader(Headers.REPLAY) == null;
  }

  @Override
  public List<Output> onUnreadable(ConsumerRecord<byte[], byte[]> record, Exception cause) {
    return step.onUnreadable(record, cause);
  }

  @Override
  public List<Output> onFailed(ConsumerRecord<String, FrameRef> record, Exception cause) {
    return step.onFailed(record, cause);
  }
}
