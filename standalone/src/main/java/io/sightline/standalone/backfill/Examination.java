package io.sightline.standalone.backfill;

import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.detect.DetectStep;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.standalone.replay.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Frames and marks to detections, exactly one for each, as detect does it. */
final class Examination {
  private final DetectStep step;
  private final ClipFrames pictures;
  private final Stopwatch stopwatch;
  private long failed;

  Examination(DetectStep step, ClipFrames pictures, Stopwatch stopwatch) {
    this.step = step;
    this.pictures = pictures;
    this.stopwatch = stopwatch;
  }

  /** In the same order. */
  List<Detections> of(List<Entry> frames) throws IOException, InterruptedException {
    List<Entry> readable = frames.stream().filter(each -> each.value() != null).toList();
    List<FrameRef> pictured =
        readable.stream()
            .map(Examination::frame)
            .filter(record -> record.getKind() == FrameKind.FRAME)
            .toList();
    stopwatch.begin();
    pictures.prepare(pictured);
    List<Output> found = examine(readable);
    List<Detections> all = new ArrayList<>();
    int next = 0;
    for (Entry entry : frames) {
      Output output =
          entry.value() == null
              ? step.onUnreadable(entry.raw(), new IOException("cannot be read")).get(0)
              : found.get(next++);
      all.add((Detections) Objects.requireNonNull(output.value()));
    }
    long failures = all.stream().filter(each -> each.getFailure() != null).count();
    failed += failures;
    stopwatch.examined(pictured, failures == 0);
    return all;
  }

  private List<Output> examine(List<Entry> frames) throws IOException, InterruptedException {
    try {
      return step.process(frames.stream().map(Examination::input).toList());
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("frames cannot be examined: " + e.getMessage(), e);
    }
  }

  private static ConsumerRecord<String, FrameRef> input(Entry entry) {
    ConsumerRecord<byte[], byte[]> raw = entry.raw();
    String key = raw.key() == null ? "" : new String(raw.key(), StandardCharsets.UTF_8);
    return new ConsumerRecord<>(raw.topic(), raw.partition(), raw.offset(), key, frame(entry));
  }

  private static FrameRef frame(Entry entry) {
    return (FrameRef) Objects.requireNonNull(entry.value());
  }

  /** Frames that could not be examined. */
  long failed() {
    return failed;
  }

  Stopwatch stopwatch() {
    return stopwatch;
  }
}
