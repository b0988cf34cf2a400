package io.sightline.e2e.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sightline.e2e.command.Assets;
import io.sightline.e2e.command.Finished;
import io.sightline.standalone.demo.DemoVideo;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchIT {
  private static final String ROOM = "footage/room-visits.mp4";

  @TempDir static Path folder;
  private static WatchRuns runs;

  @BeforeAll
  static void prepare() {
    runs = new WatchRuns(folder);
  }

  private static Finished room(String model) throws Exception {
    return runs.first(Assets.file(ROOM).toString(), "--model", Assets.file(model).toString());
  }

  @Test
  void roomWithYolox_eachVisitIsToldOnceAndInTime() throws Exception {
    assertEachVisitTold(room("models/yolox_nano.onnx"));
  }

  @Test
  void roomWithNanoDet_eachVisitIsToldOnceAndInTime() throws Exception {
    assertEachVisitTold(room("models/nanodet_m.onnx"));
  }

  private static void assertEachVisitTold(Finished run) {
    List<WatchJson> alerts = WatchRuns.alerts(run);
    assertThat(alerts).hasSameSizeAs(Visit.IN_THE_ROOM);
    for (int i = 0; i < alerts.size(); i++) {
      WatchJson alert = alerts.get(i);
      Visit visit = Visit.IN_THE_ROOM.get(i);
      assertThat(alert.text("subject")).isEqualTo("person");
      assertThat(Visit.IN_THE_ROOM.stream().filter(v -> v.overlaps(alert))).containsExactly(visit);
      assertThat(alert.start()).isCloseTo(visit.start(), within(1.0));
      assertThat(alert.raised()).isBetween(visit.start() - 0.2, visit.start() + 2);
    }
    assertExplained(run);
  }

  /** Every activity has one decision with a reason, and alerts belong to decided activities. */
  private static void assertExplained(Finished run) {
    List<WatchJson> decisions = WatchRuns.decisions(run);
    assertThat(decisions)
        .isNotEmpty()
        .allMatch(decision -> Set.of("alerted", "suppressed").contains(decision.text("outcome")))
        .noneMatch(decision -> decision.text("reason").isEmpty());
    List<String> activities = decisions.stream().map(d -> d.text("activity_id")).toList();
    assertThat(activities).doesNotHaveDuplicates();
    assertThat(WatchRuns.alerts(run))
        .extracting(alert -> alert.text("activity_id"))
        .isSubsetOf(activities);
  }

  @Test
  void roomWithYolox_clipPlaysAndShowsTheVisitBegin() throws Exception {
    List<Integer> recording = Pictures.of(Assets.file(ROOM)).prints();
    List<WatchJson> alerts = WatchRuns.alerts(room("models/yolox_nano.onnx"));
    for (int i = 0; i < alerts.size(); i++) {
      Path clip = Path.of(alerts.get(i).text("clip"));
      assertThat(clip).isRelative();
      Pictures pictures = Pictures.of(folder.resolve(clip));
      assertThat(pictures.errors()).isZero();
      assertThat(pictures.prints()).contains(recording.get(Visit.IN_THE_ROOM.get(i).first()));
    }
  }

  @Test
  void roomWithYoloxAgain_theSameBytes() throws Exception {
    Finished first = room("models/yolox_nano.onnx");
    String model = Assets.file("models/yolox_nano.onnx").toString();
    Finished second = runs.again(Assets.file(ROOM).toString(), "--model", model);

    assertThat(second.out()).isEqualTo(first.out());
  }

  @Test
  void roomWithBuiltInDetector_fourVisitsOrMoreAndNothingElse() throws Exception {
    Finished run = runs.first(Assets.file(ROOM).toString());

    List<WatchJson> alerts = WatchRuns.alerts(run);
    assertThat(alerts).allMatch(a -> Visit.IN_THE_ROOM.stream().anyMatch(v -> v.overlaps(a)));
    Set<Visit> told =
        Visit.IN_THE_ROOM.stream()
            .filter(visit -> alerts.stream().anyMatch(visit::overlaps))
            .collect(Collectors.toSet());
    assertThat(told).hasSizeGreaterThanOrEqualTo(4);
    assertExplained(run);
  }

  @Test
  void treeInWind_noAlertAndEveryActivityExplained() throws Exception {
    Finished run = runs.first(Assets.file("footage/tree-in-wind.avi").toString());

    assertThat(WatchRuns.alerts(run)).isEmpty();
    assertExplained(run);
  }

  /** Needs nothing but the checkout. */
  @Test
  void renderedScene_thePersonIsToldAndNothingElse() throws Exception {
    DemoVideo.write(folder.resolve("scene.mp4"));
    Visit person = new Visit(30, 130);

    Finished run = runs.first("scene.mp4");

    assertThat(WatchRuns.alerts(run))
        .singleElement()
        .satisfies(alert -> assertThat(alert.text("subject")).isEqualTo("person"))
        .matches(alert -> alert.start() >= person.start() && alert.end() <= person.end() + 0.2);
    assertThat(WatchRuns.decisions(run)).hasSizeGreaterThan(1);
    assertExplained(run);
    Pictures clip = Pictures.of(folder.resolve(WatchRuns.alerts(run).get(0).text("clip")));
    assertThat(clip.errors()).isZero();
    assertThat(clip.prints()).isNotEmpty();
    assertThat(runs.again("scene.mp4").out()).isEqualTo(run.out());
  }
}
