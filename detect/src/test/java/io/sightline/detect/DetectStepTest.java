package io.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Activity;
import io.sightline.avro.Box;
import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Mark;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Rect;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DetectStepTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private final MemoryStore store = new MemoryStore();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final PictureTellsModel model = new PictureTellsModel();
  private final Workers workers = new Workers(model, 3);
  private final DetectStep step =
      new DetectStep(
          workers,
          new FrameBytes(store, 100),
          new Answers(model.name(), model.digest(), "1.2"),
          metrics);

  @AfterEach
  void stop() {
    assertThat(workers.stop()).isTrue();
    assertThat(model.open).hasValue(0);
  }

  @Test
  void batchOfFramesAndMarks_isAnsweredOneByOneInOrder() throws Exception {
    List<FrameRef> inputs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      inputs.add(i % 5 == 4 ? mark(i) : frame(i, "label" + i));
    }
    List<Detections> answers = process(inputs);
    assertThat(answers)
        .extracting(Detections::getRecordId)
        .containsExactlyElementsOf(inputs.stream().map(i -> i.getRecordId() + "-d").toList());
    assertThat(answers.get(7).getObjects().get(0).getLabel()).isEqualTo("label7");
    assertThat(metrics.counter("sightline.detect.frames", "model", "tell").count()).isEqualTo(32);
    assertThat(metrics.counter("sightline.detect.failures", "model", "tell").count()).isZero();
  }

  @Test
  void frame_isAnsweredWithAllThatTheInputSaid() throws Exception {
    FrameRef input = frame(3, "cat");
    Detections answer = process(List.of(input)).get(0);
    assertThat(answer.getCamera()).isEqualTo("hall");
    assertThat(answer.getCapturedAt()).isEqualTo(input.getCapturedAt());
    assertThat(answer.getEpoch()).isEqualTo(7);
    assertThat(answer.getBuild()).isEqualTo("1.2");
    assertThat(answer.getCameraVersion()).isEqualTo(4);
    assertThat(answer.getKind()).isEqualTo(FrameKind.FRAME);
    assertThat(answer.getSequence()).isEqualTo(3);
    assertThat(answer.getActivityId()).isEqualTo("hall-a");
    assertThat(answer.getClipId()).isEqualTo("hall-c");
    assertThat(answer.getKey()).isEqualTo(input.getKey());
    assertThat(answer.getWidth()).isEqualTo(640);
    assertThat(answer.getHeight()).isEqualTo(360);
    assertThat(answer.getRegions()).isEqualTo(input.getRegions());
    assertThat(answer.getModel()).isEqualTo("tell");
    assertThat(answer.getModelDigest()).isEqualTo("digest");
    assertThat(answer.getFailure()).isNull();
    assertThat(answer.getObjects()).hasSize(1);
    // The detector answers with the region it was told to look at.
    assertThat(answer.getObjects().get(0).getBox()).isEqualTo(new Box(0.25f, 0.25f, 0.5f, 0.5f));
  }

  @Test
  void mark_isCopiedThrough() throws Exception {
    FrameRef input = mark(9);
    Detections answer = process(List.of(input)).get(0);
    assertThat(answer.getKind()).isEqualTo(FrameKind.MARK);
    assertThat(answer.getMark()).isEqualTo(input.getMark());
    assertThat(answer.getSequence()).isEqualTo(9);
    assertThat(answer.getFailure()).isNull();
  }

  @Test
  void framesThatCannotBeExamined_areAnsweredWithTheCauseAndTheOthersStill() throws Exception {
    store.put("large", new byte[101]);
    List<Detections> answers =
        process(
            List.of(
                frame(0, "person"),
                FrameRef.newBuilder(frame(1, "x")).setKey("gone").build(),
                FrameRef.newBuilder(frame(2, "x")).setKey(null).build(),
                FrameRef.newBuilder(frame(3, "x")).setKey("large").build(),
                frame(4, "unreadable"),
                frame(5, "bug"),
                frame(6, "person")));
    assertThat(answers)
        .extracting(Detections::getFailure)
        .containsExactly(
            null,
            "picture gone is not in the clip store",
            "frame hall-f2 names no picture",
            "picture large is larger than 100 bytes (max_frame_bytes)",
            "it is unreadable",
            "IllegalStateException",
            null);
    assertThat(metrics.counter("sightline.detect.failures", "model", "tell").count()).isEqualTo(5);
  }

  @Test
  void recordThatCannotBeRead_isAnsweredWithWhatIsKnownOfIt() {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "sightline.frames", 2, 17, "hall".getBytes(StandardCharsets.UTF_8), new byte[] {1});
    List<Output> outputs = step.onUnreadable(record, new IllegalArgumentException("not Avro"));
    assertThat(outputs).hasSize(1);
    Detections answer = (Detections) outputs.get(0).value();
    assertThat(outputs.get(0).topic()).isEqualTo(Topics.DETECTIONS);
    assertThat(outputs.get(0).key()).isEqualTo("hall");
    assertThat(answer.getRecordId()).isEqualTo("sightline.frames-2-17-d");
    assertThat(answer.getKind()).isEqualTo(FrameKind.FRAME);
    assertThat(answer.getFailure()).isEqualTo("unreadable input: not Avro");
  }

  private List<Detections> process(List<FrameRef> inputs) throws Exception {
    List<ConsumerRecord<String, FrameRef>> batch = new ArrayList<>();
    for (FrameRef input : inputs) {
      batch.add(new ConsumerRecord<>("frames", 0, batch.size(), input.getCamera(), input));
    }
    List<Output> outputs = step.process(batch);
    assertThat(outputs).allSatisfy(o -> assertThat(o.topic()).isEqualTo(Topics.DETECTIONS));
    assertThat(outputs).extracting(Output::key).containsOnly("hall");
    return outputs.stream().map(o -> (Detections) o.value()).toList();
  }

  private FrameRef frame(int number, String picture) {
    String key = "hall/frames/" + number + ".jpg";
    store.put(key, picture.getBytes(StandardCharsets.UTF_8));
    return begin(number, "f")
        .setKind(FrameKind.FRAME)
        .setActivityId("hall-a")
        .setClipId("hall-c")
        .setKey(key)
        .setWidth(640)
        .setHeight(360)
        .setRegions(List.of(new Box(0.25f, 0.25f, 0.5f, 0.5f)))
        .build();
  }

  private static FrameRef mark(int number) {
    Activity ended =
        Activity.newBuilder()
            .setActivityId("hall-a")
            .setRecordId("hall-a-ended")
            .setCamera("hall")
            .build();
    return begin(number, "m")
        .setKind(FrameKind.MARK)
        .setMark(Mark.newBuilder().setFrames(4).setEnded(List.of(ended)).setFinal$(true).build())
        .build();
  }

  private static FrameRef.Builder begin(int number, String letter) {
    return FrameRef.newBuilder()
        .setRecordId("hall-" + letter + number)
        .setCamera("hall")
        .setCapturedAt(START.plusMillis(100L * number))
        .setEpoch(7)
        .setCameraVersion(4)
        .setSequence(number);
  }

  /** Reads the label out of the picture's bytes. */
  private static final class PictureTellsModel implements DetectorModel {
    final AtomicInteger open = new AtomicInteger();

    @Override
    public String name() {
      return "tell";
    }

    @Override
    public String digest() {
      return "digest";
    }

    @Override
    public Detector newDetector() {
      open.incrementAndGet();
      return new Detector() {
        @Override
        public List<Found> detect(byte[] jpeg, List<Rect> regions) throws DetectionException {
          String label = new String(jpeg, StandardCharsets.UTF_8);
          if (label.equals("unreadable")) {
            throw new DetectionException("it is unreadable");
          }
          if (label.equals("bug")) {
            throw new IllegalStateException();
          }
          return List.of(new Found(label, 0.9f, regions.get(0)));
        }

        @Override
        public void close() {
          open.decrementAndGet();
        }
      };
    }

    @Override
    public void close() {}
  }
}
