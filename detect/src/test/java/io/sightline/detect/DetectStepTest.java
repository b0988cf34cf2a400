package io.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Activity;
import io.sightline.avro.Box;
import io.sightline.avro.Crop;
import io.sightline.avro.Detection;
import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Mark;
import io.sightline.avro.ModelRef;
import io.sightline.detect.model.DetectionException;
import io.sightline.detect.model.Detector;
import io.sightline.detect.model.DetectorModel;
import io.sightline.detect.model.Found;
import io.sightline.detect.model.Rect;
import io.sightline.runtime.Build;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.schemas.Headers;
import io.sightline.schemas.Ids;
import io.sightline.schemas.Topics;
import io.sightline.schemas.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DetectStepTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private final MemoryStore store = new MemoryStore();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final PictureTellsModel model = new PictureTellsModel();
  private final DetectStep step = DetectStep.start(model, config(), store, metrics);

  private static DetectConfig config() {
    return new DetectConfig(
        null, null, null, null, 3, null, null, null, null, 100, 3, Duration.ofSeconds(10), 4);
  }

  @AfterEach
  void stop() {
    assertThat(step.stop()).isTrue();
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
    assertThat(answer.getBuild()).isEqualTo(Build.version());
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
  void answer_carriesReplayAndTraceOfItsFrame() throws Exception {
    TraceParent trace = TraceParent.ofActivity("hall-a");
    ConsumerRecord<String, FrameRef> copy =
        new ConsumerRecord<>("frames", 0, 0, "hall", frame(0, "cat"));
    copy.headers()
        .add(Headers.REPLAY, "again".getBytes(StandardCharsets.UTF_8))
        .add(Headers.TRACEPARENT, trace.toString().getBytes(StandardCharsets.UTF_8));
    ConsumerRecord<String, FrameRef> other =
        new ConsumerRecord<>("frames", 0, 1, "hall", frame(1, "cat"));

    List<Output> outputs = step.process(List.of(other, copy));

    assertThat(outputs.get(0).headers().toArray()).isEmpty();
    assertThat(Headers.text(outputs.get(1).headers(), Headers.REPLAY)).contains("again");
    assertThat(Headers.text(outputs.get(1).headers(), Headers.TRACEPARENT))
        .contains(trace.child("hall-f0-d").toString());
    Output failed = step.onFailed(copy, new IllegalStateException("broken")).get(0);
    assertThat(Headers.text(failed.headers(), Headers.REPLAY)).contains("again");
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
  void crops_areExaminedBesidesTheFrameAndMappedToIt() throws Exception {
    FrameRef input = withCrops(frame(0, "person"), "cat", "dog");
    Detections answer = process(List.of(input)).get(0);
    assertThat(answer.getFailure()).isNull();
    assertThat(answer.getObjects())
        .extracting(Detection::getLabel)
        .containsExactly("person", "cat", "dog");
    assertThat(answer.getObjects())
        .extracting(Detection::getInCrop)
        .containsExactly(false, true, true);
    assertThat(answer.getObjects().get(2).getBox())
        .isEqualTo(new Box(0.625f, 0.625f, 0.25f, 0.25f));
    assertThat(answer.getModels()).isEmpty();
    assertThat(metrics.counter("sightline.detect.pictures", "model", "tell").count()).isEqualTo(3);
  }

  @Test
  void modelThatIsOfNoUseWithCrops_isShownNone() throws Exception {
    model.crops = false;
    DetectStep wholeOnly = DetectStep.start(model, config(), store, metrics);
    FrameRef input = withCrops(frame(0, "person"), "cat");
    List<Output> outputs =
        wholeOnly.process(List.of(new ConsumerRecord<>("frames", 0, 0, "hall", input)));
    assertThat(wholeOnly.stop()).isTrue();
    assertThat(((Detections) outputs.get(0).value()).getObjects()).hasSize(1);
  }

  @Test
  void moreCropsThanTheBudget_theFirstAreExamined() throws Exception {
    FrameRef input = withCrops(frame(0, "person"), "cat", "dog", "bird");
    assertThat(process(List.of(input)).get(0).getObjects())
        .extracting(Detection::getLabel)
        .containsExactly("person", "cat", "dog");
  }

  @Test
  void longActivity_hasCropsExaminedInSomeFramesOnlyAndEachFrameAnswered() throws Exception {
    List<FrameRef> inputs = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      FrameRef frame = withCrops(frame(number, "person"), "cat");
      String old = Ids.activity("hall", frame.getCapturedAt().minusSeconds(100));
      inputs.add(FrameRef.newBuilder(frame).setActivityId(old).build());
    }
    List<Detections> answers = process(inputs);
    assertThat(answers)
        .extracting(a -> a.getObjects().size())
        .containsExactly(2, 1, 1, 1, 2, 1, 1, 1);
    // Whoever sees a frame alone examines the same.
    assertThat(process(List.of(inputs.get(4)))).containsExactly(answers.get(4));
  }

  @Test
  void cropThatCannotBeExamined_isCountedAndTheFrameExaminedStill() throws Exception {
    FrameRef input = withCrops(frame(0, "person"), "unreadable", "dog");
    assertThat(process(List.of(input)).get(0).getObjects())
        .extracting(Detection::getLabel)
        .containsExactly("person", "dog");
    Crop nowhere = new Crop("hall/crop", new Box(0.9f, 0.9f, Float.NaN, 3f));
    FrameRef absurd = FrameRef.newBuilder(input).setCrops(List.of(nowhere)).build();
    assertThat(process(List.of(absurd)).get(0).getFailure()).isNull();
    assertThat(metrics.counter("sightline.detect.crop.failures", "model", "tell").count())
        .isEqualTo(2);
    assertThat(metrics.counter("sightline.detect.failures", "model", "tell").count()).isZero();
  }

  @Test
  void frameThatCannotBeExamined_failsThoughItsCropsCan() throws Exception {
    Detections answer = process(List.of(withCrops(frame(0, "unreadable"), "dog"))).get(0);
    assertThat(answer.getFailure()).isEqualTo("it is unreadable");
    assertThat(answer.getObjects()).isEmpty();
  }

  @Test
  void severalModels_areNamedAndEachObjectSaysWhichFoundIt() throws Exception {
    PictureTellsModel other = new PictureTellsModel("other", "owl");
    DetectStep both = DetectStep.start(new Models(List.of(model, other)), config(), store, metrics);
    FrameRef input = frame(0, "person");
    List<Output> outputs =
        both.process(List.of(new ConsumerRecord<>("frames", 0, 0, "hall", input)));
    assertThat(both.stop()).isTrue();
    Detections answer = (Detections) outputs.get(0).value();
    assertThat(answer.getModel()).isEqualTo("tell");
    assertThat(answer.getModels())
        .containsExactly(new ModelRef("tell", "digest"), new ModelRef("other", "digest"));
    assertThat(answer.getObjects())
        .extracting(Detection::getLabel, Detection::getModel)
        .containsExactlyInAnyOrder(tuple("person", 0), tuple("owl", 1));
  }

  @Test
  void boxesAtTheFramesEdge_neverReachOutOfIt() throws Exception {
    for (float left : new float[] {0.9f, 0.7f, 0.1f, 0.3f, 0.99f}) {
      List<Box> corner = List.of(new Box(left, left, 1 - left, 1 - left));
      FrameRef input = FrameRef.newBuilder(frame(0, "person")).setRegions(corner).build();
      Box box = process(List.of(input)).get(0).getObjects().get(0).getBox();
      assertThat(box.getLeft() + box.getWidth()).isLessThanOrEqualTo(1);
      assertThat(box.getTop() + box.getHeight()).isLessThanOrEqualTo(1);
    }
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

  /** Each a quarter of the frame: the upper left, then the lower right. */
  private FrameRef withCrops(FrameRef frame, String... pictures) {
    List<Crop> crops = new ArrayList<>();
    for (String picture : pictures) {
      String key = frame.getKey() + "-" + crops.size();
      store.put(key, picture.getBytes(StandardCharsets.UTF_8));
      float at = crops.isEmpty() ? 0 : 0.5f;
      crops.add(new Crop(key, new Box(at, at, 0.5f, 0.5f)));
    }
    return FrameRef.newBuilder(frame).setCrops(crops).build();
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
    private final String name;
    private final @Nullable String always;
    boolean crops = true;

    PictureTellsModel() {
      this("tell", null);
    }

    PictureTellsModel(String name, @Nullable String always) {
      this.name = name;
      this.always = always;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String digest() {
      return "digest";
    }

    @Override
    public boolean takesCrops() {
      return crops;
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
          Rect box = regions.isEmpty() ? new Rect(0.25f, 0.25f, 0.75f, 0.75f) : regions.get(0);
          return List.of(new Found(always == null ? label : always, 0.9f, box));
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
