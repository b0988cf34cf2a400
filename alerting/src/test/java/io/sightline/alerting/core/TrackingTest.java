package io.sightline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.AlertState;
import io.sightline.avro.Reason;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Subject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is who from frame to frame, and what a track is taken for. */
class TrackingTest {
  private final Film film = new Film();

  private List<Track> tracks() {
    return film.log.state.tracks();
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 5, 10, 25})
  void twoPersonsCross_eachKeepsTheTrack(double fps) {
    film.at(fps);
    film.play(2, (t, shot) -> shot.person(0.8, 0.1 + 0.1 * t).person(0.8, 0.8 - 0.1 * t));
    long fromLeft =
        tracks().get(0).box().left() < 0.5 ? tracks().get(0).id() : tracks().get(1).id();
    film.play(4, (t, shot) -> shot.person(0.8, 0.3 + 0.1 * t).person(0.8, 0.6 - 0.1 * t));

    assertThat(tracks()).hasSize(2);
    Track right = tracks().stream().filter(track -> track.box().left() > 0.5).findFirst().get();
    assertThat(right.id()).isEqualTo(fromLeft);
  }

  @ParameterizedTest
  @CsvSource({"5, 1", "5, 2", "10, 2", "2, 1.5"})
  void personWalksBehindATree_sameTrackAndIncident(double fps, double hidden) {
    film.at(fps);
    film.play(
        7,
        (t, shot) -> {
          if (t < 3 || t >= 3 + hidden) {
            shot.person(0.8, 0.1 + 0.08 * t);
          } else {
            shot.moves(0.95, 0.95, 0.02, 0.02);
          }
        });

    assertThat(tracks()).hasSize(1);
    assertThat(tracks().get(0).id()).isEqualTo(1);
    assertThat(film.empty(4).end().alerts()).hasSize(1);
  }

  @Test
  void oneFrameASecond_personIsFollowedAndTold() {
    film.at(1).empty(2).play(8, (t, shot) -> shot.person(0.8, 0.1 + 0.08 * t)).empty(5).end();

    assertThat(film.log.state.tracksBegun()).isEqualTo(1);
    assertThat(film.alerts()).hasSize(1);
  }

  @Test
  void personLeavesThePictureForASecond_sameIncident() {
    film.play(3, (t, shot) -> shot.person(0.8, 0.3 - 0.1 * t))
        .empty(1)
        .play(3, (t, shot) -> shot.person(0.8, 0.1 * t))
        .empty(4)
        .end();

    assertThat(film.alerts()).hasSize(1);
  }

  @Test
  void twoPersonsAndOneLeaves_oneIncidentUntilBothHaveLeft() {
    film.play(4, (t, shot) -> shot.person(0.8, 0.1 + 0.05 * t).person(0.8, 0.5 + 0.05 * t))
        .play(6, (t, shot) -> shot.person(0.8, 0.3 + 0.05 * t))
        .empty(4)
        .end();

    assertThat(film.alerts()).hasSize(1);
    assertThat(film.alerts().get(0).getEndedAt()).isEqualTo(CameraLog.time(9.8));
  }

  @Test
  void personFollowedByADog_personAloneIsTold() {
    film.play(
            8,
            (t, shot) -> {
              if (t < 5) {
                shot.person(0.8, 0.05 + 0.15 * t);
              }
              if (t > 1) {
                shot.sees("dog", 0.75, 0.15 * (t - 1), 0.55, 0.12, 0.15);
              }
            })
        .empty(4)
        .end();

    assertThat(film.alerts()).hasSize(1);
    assertThat(film.alerts().get(0).getSubject()).isEqualTo(Subject.PERSON);
    assertThat(film.alerts().get(0).getUnsure()).isEmpty();
    assertThat(film.alerts().get(0).getEndedAt()).isBefore(CameraLog.time(5.1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void dogThatIsOftenCalledAPerson_noAlert(long seed) {
    Random random = new Random(seed);
    film.play(
            10,
            (t, shot) -> {
              double left = 0.1 + 0.05 * t;
              shot.sees("dog", 0.5 + 0.3 * random.nextDouble(), left, 0.6, 0.15, 0.15);
              if (random.nextInt(2) == 0) {
                shot.finds("person", 0.4 + 0.25 * random.nextDouble(), left, 0.59, 0.14, 0.16);
              }
            })
        .empty(4)
        .end();

    assertThat(film.alerts()).isEmpty();
    assertThat(film.log.decision().getReason()).isIn(Reason.RULE, Reason.UNSURE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void labelsThatFlip_suppressedAsUnsure(long seed) {
    Random random = new Random(seed);
    film.play(
            10,
            (t, shot) -> {
              String label = Math.round(t * 5) % 2 == 0 ? "person" : "dog";
              double score = 0.6 + 0.05 * random.nextDouble();
              shot.sees(label, score, 0.1 + 0.04 * t, 0.5, 0.15, 0.2);
            })
        .empty(4)
        .end();

    assertThat(film.alerts()).isEmpty();
    assertThat(film.log.decision().getReason()).isEqualTo(Reason.UNSURE);
    assertThat(film.log.decision().getEvidence().getUnsure()).isNotEmpty();
  }

  @Test
  void personWhoIsCalledADogNowAndThen_toldAsUnsure() {
    film.play(
            8,
            (t, shot) -> {
              boolean dog = Math.round(t * 5) % 3 == 0;
              shot.sees(dog ? "dog" : "person", dog ? 0.5 : 0.8, 0.1 + 0.06 * t, 0.4, 0.12, 0.3);
            })
        .empty(4)
        .end();

    assertThat(film.alerts()).hasSize(1);
    assertThat(film.alerts().get(0).getSubject()).isEqualTo(Subject.PERSON);
    assertThat(film.alerts().get(0).getLabel()).isEqualTo("person");
  }

  @Test
  void insectBeforeTheLens_noAlert() {
    for (int i = 0; i < 20; i++) {
      film.empty(2).play(0.4, (t, shot) -> shot.sees("person", 0.8, 0.2, 0.1, 0.6, 0.8));
    }
    film.empty(3).end();

    assertThat(film.alerts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void exposureThatMakesBoxesOfOneFrame_noAlert(long seed) {
    Random random = new Random(seed);
    film.play(
            60,
            (t, shot) -> {
              shot.moves(0, 0, 1, 1);
              if (Math.round(t * 5) % 4 == 0) {
                shot.finds(
                    "person",
                    0.5 + 0.3 * random.nextDouble(),
                    0.8 * random.nextDouble(),
                    0.5 * random.nextDouble(),
                    0.05 + 0.2 * random.nextDouble(),
                    0.1 + 0.4 * random.nextDouble());
              }
            })
        .end();

    assertThat(film.alerts()).isEmpty();
  }

  @Test
  void headlightsSweepAlongTheWall_noAlertEvenWhereVehiclesAreTold() {
    film.log.rules(
        camera ->
            camera.setRules(
                List.of(
                    Rule.newBuilder()
                        .setRuleId("cars")
                        .setSubjects(List.of("vehicle"))
                        .setAction(RuleAction.ALERT)
                        .build())));
    for (int i = 0; i < 20; i++) {
      film.empty(3)
          .play(
              1.6,
              (t, shot) -> {
                double width = 0.1 + 0.5 * ((t * 7) % 1);
                shot.moves(0.6 * t, 0, 0.4, 0.8);
                shot.finds("car", 0.35 + 0.3 * ((t * 3) % 1), 0.6 * t, 0.2, width, width / 2);
              });
    }
    film.empty(3).end();

    assertThat(film.alerts()).isEmpty();
  }

  @Test
  void boxesThatJitter_personAloneCountsOnce() {
    Random random = new Random(9);
    film.play(
            20,
            (t, shot) ->
                shot.sees(
                    "person",
                    0.4 + 0.5 * random.nextDouble(),
                    0.1 + 0.02 * t + 0.02 * random.nextGaussian(),
                    0.3 + 0.02 * random.nextGaussian(),
                    0.12,
                    0.4 + 0.05 * random.nextGaussian()))
        .empty(4)
        .end();

    assertThat(film.log.state.tracksBegun()).isLessThanOrEqualTo(2);
    assertThat(film.alerts()).hasSize(1);
  }

  @Test
  void clockIsSetBackAnHour_visitsAfterwardsAreTold() {
    film.play(5, (t, shot) -> shot.person(0.8, 0.1 + 0.1 * t)).empty(4);
    film.log.now -= 3600;
    film.play(6, (t, shot) -> shot.person(0.8, 0.1 + 0.1 * t)).empty(4).end();

    assertThat(film.alerts()).hasSize(2);
    assertThat(film.alerts()).allMatch(alert -> alert.getState() == AlertState.CLOSED);
  }
}
