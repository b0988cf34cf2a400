package io.sightline.detect;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.ClipStore;
import io.sightline.detect.Plan.Part;
import io.sightline.detect.model.Budget;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Merge;
import io.sightline.detect.model.Sighting;
import io.sightline.runtime.Build;
import io.sightline.runtime.LogContext;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Topics;
import io.sightline.schemas.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exactly one {@link Detections} for each input, in the same order. What goes wrong with a frame is
 * told in its record's {@code failure}. Pictures of all cameras and partitions of a batch are
 * shared out among the threads together.
 */
public final class DetectStep implements Step<FrameRef> {
  private static final Logger LOG = LoggerFactory.getLogger(DetectStep.class);

  private final Workers workers;
  private final Budget budget;
  private final Examination examination;
  private final Merge merge;
  private final Answers answers;
  private final DetectMetrics metrics;

  private DetectStep(
      Models models,
      DetectConfig config,
      PictureSource pictures,
      Answers answers,
      DetectMetrics metrics) {
    this.workers = new Workers(models, config.threads());
    this.budget = models.takeCrops() ? config.budget() : Budget.NO_CROPS;
    this.examination = new Examination(new FrameBytes(pictures, config.maxFrameBytes()));
    this.merge = config.reporting().merge();
    this.answers = answers;
    this.metrics = metrics;
  }

  /**
   * Starts the threads.
   *
   * @param models stay the caller's to close, after {@link #stop}
   * @param store stays the caller's to close
   */
  public static DetectStep start(
      Models models, DetectConfig config, ClipStore store, MeterRegistry metrics) {
    return start(models, config, key -> store.open(key, 0), metrics);
  }

  /** The same with pictures that may lie elsewhere. */
  public static DetectStep start(
      Models models, DetectConfig config, PictureSource pictures, MeterRegistry metrics) {
    Answers answers = new Answers(models.refs(), Build.version());
    return new DetectStep(
        models, config, pictures, answers, new DetectMetrics(metrics, answers.first().getName()));
  }

  /** The same with one model. */
  public static DetectStep start(
      DetectorModel model, DetectConfig config, ClipStore store, MeterRegistry metrics) {
    return start(new Models(List.of(model)), config, store, metrics);
  }

  /** Returns false if a thread did not stop; then the model must stay open. */
  public boolean stop() {
    return workers.stop();
  }

  /** Keys of the pictures that are examined for a frame, the whole of it first. */
  public List<String> pictures(FrameRef frame) {
    return Plan.of(frame, budget).stream().map(Part::key).filter(Objects::nonNull).toList();
  }

  @Override
  public List<Output> process(List<ConsumerRecord<String, FrameRef>> batch) throws Exception {
    List<List<Part>> plans = new ArrayList<>();
    for (ConsumerRecord<String, FrameRef> record : batch) {
      boolean isFrame = record.value().getKind() == FrameKind.FRAME;
      plans.add(isFrame ? Plan.of(record.value(), budget) : List.of());
    }
    Iterator<Examined> examined = examine(plans.stream().flatMap(List::stream).toList()).iterator();
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      FrameRef input = batch.get(i).value();
      Detections answer =
          plans.get(i).isEmpty() ? answers.mark(input) : answer(plans.get(i), examined);
      outputs.add(output(batch.get(i), batch.get(i).key(), answer));
    }
    return outputs;
  }

  private List<Examined> examine(List<Part> parts) throws Exception {
    int together = workers.together(parts.size());
    List<Workers.Task<List<Examined>>> tasks = new ArrayList<>();
    for (int from = 0; from < parts.size(); from += together) {
      List<Part> some = parts.subList(from, Math.min(parts.size(), from + together));
      tasks.add(detectors -> metrics.time(some.size(), () -> examination.examine(some, detectors)));
    }
    return workers.run(tasks).stream().flatMap(List::stream).toList();
  }

  /** A frame whose crops cannot be examined is examined as a whole. */
  private Detections answer(List<Part> parts, Iterator<Examined> results) {
    FrameRef frame = parts.get(0).frame();
    List<Sighting> sightings = new ArrayList<>();
    Exception broken = null;
    for (Part part : parts) {
      Examined result = results.next();
      sightings.addAll(result.sightings());
      Exception failure = result.failure();
      if (failure != null) {
        note(part, failure);
        broken = part.isWhole() ? failure : broken;
      }
    }
    metrics.examined();
    return broken == null
        ? answers.found(frame, merge.apply(sightings))
        : answers.failed(frame, text(broken));
  }

  private void note(Part part, Exception failure) {
    metrics.failed(part.isWhole());
    String frame = part.frame().getRecordId();
    try (LogContext ignored = context(part.frame())) {
      if (failure instanceof DetectionException) {
        LOG.debug("{} of frame {} could not be examined", part.key(), frame, failure);
      } else {
        LOG.error("{} of frame {} broke the detector", part.key(), frame, failure);
      }
    }
  }

  private static LogContext context(FrameRef frame) {
    String activity = frame.getActivityId();
    return LogContext.of(LogContext.CAMERA, frame.getCamera())
        .and(LogContext.CLIP, frame.getClipId())
        .and(
            LogContext.TRACE, activity == null ? null : TraceParent.ofActivity(activity).traceId());
  }

  @Override
  public List<Output> onUnreadable(ConsumerRecord<byte[], byte[]> record, Exception cause) {
    metrics.failed(true);
    String camera =
        record.key() == null ? "unknown" : new String(record.key(), StandardCharsets.UTF_8);
    String place = record.topic() + "-" + record.partition() + "-" + record.offset();
    return List.of(
        output(
            record, camera, answers.unreadable(camera, place, "unreadable input: " + text(cause))));
  }

  @Override
  public List<Output> onFailed(ConsumerRecord<String, FrameRef> record, Exception cause) {
    metrics.failed(true);
    return List.of(output(record, record.key(), answers.failed(record.value(), text(cause))));
  }

  private static Output output(ConsumerRecord<?, ?> input, String key, Detections value) {
    Headers carried = io.sightline.schemas.Headers.carried(input.headers(), value.getRecordId());
    return new Output(Topics.DETECTIONS, key, value, carried);
  }

  private static String text(Exception cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
