package io.sightline.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class OpenSetTest {
  private static Activity activity(String camera, int n, ActivityState state, String... clips) {
    return Activity.newBuilder()
        .setActivityId(camera + "-a" + "%011d".formatted(n))
        .setRecordId("r")
        .setCamera(camera)
        .setCapturedAt(Instant.ofEpochSecond(n))
        .setStartedAt(Instant.ofEpochSecond(n))
        .setState(state)
        .setClips(List.of(clips))
        .build();
  }

  private static FrameRef frame(Activity activity, int second) {
    return FrameRef.newBuilder()
        .setRecordId("r")
        .setCamera(activity.getCamera())
        .setActivityId(activity.getActivityId())
        .setKind(FrameKind.FRAME)
        .setCapturedAt(Instant.ofEpochSecond(second))
        .build();
  }

  private static Clip clip(Activity activity, String id) {
    return Clip.newBuilder()
        .setClipId(id)
        .setRecordId("r")
        .setCamera(activity.getCamera())
        .setActivityId(activity.getActivityId())
        .build();
  }

  private static OpenSet fold(List<? extends SpecificRecord> facts) {
    OpenSet open = OpenSet.EMPTY;
    for (SpecificRecord fact : facts) {
      open = open.apply(fact);
    }
    return open;
  }

  @Test
  void clipWithoutRecord_isOpen() {
    Activity started = activity("cam-a", 1, ActivityState.STARTED, "c1");
    Activity ongoing = activity("cam-a", 1, ActivityState.ONGOING, "c1", "c2");
    OpenSet open = fold(List.of(started, frame(started, 5), clip(started, "c1"), ongoing));
    OpenActivity only = open.activities().get(started.getActivityId());
    assertThat(only.open()).containsExactly("c2");
    assertThat(only.clips()).containsExactly("c1", "c2");
    assertThat(only.frames()).isEqualTo(1);
    assertThat(only.camera()).isEqualTo("cam-a");
    assertThat(only.lastMicros()).isEqualTo(5_000_000);
  }

  @Test
  void endedActivity_isGone() {
    Activity started = activity("cam", 1, ActivityState.STARTED, "c1");
    assertThat(fold(List.of(started, activity("cam", 1, ActivityState.ENDED))).activities())
        .isEmpty();
  }

  @Test
  void cursor_survivesItsMetadata() {
    List<Activity> started = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      started.add(activity("camera-" + i, i, ActivityState.STARTED, "camera-" + i + "-c0"));
    }
    for (int n : new int[] {0, 1, 60}) {
      Cursor cursor = new Cursor("spool-id", 42, 7, fold(started.subList(0, n)));
      assertThat(cursor.metadata().length()).isLessThan(4096);
      assertThat(Cursor.read(42, cursor.metadata())).isEqualTo(cursor);
    }
  }

  @Provide
  Arbitrary<List<Activity>> lives() {
    Arbitrary<Activity> one =
        Combinators.combine(
                Arbitraries.of("a", "b"),
                Arbitraries.integers().between(1, 4),
                Arbitraries.of(ActivityState.STARTED, ActivityState.ONGOING, ActivityState.ENDED))
            .as((camera, n, state) -> activity(camera, n, state));
    return one.list().ofMaxSize(30);
  }

  @Property(tries = 200)
  void openAreThoseWhoseLastFactIsNoEnd(@ForAll("lives") List<Activity> facts) {
    Set<String> expected = new HashSet<>();
    for (Activity fact : facts) {
      if (fact.getState() == ActivityState.ENDED) {
        expected.remove(fact.getActivityId());
      } else {
        expected.add(fact.getActivityId());
      }
    }
    assertThat(fold(facts).activities().keySet()).isEqualTo(expected);
  }
}
