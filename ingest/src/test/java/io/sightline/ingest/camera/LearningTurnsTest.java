package io.sightline.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.ActivityState;
import io.sightline.avro.RecordingMode;
import io.sightline.ingest.camera.LearningTurns.Turn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningTurnsTest {
  private static final String VISIT = ".".repeat(100) + "#".repeat(50) + ".".repeat(60);

  @TempDir private Path folder;

  @Test
  void cameraBeyondTheLimit_waitsUntilAnotherHasLearnt() {
    LearningTurns turns = new LearningTurns(1);
    Turn first = turns.turn();
    Turn second = turns.turn();
    assertThat(first.begins()).isTrue();
    assertThat(second.begins()).isFalse();
    first.close();
    first.close();
    assertThat(first.begins()).isTrue();
    assertThat(second.begins()).isTrue();
    assertThat(turns.turn().begins()).isFalse();
  }

  @Test
  void cameraThatWaits_isRecordedAndNotWatched() throws Exception {
    try (SessionBench bench = new SessionBench(folder)) {
      bench.gate();
      bench.recording = RecordingMode.ALWAYS;
      bench.learning = new LearningTurns(0);
      bench.run(VISIT);
      assertThat(bench.activities(ActivityState.STARTED)).isEmpty();
      assertThat(bench.counter("sightline.ingest.recordings")).isPositive();
      assertThat(bench.counter("sightline.ingest.gate.decoded")).isZero();
    }
  }

  @Test
  void sessionThatIsOver_givesItsTurnBack() throws Exception {
    LearningTurns turns = new LearningTurns(1);
    try (SessionBench bench = new SessionBench(folder)) {
      bench.gate();
      bench.learning = turns;
      bench.run(VISIT);
      assertThat(bench.activities(ActivityState.STARTED)).hasSize(1);
    }
    assertThat(turns.turn().begins()).isTrue();
  }
}
