package io.sightline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.AlertState;
import io.sightline.avro.Decision;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import io.sightline.avro.Subject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to the scene, and what comes into it. */
class KnownSceneTest {
  private final Film film = new Film();

  /** Looks like a person, and scores as one, more or less. */
  private static void coat(Film.Shot shot, Random random) {
    double score = 0.3 + 0.6 * random.nextDouble();
    double jitter = 0.008 * random.nextGaussian();
    shot.finds("person", score, 0.7 + jitter, 0.3 - jitter, 0.1 + jitter, 0.4);
  }

  private static void light(double t, Film.Shot shot) {
    shot.moves(0.1 * (t % 3), 0, 0.7, 1);
  }

  private Decision decision() {
    return film.log.decision();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void coatForHoursUnderChangingLight_noAlertAndKnown(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      film.play(
              10,
              (t, shot) -> {
                coat(shot, random);
                light(t, shot);
              })
          .end()
          .pause(170);
    }

    assertThat(film.alerts()).isEmpty();
    assertThat(film.log.state.known()).hasSizeBetween(1, 3);
    assertThat(decision().getReason()).isEqualTo(Reason.KNOWN_OBJECT);
    assertThat(decision().getEvidence().getLabel()).isEqualTo("person");
  }

  @Test
  void coatAndSomebodyWhoWalksPast_oneAlertForTheOneWhoWalks() {
    Random random = new Random(5);
    for (int i = 0; i < 5; i++) {
      film.play(
          8,
          (t, shot) -> {
            coat(shot, random);
            shot.moves(0, 0.9, 0.05, 0.05);
          });
    }
    film.play(
        6,
        (t, shot) -> {
          if (t < 3.2 || t > 4.4) {
            coat(shot, random);
          }
          shot.person(0.8, 0.05 + 0.14 * t);
        });
    film.play(8, (t, shot) -> coat(shot, random)).end();

    assertThat(film.alerts()).hasSize(1);
    assertThat(film.alerts().get(0).getStartedAt()).isEqualTo(CameraLog.time(40));
    assertThat(film.alerts().get(0).getState()).isEqualTo(AlertState.CLOSED);
  }

  @Test
  void posterThatTheLightUncovers_noAlert() {
    film.empty(3)
        .play(20, (t, shot) -> shot.finds("person", 0.8, 0.4, 0.2, 0.1, 0.3).moves(0, 0, 1, 1))
        .end();

    assertThat(film.alerts()).isEmpty();
  }

  @Test
  void couchIsTakenForAPersonNowAndThen_noAlert() {
    Random random = new Random(3);
    film.play(
            60,
            (t, shot) -> {
              shot.finds("couch", 0.7, 0.3, 0.5, 0.3, 0.3);
              if (random.nextInt(4) == 0) {
                shot.finds("person", 0.55, 0.32, 0.5, 0.28, 0.3);
              }
              light(t, shot);
            })
        .end();

    assertThat(film.alerts()).isEmpty();
  }

  @Test
  void personSitsForTenMinutes_oneIncidentUntilThePersonLeaves() {
    film.play(3, (t, shot) -> shot.person(0.8, 0.1 + 0.1 * t));
    film.play(117, (t, shot) -> shot.person(0.6 + 0.2 * (t % 1), 0.4)).end().pause(200);
    film.play(
            8,
            (t, shot) -> shot.finds("person", 0.6, 0.4, 0.3, 0.1, 0.4).moves(0.42, 0.4, 0.03, 0.03))
        .end()
        .pause(270);
    assertThat(film.alerts()).hasSize(1);
    assertThat(film.alerts().get(0).getState()).isNotEqualTo(AlertState.CLOSED);

    film.play(5, (t, shot) -> shot.person(0.8, 0.4 + 0.1 * t)).empty(4).end();

    assertThat(film.alerts()).hasSize(1);
    assertThat(film.alerts().get(0).getState()).isEqualTo(AlertState.CLOSED);
    assertThat(decision().getReason()).isEqualTo(Reason.SAME_INCIDENT);
  }

