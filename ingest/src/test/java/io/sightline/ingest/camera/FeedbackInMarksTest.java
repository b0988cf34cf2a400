package io.sightline.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Feedback;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.ingest.feedback.FeedbackFeed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackInMarksTest {
  @TempDir Path folder;
  private SessionBench bench;
  private final List<Feedback> said = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    bench = new SessionBench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private FeedbackFeed.News after(long position, long atMicros) {
    return new FeedbackFeed.News(
        List.copyOf(said.subList((int) position, said.size())), said.size());
  }

  private void say(String id) {
    said.add(Feedback.newBuilder().setFeedbackId(id).setRecordId(id).setCamera("cam").build());
  }

  private CameraLog epoch(long epoch) {
    return new CameraLog("cam", epoch, bench.spool, bench.codec, () -> "", this::after);
  }

  private List<List<String>> marks() throws Exception {
    List<List<String>> marks = new ArrayList<>();
    for (FrameRef mark : bench.frames(FrameKind.MARK)) {
      marks.add(mark.getMark().getFeedback().stream().map(Feedback::getFeedbackId).toList());
    }
    return marks;
  }

  @Test
  void eachIsInOneMarkOfAnEpoch() throws Exception {
    CameraLog log = epoch(1);
    log.mark(1_000_000, 1);
    say("a");
    say("b");
    log.mark(2_000_000, 1);
    say("c");
    log.finalMark(3_000_000, 1);
    CameraLog next = epoch(2);
    next.mark(4_000_000, 1);

    assertThat(marks())
        .containsExactly(List.of(), List.of("a", "b"), List.of("c"), List.of("a", "b", "c"));
  }
}
