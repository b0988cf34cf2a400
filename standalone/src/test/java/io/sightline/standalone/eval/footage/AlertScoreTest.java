package io.sightline.standalone.eval.footage;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.standalone.eval.footage.AlertScore.Stay;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertScoreTest {
  private static Stay person(double from, double to) {
    return new Stay(new Span(from, to), "person");
  }

  private static Told alert(String subject, double from, double to) {
    return new Told("i" + from, subject, subject, new Span(from, to), from + 0.75, null);
  }

  @Test
  void oneAlertForEachVisit_allTold() {
    AlertScore score =
        AlertScore.of(
            List.of(person(1, 5), person(9, 12)),
            List.of(alert("person", 1.5, 4), alert("person", 9.25, 13)));

    assertThat(score.told()).isEqualTo(2);
    assertThat(score.missed()).isEmpty();
    assertThat(score.wrong()).isEmpty();
    assertThat(score.delays().get(0).startS()).isEqualTo(0.5);
    assertThat(score.delays().get(0).raisedS()).isEqualTo(1.25);
  }

  @Test
  void secondAlertInAVisit_isRepeated() {
    AlertScore score =
        AlertScore.of(List.of(person(1, 9)), List.of(alert("person", 1, 3), alert("person", 4, 9)));

    assertThat(score.told()).isEqualTo(1);
    assertThat(score.repeated()).hasSize(1);
    assertThat(score.repeated().get(0).span()).isEqualTo(new Span(1, 3));
  }

  @Test
  void oneAlertOverTwoVisits_oneIsMissed() {
    AlertScore score =
        AlertScore.of(List.of(person(1, 3), person(5, 9)), List.of(alert("person", 1, 9)));

    assertThat(score.told()).isEqualTo(1);
    assertThat(score.missed()).containsExactly(new Span(1, 3));
  }

  @Test
  void alertWhileNobodyIsThereOrOfAnotherSubject_isWrong() {
    AlertScore score =
        AlertScore.of(
            List.of(person(1, 3)), List.of(alert("person", 7, 8), alert("vehicle", 1, 3)));

    assertThat(score.told()).isZero();
    assertThat(score.wrong()).hasSize(2);
  }
}
