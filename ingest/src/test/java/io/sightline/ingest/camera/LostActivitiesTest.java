package io.sightline.ingest.camera;

import static io.sightline.ingest.camera.SessionBench.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.Clip;
import io.sightline.avro.EndCause;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.ClipLayout;
import io.sightline.ingest.clip.ClipSalvage;
import io.sightline.ingest.spool.OpenActivity;
import io.sightline.schemas.Ids;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostActivitiesTest {
  private static final String CLIP = Ids.clip("cam", SessionBench.START.plusSeconds(10));
  private static final String PREFIX =
      ClipLayout.prefix("cam", CLIP, SessionBench.START.plusSeconds(10));

  @TempDir Path folder;
  private SessionBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new SessionBench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void end() throws Exception {
    long start = Micros.of(SessionBench.START.plusSeconds(10));
    OpenActivity open =
        new OpenActivity(
            Ids.activity("cam", SessionBench.START.plusSeconds(10)),
            3,
            start,
            start + 5_000_000,
            4000,
            0.1f,
            20,
            List.of(CLIP),
            List.of(CLIP),
            null);
    ClipSalvage salvage = new ClipSalvage(bench.store, bench.writers);
    new LostActivities(salvage, Clock.systemUTC()).end(open, bench.log);
  }

  private Activity ended() throws Exception {
    List<Activity> activities = bench.facts(Activity.class);
    assertThat(activities).hasSize(1);
    assertThat(activities.get(0).getCause()).isEqualTo(EndCause.LOST);
    assertThat(activities.get(0).getFrames()).isEqualTo(20);
    FrameRef mark = bench.frames(FrameKind.MARK).get(0);
    assertThat(mark.getSequence()).isZero();
    assertThat(mark.getMark().getFrames()).isZero();
    assertThat(mark.getMark().getEnded()).containsExactly(activities.get(0));
    return activities.get(0);
  }

  @Test
  void scratchFile_isSalvaged() throws Exception {
    try (var scratch = bench.store.stage(PREFIX + "scratch.mp4")) {
      Files.writeString(scratch.path(), "7000000\n9000000\n15000000\n");
      end(); // while the file of the dead process is still there
    }
    Clip clip = bench.clips().get(0);
    assertThat(clip.getSalvaged()).isTrue();
    assertThat(seconds(clip.getCapturedAt())).isEqualTo(7.0);
    assertThat(seconds(clip.getEndedAt())).isEqualTo(15.0);
    assertThat(bench.store.size(clip.getKey())).contains(clip.getBytes());
    assertThat(ended().getClips()).containsExactly(CLIP);
    assertThat(bench.frames(FrameKind.MARK).get(0).getMark().getCommitted()).hasSize(1);
  }

  @Test
  void committedMediaWithoutRecord_getsItsRecord() throws Exception {
    try (var staged = bench.store.stage(PREFIX + "clip.mp4")) {
      Files.writeString(staged.path(), "7000000\n15000000\n");
      assertThat(staged.commit().bytes()).isPositive();
    }
    end();
    assertThat(bench.clips()).extracting(Clip::getClipId).containsExactly(CLIP);
    assertThat(ended().getClips()).containsExactly(CLIP);
  }

  @Test
  void clipWithoutMedia_isDeletedWithItsFrames() throws Exception {
    bench.store.put(PREFIX + "frames/one.jpg", new byte[] {1});
    end();
    assertThat(bench.clips()).isEmpty();
    assertThat(ended().getClips()).isEmpty();
    assertThat(bench.store.list("")).isEmpty();
  }

  @Test
  void lostSound_staysASound() throws Exception {
    String id = Ids.soundActivity("cam", SessionBench.START.plusSeconds(10));
    OpenActivity open = new OpenActivity(id, 3, 5, 9, 2, 0f, 0, List.of(), List.of(), null);
    new LostActivities(new ClipSalvage(bench.store, bench.writers), Clock.systemUTC())
        .end(open, bench.log);

    assertThat(open.camera()).isEqualTo("cam");
    assertThat(bench.facts(Activity.class).get(0).getKind()).isEqualTo(ActivityKind.SOUND);
  }
}
