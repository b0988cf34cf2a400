package io.sightline.standalone.backfill;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Camera;
import io.sightline.detect.DetectConfig;
import io.sightline.detect.DetectStep;
import io.sightline.detect.Models;
import io.sightline.detect.model.DetectorModel;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.replay.Copies;
import io.sightline.standalone.replay.Entry;
import io.sightline.standalone.replay.Replay;
import io.sightline.standalone.replay.Transform;
import io.sightline.standalone.topics.TopicMismatchException;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Another model or other rules over what is stored of a span, into topics under another prefix, and
 * what differs. Nobody is told of anything. Broken off, the same question goes on where it was.
 */
public final class Backfill {
  /** A second or so of inference; what is lost when it is broken off. */
  private static final int RECORDS_AT_ONCE = 128;

  /**
   * What came of it.
   *
   * @param name of the replay, in the header of all that was written
   * @param frames examined in this run
   * @param cut frames among them that had to be cut out of clips
   * @param failed frames among them that could not be
   * @param seconds of all, and of deciding among them
   */
  public record Result(
      String name,
      String model,
      long frames,
      long cut,
      long failed,
      double seconds,
      double secondsDeciding,
      Speed speed,
      Findings findings) {}

  private final KafkaSettings kafka;
  private final ClipFrames pictures;
  private final Question question;

  public Backfill(KafkaSettings kafka, ClipFrames pictures, Question question) {
    this.kafka = kafka;
    this.pictures = pictures;
    this.question = question;
  }

  public Result run(Replay.Progress progress)
      throws IOException, InterruptedException, TopicMismatchException {
    DetectConfig detect = question.detect();
    if (detect == null) {
      return run("", question.name(List.of()), null, progress);
    }
    try (Models models = Models.open(detect)) {
      String name = question.name(models.all().stream().map(DetectorModel::digest).toList());
      String model = String.join(", ", models.all().stream().map(DetectorModel::name).toList());
      DetectStep step = DetectStep.start(models, detect, pictures, new SimpleMeterRegistry());
      try (BareInference bare =
          question.mostBare() == 0
              ? null
              : new BareInference(models, detect.threads(), step, pictures)) {
        Stopwatch stopwatch = new Stopwatch(bare, question.mostBare());
        Examination examination = new Examination(step, pictures, stopwatch);
        NewDetections detections =
            new NewDetections(examination, beside(name), name, cameras(name));
        return run(model, name, detections, progress);
      } finally {
        step.stop();
      }
    }
  }

  private KafkaSettings beside(String name) {
    return replay(name).beside(question.prefix());
  }

  private Replay replay(String name) {
    return new Replay(kafka, question.span(), Double.POSITIVE_INFINITY, name, false);
  }

  /**
   * @param detections null: those that there are are copied
   */
  private Result run(
      String model, String name, @Nullable NewDetections detections, Replay.Progress progress)
      throws IOException, InterruptedException, TopicMismatchException {
    KafkaSettings side = beside(name);
    new SideTopics(kafka, side).requireOurs("replay-" + name);
    long began = System.nanoTime();
    Transform transform = detections == null ? cameras(name) : detections;
    replay(name).toTopics(question.prefix(), transform, RECORDS_AT_ONCE, progress);
    Speed speed = detections == null ? Speed.NONE : detections.examination().stopwatch().stop();
    long examined = System.nanoTime();
    new Deciding(side, question.folder().resolve(name), question.cameraWait()).run();
    long decided = System.nanoTime();
    return new Result(
        name,
        model,
        detections == null ? 0 : detections.examination().stopwatch().frames(),
        pictures.frames(),
        detections == null ? 0 : detections.examination().failed(),
        (decided - began) / 1e9,
        (decided - examined) / 1e9,
        speed,
        Findings.of(kafka, side));
  }

  /** Copies, the cameras' versions with the rules that are tried. */
  private Transform cameras(String name) {
    KafkaSettings side = beside(name);
    Copies copies = new Copies(side.topics(), name);
    OtherRules rules = new OtherRules(question.rules());
    String topic = side.topics().name(Topics.CAMERAS);
    Serializer<Camera> serializer = AvroSerdes.serializer(side);
    return entries ->
        entries.stream().map(entry -> copy(entry, copies, rules, topic, serializer)).toList();
  }

  private static ProducerRecord<byte[], byte[]> copy(
      Entry entry, Copies copies, OtherRules rules, String topic, Serializer<Camera> serializer) {
    return entry.value() instanceof Camera camera && rules.concern(camera)
        ? copies.copy(entry, serializer.serialize(topic, rules.on(camera)))
        : copies.copy(entry, entry.raw().value());
  }
}
