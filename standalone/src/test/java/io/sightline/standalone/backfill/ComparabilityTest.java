package io.sightline.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.Box;
import io.sightline.avro.Decision;
import io.sightline.avro.Evidence;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.ingest.media.PixelBox;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparabilityTest {
  private static Decision decision(
      String id, Outcome outcome, Reason reason, int seen, int failed) {
    return Decision.newBuilder()
        .setActivityId(id)
        .setRecordId(id + "-d")
        .setCamera("door")
        .setOutcome(outcome)
        .setReason(reason)
        .setEvidence(Evidence.newBuilder().setFrames(seen).setFailedFrames(failed).build())
        .build();
  }

  private static Decision alerted(int seen, int failed) {
    return decision("a", Outcome.ALERTED, Reason.NEW_INCIDENT, seen, failed);
  }

  private static Decision silent(int seen, int failed) {
    return decision("a", Outcome.SUPPRESSED, Reason.NO_OBJECT, seen, failed);
  }

  @Test
  void decidedTwiceOnAllFrames_isComparedAndTold() {
    Comparability all = Comparability.of(List.of(alerted(9, 0)), List.of(silent(9, 0)));

    assertThat(all.activities()).containsExactly("a");
    assertThat(all.changed())
        .containsExactly(
            new Comparability.Change("a", "alerted: new-incident", "suppressed: no-object"));
  }

  @Test
  void sameDecision_isNoChange() {
    Comparability all = Comparability.of(List.of(alerted(9, 0)), List.of(alerted(9, 0)));

    assertThat(all.activities()).containsExactly("a");
    assertThat(all.changed()).isEmpty();
  }

  @Test
  void pictureThatIsGone_makesItNoEvidence() {
    Comparability all = Comparability.of(List.of(alerted(9, 0)), List.of(silent(2, 7)));

    assertThat(all.activities()).isEmpty();
    assertThat(all.gone()).isEqualTo(1);
  }

  @Test
  void framesThatFailedBothTimes_areNoObstacle() {
    assertThat(Comparability.of(List.of(alerted(7, 2)), List.of(silent(7, 2))).activities())
        .containsExactly("a");
  }

  @Test
  void activityThatTheSpanCuts_orThatWasNeverDecided_isLeftOut() {
    assertThat(Comparability.of(List.of(alerted(9, 0)), List.of(silent(4, 0))).cut()).isEqualTo(1);
    assertThat(Comparability.of(List.of(), List.of(silent(4, 0))).cut()).isEqualTo(1);
    Decision missing = decision("a", Outcome.FAILED, Reason.FRAMES_MISSING, 9, 0);
    assertThat(Comparability.of(List.of(alerted(9, 0)), List.of(missing)).cut()).isEqualTo(1);
  }

  @Test
  void alertAboutAnythingElse_isLeftOut() {
    Comparability all = Comparability.of(List.of(alerted(9, 0)), List.of(silent(9, 0)));
    Alert whole = alert("a");
    Alert half = alert("a", "b");

    assertThat(all.of(List.of(whole, half))).containsExactly(whole);
  }

  private static Alert alert(String... activities) {
    return Alert.newBuilder()
        .setAlertId("i" + activities.length)
        .setRecordId("r")
        .setCamera("door")
        .setActivities(List.of(activities))
        .build();
  }

  @Test
  void cropOfAClip_liesInsideOfThePicture() {
    assertThat(ClipPictures.part(new Box(0.5f, 0.25f, 0.25f, 0.5f), 640, 480))
        .isEqualTo(new PixelBox(320, 120, 160, 240));
    assertThat(ClipPictures.part(new Box(0.99f, 0.99f, 0.5f, 0.5f), 640, 480).fits(640, 480))
        .isTrue();
  }
}
