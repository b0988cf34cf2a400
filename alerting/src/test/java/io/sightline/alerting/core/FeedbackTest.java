package io.sightline.alerting.core;

import static io.sightline.alerting.core.CameraLog.CAMERA;
import static io.sightline.alerting.core.CameraLog.object;
import static io.sightline.alerting.core.CameraLog.person;
import static io.sightline.alerting.core.CameraLog.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.alerting.core.feedback.Memory;
import io.sightline.avro.Box;
import io.sightline.avro.Decision;
import io.sightline.avro.Detection;
import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same visit before and after people said something. */
class FeedbackTest {
  private static final double THIRTY_DAYS_S = 30 * 86_400;
  private static final double DOUBTFUL = 0.6;

  private final CameraLog log = new CameraLog();

  /** Somebody, or something, for four seconds; returns the decision. */
  private Decision visit(Detection object) {
    log.begin().show(4, object).empty(3).endQuietly().quiet(2);
    return log.decision();
  }

  private String alertId() {
    return log.alerts.get(log.alerts.size() - 1).getAlertId();
  }

  private static Feedback.Builder said(String id, FeedbackKind kind) {
    return Feedback.newBuilder()
        .setFeedbackId(id)
        .setRecordId(id)
        .setCamera(CAMERA)
        .setCapturedAt(time(0))
        .setKind(kind);
  }

  private Feedback aboutLast(String id, FeedbackKind kind) {
    return said(id, kind).setAlertId(alertId()).build();
  }

  private static Rule alerting(String subject, double minConfidence) {
    return Rule.newBuilder()
        .setRuleId("tell-" + subject)
        .setSubjects(List.of(subject))
        .setAction(RuleAction.ALERT)
        .setMinConfidence((float) minConfidence)
        .setSeverity(Severity.WARNING)
        .build();
  }

  @Test
  void falseAlarm_theSameAgainIsNotToldAndTheDecisionSaysWhy() {
    assertThat(visit(person(DOUBTFUL)).getReason()).isEqualTo(Reason.NEW_INCIDENT);
    log.say(aboutLast("f1", FeedbackKind.FALSE_ALARM));

    Decision decision = visit(person(DOUBTFUL));

    assertThat(decision.getOutcome()).isEqualTo(Outcome.SUPPRESSED);
    assertThat(decision.getReason()).isEqualTo(Reason.FEEDBACK);
    assertThat(decision.getEvidence().getFeedback()).containsExactly("f1");
    assertThat(log.told()).hasSize(1);
  }

  @Test
  void falseAlarm_elsewhereAndSurerAndMovingAreToldAllTheSame() {
    visit(person(DOUBTFUL));
    log.say(aboutLast("f1", FeedbackKind.FALSE_ALARM));

    assertThat(visit(object("person", DOUBTFUL, 0.8)).getOutcome()).isEqualTo(Outcome.ALERTED);
    Decision surer = visit(person(0.66));
    assertThat(surer.getOutcome()).isEqualTo(Outcome.ALERTED);
    assertThat(surer.getEvidence().getFeedback()).containsExactly("f1");
    log.begin();
    for (double left = 0.34; left < 0.6; left += 0.03) {
      log.show(0.2, object("person", DOUBTFUL, left));
    }
    log.empty(3).endQuietly();
    assertThat(log.decision().getOutcome()).isEqualTo(Outcome.ALERTED);
  }

  @Test
  void falseAlarm_takenBack_isAsIfItHadNotBeenSaid() {
    visit(person(DOUBTFUL));
    log.say(aboutLast("f1", FeedbackKind.FALSE_ALARM));
    log.say(said("r1", FeedbackKind.REVOKED).setRevokes("f1").build());

    Decision decision = visit(person(DOUBTFUL));

    assertThat(decision.getOutcome()).isEqualTo(Outcome.ALERTED);
    assertThat(decision.getEvidence().getFeedback()).isEmpty();
    log.say(said("f1", FeedbackKind.FALSE_ALARM).setBox(person(1).getBox()).build());
    assertThat(visit(person(DOUBTFUL)).getOutcome()).isEqualTo(Outcome.ALERTED);
  }

  @Test
  void falseAlarm_outweighedByAsManyWhoSayItWasRight_countsNothing() {
    visit(person(DOUBTFUL));
    log.say(aboutLast("f1", FeedbackKind.FALSE_ALARM), aboutLast("c1", FeedbackKind.CONFIRMED));

    assertThat(visit(person(DOUBTFUL)).getOutcome()).isEqualTo(Outcome.ALERTED);
  }

  @Test
  void falseAlarm_countsLessAtAnotherHourAndNothingAfterThirtyDays() {
    visit(person(0.55));
    log.say(aboutLast("f1", FeedbackKind.FALSE_ALARM));
    log.now += 12 * 3600;
    assertThat(visit(person(0.59)).getOutcome()).isEqualTo(Outcome.ALERTED);
    assertThat(visit(person(0.55)).getReason()).isEqualTo(Reason.FEEDBACK);

    log.now += THIRTY_DAYS_S;
    log.mark(false);

    assertThat(log.state.said().remarks()).isEmpty();
    assertThat(visit(person(0.55)).getOutcome()).isEqualTo(Outcome.ALERTED);
  }

