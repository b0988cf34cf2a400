package io.sightline.standalone.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Detections;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.detect.model.Detector;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptedCameraTest {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  @TempDir Path folder;

  @Test
  void twoCycles_twoActivitiesWithAllTheirFramesCountedByMarks() {
    ScriptedCamera camera = new ScriptedCamera("hall", START, new Cycle(10, 5, 5), 0);
    List<FrameRef> records = records(camera, 40);

    assertThat(camera.ended()).hasSize(2);
    assertThat(records).extracting(FrameRef::getSequence).isSorted().doesNotHaveDuplicates();
    long frames = records.stream().filter(r -> r.getKind() == FrameKind.FRAME).count();
    int marked =
        records.stream()
            .filter(r -> r.getMark() != null)
            .mapToInt(r -> r.getMark().getFrames())
            .sum();
    assertThat(marked).isEqualTo((int) frames).isEqualTo(30);
  }

  @Test
  void sameCameraAgain_sameRecords() {
    assertThat(records(new ScriptedCamera("hall", START, new Cycle(10, 5, 5), 3), 30))
        .isEqualTo(records(new ScriptedCamera("hall", START, new Cycle(10, 5, 5), 3), 30));
  }

  @Test
  void pictureOfEveryFrame_tellsTheModelWhatTheScriptSays() throws Exception {
    ScriptedCamera camera = new ScriptedCamera("hall", START, new Cycle(70, 5, 0), 0);
    try (FilesClipStore store = new FilesClipStore(folder);
        Detector detector = new ScriptedModel().newDetector()) {
      Scene.writeTo(store);
      for (FrameRef frame : records(camera, 75)) {
        if (frame.getKind() == FrameKind.FRAME) {
          Detections examined = ScriptedCamera.examined(frame);
          try (InputStream picture = store.open(frame.getKey(), 0)) {
            assertThat(Scene.detections(detector.detect(picture.readAllBytes(), List.of())))
                .isEqualTo(examined.getObjects())
                .isNotEmpty();
          }
        }
      }
    }
  }

  private static List<FrameRef> records(ScriptedCamera camera, int ticks) {
    List<FrameRef> all = new ArrayList<>();
    for (int i = 0; i < ticks; i++) {
      all.addAll(camera.next());
    }
    all.addAll(camera.close());
    return all;
  }
}
