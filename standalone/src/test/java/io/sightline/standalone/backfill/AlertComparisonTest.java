package io.sightline.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sightline.avro.Alert;
import io.sightline.avro.Severity;
import io.sightline.avro.Subject;
import io.sightline.schemas.Ids;
import io.sightline.standalone.backfill.Difference.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertComparisonTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private static Alert alert(String camera, double from, double to, Subject subject) {
    Instant start = NOON.plusMillis((long) (from * 1000));
    String id = Ids.incident(camera, start);
    return Alert.newBuilder()
        .setAlertId(id)
        .setRecordId(id + "-0")
        .setCamera(camera)
        .setSubject(subject)
        .setLabel(subject.name())
        .setSeverity(Severity.WARNING)
        .setRule("default")
        .setStartedAt(start)
        .setRaisedAt(start)
        .setEndedAt(NOON.plusMillis((long) (to * 1000)))
        .build();
  }

  private static Alert person(double from, double to) {
    return alert("door", from, to, Subject.PERSON);
  }

  private static List<Kind> kinds(List<Alert> before, List<Alert> after) {
    return AlertComparison.of(before, after).stream().map(Difference::kind).toList();
  }

  @Test
  void sameVisitSeenAFrameEarlier_isTheSameThoughItsIdIsAnother() {
    assertThat(kinds(List.of(person(10, 20)), List.of(person(9.8, 20.2))))
        .containsExactly(Kind.SAME);
  }

  @Test
  void visitThatIsNotSeenAnyMore_isGone_andOneThatWasNotSeen_isNew() {
    assertThat(kinds(List.of(person(10, 20)), List.of(person(30, 40))))
        .containsExactly(Kind.GONE, Kind.NEW);
  }

  @Test
  void sameTimeAtAnotherCamera_isNotTheSame() {
    assertThat(kinds(List.of(person(1, 9)), List.of(alert("yard", 1, 9, Subject.PERSON))))
        .containsExactlyInAnyOrder(Kind.GONE, Kind.NEW);
  }

  @Test
  void otherLabelRuleOrSeverity_isChanged_andSaysWhat() {
    Alert before = person(10, 20);
    Alert after =
        Alert.newBuilder(before)
            .setSubject(Subject.PET)
            .setLabel("dog")
            .setSeverity(Severity.CRITICAL)
            .setZones(List.of("porch"))
            .setRaisedAt(before.getRaisedAt().plusMillis(2500))
            .build();

    Difference only = AlertComparison.of(List.of(before), List.of(after)).get(0);

    assertThat(only.kind()).isEqualTo(Kind.CHANGED);
    assertThat(only.what())
        .containsExactly(
            "subject person -> pet",
            "label PERSON -> dog",
            "severity warning -> critical",
            "zones none -> porch",
            "raised 2.5 s later");
  }

  @Test
  void twoAtATime_findThoseOfTheirOwnKind() {
    Alert dog = alert("door", 10, 20, Subject.PET);

    List<Difference> all = AlertComparison.of(List.of(person(10, 21), dog), List.of(dog));

    assertThat(all)
        .extracting(Difference::kind, each -> each.any().getSubject())
        .containsExactlyInAnyOrder(tuple(Kind.SAME, Subject.PET), tuple(Kind.GONE, Subject.PERSON));
  }

  @Test
  void oneThatFallsIntoTwo_isTheSameOnce_andTheOtherIsNew() {
    assertThat(kinds(List.of(person(10, 30)), List.of(person(10, 24), person(25, 30))))
        .containsExactly(Kind.SAME, Kind.NEW);
  }

  @Test
  void nothing_differsNowhere() {
    assertThat(AlertComparison.of(List.of(), List.of())).isEmpty();
  }
}
