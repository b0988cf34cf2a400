package io.sightline.detect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sightline.avro.Box;
import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.ClipStore;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Rect;
import io.sightline.runtime.Build;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exactly one {@link Detections} for each input, in the same order. What goes wrong with a frame is
 * told in its record's {@code failure}.
 */
public final class DetectStep implements Step<FrameRef> {
  private static final Logger LOG = LoggerFactory.getLogger(DetectStep.class);

  private final Workers workers;
  private final FrameBytes frames;
  private final Answers answers;
  private final Counter examined;
  private final Counter failures;
  private final Timer duration;

  DetectStep(Workers workers, FrameBytes frames, Answers answers, MeterRegistry metrics) {
    this.workers = workers;
    this.frames = frames;
    this.answers = answers;
    examined = metrics.counter("sightline.detect.frames", "model", answers.model());
    failures = metrics.counter("sightline.detect.failures", "model", answers.model());
    duration = metrics.timer("sightline.detect.duration", "model", answers.model());
  }

  /**
   * Starts the threads.
   *
   * @param model stays the caller's to close, after {@link #stop}
   * @param store stays the caller's to close
   */
  public static DetectStep start(
      DetectorModel model, DetectConfig config, ClipStore store, MeterRegistry metrics) {
    return new DetectStep(
        new Workers(model, config.threads()),
        new FrameBytes(store, config.maxFrameBytes()),
        new Answers(model.name(), model.digest(), Build.version()),
        metrics);
  }

  /** Returns false if a thread did not stop; then the model must stay open. */
  public boolean stop() {
    return workers.stop();
  }

  @Override
  public List<Output> process(List<ConsumerRecord<String, FrameRef>> batch) throws Exception {
    List<Workers.Task<Detections>> tasks = new ArrayList<>();
    for (ConsumerRecord<String, FrameRef> record : batch) {
      if (record.value().getKind() == FrameKind.FRAME) {
        tasks.add(detector -> examine(record.value(), detector));
      }
    }
    List<Detections> examined = workers.run(tasks);
    List<Output> outputs = new ArrayList<>();
    int next = 0;
    for (ConsumerRecord<String, FrameRef> record : batch) {
      boolean isFrame = record.value().getKind() == FrameKind.FRAME;
      outputs.add(
          output(record.key(), isFrame ? examined.get(next++) : answers.mark(record.value())));
    }
    return outputs;
  }

  private Detections examine(FrameRef frame, Detector detector) {
    Timer.Sample sample = Timer.start();
    try {
      List<Rect> regions = frame.getRegions().stream().map(DetectStep::rect).toList();
      List<Found> found = detector.detect(frames.read(frame), regions);
      return answers.found(frame, found);
    } catch (DetectionException e) {
      return failed(frame, e);
    } catch (RuntimeException e) {
      LOG.error("frame {} broke the detector", frame.getRecordId(), e);
      return failed(frame, e);
    } finally {
      examined.increment();
      sample.stop(duration);
    }
  }

  private Detections failed(FrameRef frame, Exception cause) {
    failures.increment();
    LOG.debug("frame {} could not be examined", frame.getRecordId(), cause);
    return answers.failed(frame, text(cause));
  }

  @Override
  public List<Output> onUnreadable(ConsumerRecord<byte[], byte[]> record, Exception cause) {
    failures.increment();
    String camera =
        record.key() == null ? "unknown" : new String(record.key(), StandardCharsets.UTF_8);
    String place = record.topic() + "-" + record.partition() + "-" + record.offset();
    return List.of(
        output(camera, answers.unreadable(camera, place, "unreadable input: " + text(cause))));
  }

  @Override
  public List<Output> onFailed(ConsumerRecord<String, FrameRef> record, Exception cause) {
    failures.increment();
    return List.of(output(record.key(), answers.failed(record.value(), text(cause))));
  }

  private static Output output(String key, Detections value) {
    return new Output(Topics.DETECTIONS, key, value);
  }

  private static Rect rect(Box box) {
    return new Rect(
        box.getLeft(),
        box.getTop(),
        box.getLeft() + box.getWidth(),
        box.getTop() + box.getHeight());
  }

  private static String text(Exception cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