  @Test
  void falseAlarmOfAnAlertThatIsForgotten_countsWhereItsBoxSays() {
    Feedback said =
        said("f1", FeedbackKind.FALSE_ALARM)
            .setAlertId("hall-i00000000000")
            .setBox(person(1).getBox())
            .build();
    log.say(said);

    assertThat(visit(person(DOUBTFUL)).getReason()).isEqualTo(Reason.FEEDBACK);
  }

  @Test
  void knownDog_isNotToldAnyMoreAndAnotherSizeAndAPersonAre() {
    log.rules(c -> c.setRules(List.of(alerting("pet", 0.5), alerting("person", 0.5))));
    assertThat(visit(object("dog", 0.9, 0.2)).getOutcome()).isEqualTo(Outcome.ALERTED);
    log.say(aboutLast("k1", FeedbackKind.KNOWN));

    Decision again = visit(object("dog", 0.9, 0.7));
    assertThat(again.getReason()).isEqualTo(Reason.FEEDBACK);
    assertThat(again.getEvidence().getFeedback()).containsExactly("k1");
    Detection mouse = new Detection("cat", 0.9f, new Box(0.7f, 0.7f, 0.05f, 0.05f), 0, false);
    assertThat(visit(mouse).getOutcome()).isEqualTo(Outcome.ALERTED);
    assertThat(visit(object("person", 0.9, 0.2)).getOutcome()).isEqualTo(Outcome.ALERTED);
  }

  @Test
  void personThatWasOurDog_personsThereHaveToBeSurer() {
    visit(person(DOUBTFUL));
    Feedback dog = Feedback.newBuilder(aboutLast("k1", FeedbackKind.KNOWN)).setLabel("dog").build();
    log.say(dog);

    assertThat(visit(person(DOUBTFUL)).getReason()).isEqualTo(Reason.FEEDBACK);
    assertThat(visit(person(0.8)).getOutcome()).isEqualTo(Outcome.ALERTED);
  }

  @Test
  void knownPerson_isToldMildlyThereAtThatHourOnly() {
    visit(person(0.9));
    log.say(aboutLast("k1", FeedbackKind.KNOWN));

    Decision again = visit(person(0.9));

    assertThat(again.getOutcome()).isEqualTo(Outcome.ALERTED);
    assertThat(again.getEvidence().getFeedback()).containsExactly("k1");
    assertThat(log.alerts.get(log.alerts.size() - 1).getSeverity()).isEqualTo(Severity.INFO);
    visit(object("person", 0.9, 0.8));
    assertThat(log.alerts.get(log.alerts.size() - 1).getSeverity()).isEqualTo(Severity.WARNING);
    log.now += 12 * 3600;
    visit(person(0.9));
    assertThat(log.alerts.get(log.alerts.size() - 1).getSeverity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void missed_theSameAgainIsTold() {
    assertThat(visit(person(0.42)).getReason()).isEqualTo(Reason.NOT_CONFIRMED);
    Feedback missed =
        said("m1", FeedbackKind.MISSED)
            .setActivityId(log.decision().getActivityId())
            .setLabel("person")
            .build();
    log.say(missed);

    Decision again = visit(person(0.42));

    assertThat(again.getOutcome()).isEqualTo(Outcome.ALERTED);
    assertThat(again.getEvidence().getFeedback()).containsExactly("m1");
    assertThat(again.getEvidence().getThreshold()).isBetween(0.39f, 0.41f);
    assertThat(visit(person(0.25)).getOutcome()).isEqualTo(Outcome.SUPPRESSED);
  }

  @Test
  void whatMakesNoSense_isLeftOut() {
    Box none = new Box(Float.NaN, 0f, 0.1f, 0.1f);
    log.say(
        said("", FeedbackKind.FALSE_ALARM).setBox(person(1).getBox()).build(),
        said("x".repeat(10_000), FeedbackKind.FALSE_ALARM).setBox(person(1).getBox()).build(),
        said("u", FeedbackKind.UNKNOWN).setBox(person(1).getBox()).build(),
        said("n", FeedbackKind.FALSE_ALARM).setBox(none).build(),
        said("e", FeedbackKind.REVOKED).build(),
        said("a", FeedbackKind.KNOWN).setAlertId("?").setLabel("y".repeat(10_000)).build(),
        said("b", FeedbackKind.FALSE_ALARM).setCamera("yard").setBox(person(1).getBox()).build(),
        said("t", FeedbackKind.FALSE_ALARM)
            .setCapturedAt(Instant.parse("9999-01-01T00:00:00Z"))
            .build());

    assertThat(log.state.said().remarks()).hasSize(3).allMatch(r -> r.label().length() <= 64);
    assertThat(log.state.said().remarks()).allMatch(r -> r.at() <= log.state.through());
    assertThat(visit(person(0.51)).getOutcome()).isEqualTo(Outcome.ALERTED);
  }

  @Test
  void aThousandAtOnce_theNewestAreRemembered() {
    Feedback[] many = new Feedback[1000];
    for (int i = 0; i < many.length; i++) {
      many[i] =
          said("f" + i, FeedbackKind.FALSE_ALARM)
              .setCapturedAt(time(-i))
              .setBox(person(1).getBox())
              .build();
    }
    log.say(many);

    assertThat(log.state.said().remarks()).hasSize(Memory.MOST_REMARKS);
    assertThat(log.state.said().remarks()).last().matches(remark -> remark.id().equals("f0"));
    assertThat(StateCodec.encode(log.state).length).isLessThan(20_000);
  }
}
