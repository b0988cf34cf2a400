package io.sightline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.Detection;
import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.detect.onnx.TestModels;
import io.sightline.runtime.TransactionalLoop.Output;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are none, before a real model in the real run time and a store on disk. */
final class PoisonTest {
  @TempDir Path folder;

  @Test
  void poisonAmongFrames_failsFrameByFrameInWordsAndTheOthersAreExamined() throws Exception {
    byte[] good = Pictures.plain(96, 96, Color.BLACK);
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    Map<String, String> failures = new LinkedHashMap<>();
    put(pictures, failures, "good", good, "");
    put(pictures, failures, "empty", new byte[0], "picture of 0 bytes is no JPEG");
    put(pictures, failures, "cut", Arrays.copyOf(good, good.length / 2), "is cut off");
    put(pictures, failures, "text", "hello, hello".getBytes(StandardCharsets.UTF_8), "is no JPEG");
    put(pictures, failures, "png", Pictures.encoded("png"), "is no JPEG");
    put(pictures, failures, "gif", Pictures.encoded("gif"), "is no JPEG");
    put(pictures, failures, "huge", huge(good), "picture of 20000x20000 pixels: expected at most");
    put(pictures, failures, "nan", Pictures.plain(96, 96, Color.WHITE), "NaN: expected 0 to 1");
    put(pictures, failures, "noise", noise(), "is no readable JPEG");
    put(pictures, failures, "large", new byte[200_000], "is larger than 100000 bytes");
    put(pictures, failures, "again", good, "");
    failures.put("missing", "is not in the clip store");
    failures.put("folder", "cannot be read");

    List<Detections> answers = answers(pictures, new ArrayList<>(failures.keySet()));

    int next = 0;
    for (Map.Entry<String, String> expected : failures.entrySet()) {
      Detections answer = answers.get(next++);
      if (expected.getValue().isEmpty()) {
        assertThat(answer.getFailure()).as(expected.getKey()).isNull();
        assertThat(answer.getObjects()).hasSize(1).allSatisfy(PoisonTest::isWithinTheFrame);
      } else {
        assertThat(answer.getFailure()).as(expected.getKey()).contains(expected.getValue());
        assertThat(answer.getObjects()).isEmpty();
      }
    }
  }

  private List<Detections> answers(Map<String, byte[]> pictures, List<String> names)
      throws Exception {
    Path model = TestModels.writeOneThatBreaks(folder.resolve("breaks.onnx"));
    DetectConfig config =
        new DetectConfig(
            model.toString(),
            null,
            null,
            null,
            2,
            null,
            null,
            null,
            null,
            100_000,
            null,
            null,
            null);
    try (ClipStore store = new FilesClipStore(folder.resolve("clips"));
        Models models = Models.open(config)) {
      for (var picture : pictures.entrySet()) {
        store.put("hall/" + picture.getKey(), picture.getValue());
      }
      store.put("hall/folder/inside", new byte[1]);
      DetectStep step = DetectStep.start(models, config, store, new SimpleMeterRegistry());
      List<ConsumerRecord<String, FrameRef>> batch = new ArrayList<>();
      for (String name : names) {
        FrameRef frame =
            FrameRef.newBuilder()
                .setRecordId("hall-" + name)
                .setCamera("hall")
                .setKind(FrameKind.FRAME)
                .setKey("hall/" + name)
                .build();
        batch.add(new ConsumerRecord<>("frames", 0, batch.size(), "hall", frame));
      }
      List<Output> outputs = step.process(batch);
      assertThat(step.stop()).isTrue();
      return outputs.stream().map(o -> (Detections) o.value()).toList();
    }
  }

  private static void put(
      Map<String, byte[]> pictures,
      Map<String, String> failures,
      String name,
      byte[] bytes,
      String failure) {
    pictures.put(name, bytes);
    failures.put(name, failure);
  }

  private static byte[] huge(byte[] jpeg) {
    byte[] huge = jpeg.clone();
    int frame = 0;
    while (huge[frame] != (byte) 0xFF || huge[frame + 1] != (byte) 0xC0) {
      frame++;
    }
    for (int side = frame + 5; side <= frame + 7; side += 2) {
      huge[side] = (byte) (20_000 >> 8);
      huge[side + 1] = (byte) 20_000;
    }
    return huge;
  }

  /** Begins and ends as a JPEG does. */
  private static byte[] noise() {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    noise[0] = noise[4998] = (byte) 0xFF;
    noise[1] = (byte) 0xD8;
    noise[4999] = (byte) 0xD9;
    return noise;
  }

  private static void isWithinTheFrame(Detection object) {
    var box = object.getBox();
    assertThat(box.getLeft()).isBetween(0f, 1f);
    assertThat(box.getTop()).isBetween(0f, 1f);
    assertThat(box.getLeft() + box.getWidth()).isBetween(0f, 1f);
    assertThat(box.getTop() + box.getHeight()).isBetween(0f, 1f);
    assertThat(object.getScore()).isBetween(0f, 1f);
  }
}