  @Test
  void sleeperIsHardlyFoundWhileTheCatWalks_sameIncidentWhenTheSleeperRises() {
    film.play(3, (t, shot) -> shot.person(0.8, 0.1 + 0.1 * t));
    film.play(117, (t, shot) -> shot.person(0.8, 0.4)).end().pause(60);
    film.play(20, (t, shot) -> shot.sees("cat", 0.8, 0.04 * t, 0.8, 0.1, 0.1)).end().pause(60);
    film.play(4, (t, shot) -> shot.person(0.8, 0.4 + 0.1 * t)).empty(4).end();

    assertThat(film.alerts()).hasSize(1);
  }

  @Test
  void anotherComesWhileSomebodySits_twoIncidents() {
    film.play(3, (t, shot) -> shot.person(0.8, 0.1 + 0.1 * t));
    film.play(60, (t, shot) -> shot.person(0.8, 0.4));
    film.play(5, (t, shot) -> shot.person(0.8, 0.4).person(0.8, 0.9 - 0.06 * t));
    film.play(10, (t, shot) -> shot.person(0.8, 0.4));
    film.play(4, (t, shot) -> shot.person(0.8, 0.4 + 0.1 * t)).empty(4).end();

    assertThat(film.alerts()).hasSize(2);
    assertThat(film.alerts().get(1).getEndedAt()).isBefore(CameraLog.time(69));
    assertThat(film.alerts()).allMatch(alert -> alert.getState() == AlertState.CLOSED);
  }

  @Test
  void parkedCar_isKnownUntilItMoves() {
    film.log.rules(camera -> camera.setRules(List.of(cars())));
    for (int i = 0; i < 20; i++) {
      film.play(
              4,
              (t, shot) ->
                  shot.finds("car", 0.85, 0.3, 0.5, 0.3, 0.2).moves(0.1 * t, 0.2, 0.8, 0.6))
          .end()
          .pause(100);
    }
    assertThat(film.alerts()).isEmpty();
    assertThat(decision().getReason()).isEqualTo(Reason.KNOWN_OBJECT);

    film.play(4, (t, shot) -> shot.sees("car", 0.85, 0.3 + 0.15 * t, 0.5, 0.3, 0.2)).empty(4).end();

    assertThat(film.alerts()).hasSize(1);
    assertThat(film.alerts().get(0).getSubject()).isEqualTo(Subject.VEHICLE);
    assertThat(film.log.state.known()).isEmpty();
  }

  @Test
  void carComesAndParks_oneAlertHoweverLongItStands() {
    film.log.rules(camera -> camera.setRules(List.of(cars())));
    film.play(4, (t, shot) -> shot.sees("car", 0.85, 0.15 * t, 0.5, 0.3, 0.2));
    film.play(116, (t, shot) -> shot.sees("car", 0.85, 0.6, 0.5, 0.3, 0.2)).end();
    for (int i = 0; i < 60; i++) {
      film.pause(200)
          .play(
              4, (t, shot) -> shot.finds("car", 0.85, 0.6, 0.5, 0.3, 0.2).moves(0.2 * t, 0, 0.9, 1))
          .end();
    }

    assertThat(film.alerts()).hasSize(1);
    assertThat(film.alerts().get(0).getState()).isEqualTo(AlertState.CLOSED);
    assertThat(film.log.state.known()).hasSize(1);
    assertThat(decision().getOutcome()).isEqualTo(Outcome.SUPPRESSED);
  }

  private static Rule cars() {
    return Rule.newBuilder()
        .setRuleId("cars")
        .setSubjects(List.of("vehicle"))
        .setAction(RuleAction.ALERT)
        .setSeverity(Severity.INFO)
        .build();
  }
}
