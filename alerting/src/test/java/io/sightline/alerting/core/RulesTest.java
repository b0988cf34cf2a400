package io.sightline.alerting.core;

import static io.sightline.alerting.core.CameraLog.heardAs;
import static io.sightline.alerting.core.CameraLog.object;
import static io.sightline.alerting.core.CameraLog.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.Box;
import io.sightline.avro.Camera;
import io.sightline.avro.Crossing;
import io.sightline.avro.CrossingDirection;
import io.sightline.avro.Decision;
import io.sightline.avro.Detection;
import io.sightline.avro.Hours;
import io.sightline.avro.Line;
import io.sightline.avro.Outcome;
import io.sightline.avro.Point;
import io.sightline.avro.Reason;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import io.sightline.avro.SoundMotion;
import io.sightline.avro.Zone;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the rules of a camera make of what is seen and heard. */
class RulesTest {
  /** The right half of the picture. */
  private static final Zone PORCH =
      new Zone(
          "porch",
          List.of(new Point(0.5f, 0f), new Point(1f, 0f), new Point(1f, 1f), new Point(0.5f, 1f)));

  /** The left third. */
  private static final Zone STREET =
      new Zone(
          "street",
          List.of(
              new Point(0f, 0f), new Point(0.33f, 0f), new Point(0.33f, 1f), new Point(0f, 1f)));

  /** Down the middle: its left is the right half of the picture. */
  private static final Line GATE = new Line("gate", new Point(0.5f, 0.1f), new Point(0.5f, 0.95f));

  private static Rule alert(String id, String subject, Consumer<Rule.Builder> change) {
    Rule.Builder rule =
        Rule.newBuilder()
            .setRuleId(id)
            .setVersion(2)
            .setSubjects(List.of(subject))
            .setAction(RuleAction.ALERT);
    change.accept(rule);
    return rule.build();
  }

  private static CameraLog log(Rule... rules) {
    return new CameraLog().rules(camera -> places(camera).setRules(List.of(rules)));
  }

  private static Camera.Builder places(Camera.Builder camera) {
    return camera
        .setZones(List.of(PORCH, STREET))
        .setLines(List.of(GATE))
        .setTimeZone("Europe/Berlin");
  }

  /** A person whose feet are there, on the lower third of the picture. */
  private static Detection standing(double x) {
    return standing(x, 0.5);
  }

  private static Detection standing(double x, double height) {
    return new Detection(
        "person",
        0.8f,
        new Box((float) x - 0.05f, (float) (0.9 - height), 0.1f, (float) height),
        0,
        false);
  }

  @Test
  void petAlone_isSuppressedAsPet() {
    CameraLog log = new CameraLog().show(3, object("cat", 0.8, 0.4)).endQuietly();

    assertThat(log.alerts).isEmpty();
    assertThat(log.decision().getReason()).isEqualTo(Reason.RULE);
    assertThat(log.decision().getEvidence().getRule()).isEqualTo("default-pet");
    assertThat(log.decision().getEvidence().getSubject()).isEqualTo("pet");
    assertThat(log.decision().getEvidence().getUnmet()).isEmpty();
  }

  @Test
  void personWhileAway_isAnIntruderAndCritical() {
    CameraLog log = new CameraLog();
    log.mode = "away";
    log.show(3, person(0.8)).empty(3).endQuietly();

    Alert alert = log.told().get(0);
    assertThat(alert.getRule()).isEqualTo("default-intruder");
    assertThat(alert.getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.getMode()).isEqualTo("away");
    assertThat(log.decision().getMadeWith().getMode()).isEqualTo("away");
  }

  @Test
  void personAtHomeOrWhereTheModeIsNotKnown_isAWarning() {
    for (String mode : List.of("home", "")) {
      CameraLog log = new CameraLog();
      log.mode = mode;
      log.show(3, person(0.8)).empty(3).endQuietly();

      assertThat(log.told().get(0).getRule()).isEqualTo("default-person");
      assertThat(log.told().get(0).getSeverity()).isEqualTo(Severity.WARNING);
      assertThat(log.decision().getEvidence().getUnmet()).contains("default-intruder: mode away");
    }
  }

  @Test
  void switchedToAwayWhileSomebodyIsThere_theSameAlertBecomesCritical() {
    CameraLog log = new CameraLog();
    log.mode = "home";
    log.show(3, person(0.8));
    log.mode = "away";
    log.show(3, person(0.8)).empty(3).endQuietly();

    assertThat(log.told()).hasSize(1);
    assertThat(log.alerts.get(0).getSeverity()).isEqualTo(Severity.WARNING);
    assertThat(log.told().get(0).getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(log.told().get(0).getRule()).isEqualTo("default-intruder");
  }

  @Test
  void zone_alertsOnlyWhoStandsInIt() {
    Rule porch = alert("people", "person", r -> r.setZones(List.of("porch")));
    CameraLog outside = log(porch).show(4, standing(0.4)).empty(3).endQuietly();

    assertThat(outside.alerts).isEmpty();
    Decision silence = outside.decision();
    assertThat(silence.getOutcome()).isEqualTo(Outcome.SUPPRESSED);
    assertThat(silence.getReason()).isEqualTo(Reason.RULE);
    assertThat(silence.getEvidence().getRule()).isEqualTo("no-rule");
    assertThat(silence.getEvidence().getUnmet()).containsExactly("people: zone porch");

    CameraLog inside = log(porch).show(4, standing(0.7)).empty(3).endQuietly();
    assertThat(inside.told()).hasSize(1);
    assertThat(inside.told().get(0).getZones()).containsExactly("porch");
    assertThat(inside.told().get(0).getRuleVersion()).isEqualTo(2);
    assertThat(inside.decision().getEvidence().getZones()).containsExactly("porch");
    assertThat(inside.decision().getEvidence().getRuleVersion()).isEqualTo(2);
    assertThat(inside.decision().getEvidence().getUnmet()).isEmpty();
  }

  @Test
  void excludedZone_silencesWhoStandsInIt() {
    Rule people = alert("people", "person", r -> r.setExcludedZones(List.of("street")));

    CameraLog passerBy = log(people).show(4, standing(0.2)).empty(3).endQuietly();
    assertThat(passerBy.alerts).isEmpty();
    assertThat(passerBy.decision().getEvidence().getUnmet())
        .containsExactly("people: outside zone street");
    assertThat(passerBy.decision().getEvidence().getZones()).containsExactly("street");
    assertThat(log(people).show(4, standing(0.4)).told()).hasSize(1);
  }

  @Test
  void loitering_alertsWhenTheTimeIsUpAlsoWhoStandsStill() {
    Rule loiterer =
        alert("loiterer", "person", r -> r.setZones(List.of("porch")).setLoiterMs(10_000));
    CameraLog shortVisit = comes(log(loiterer)).show(4, standing(0.7)).empty(3).endQuietly();

    assertThat(shortVisit.alerts).isEmpty();
    assertThat(shortVisit.decision().getEvidence().getUnmet())
        .containsExactly("loiterer: loitering 4.8 s of 10 s");

    CameraLog longVisit = comes(log(loiterer));
    longVisit.show(10, List.of(), standing(0.7)).empty(3).endQuietly();
    Alert alert = longVisit.told().get(0);
    assertThat(alert.getRaisedAt()).isEqualTo(CameraLog.time(11));
    assertThat(longVisit.decision().getReason()).isEqualTo(Reason.NEW_INCIDENT);
    assertThat(longVisit.decision().getEvidence().getRule()).isEqualTo("loiterer");
    assertThat(longVisit.decision().getEvidence().getUnmet()).isEmpty();
  }

  /** Walks for two seconds, the second of them on the porch. */
  private static CameraLog comes(CameraLog log) {
    for (int i = 0; i < 10; i++) {
      log.show(0.2, standing(0.301 + 0.04 * i));
    }
    return log;
  }

  @Test
  void loiteringForLonger_isWaitedForBeforeSomebodyBelongsToTheScene() {
    Rule loiterer =
        alert("loiterer", "person", r -> r.setZones(List.of("porch")).setLoiterMs(200_000));
    CameraLog log = comes(log(loiterer)).show(210, List.of(), standing(0.7));

    assertThat(log.told()).hasSize(1);
  }

  @Test
  void oneStepIntoTheZone_isNoVisitToIt() {
    Rule porch = alert("people", "person", r -> r.setZones(List.of("porch")));
    CameraLog log = log(porch);
    for (double x : new double[] {0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.51, 0.45, 0.4, 0.35, 0.3}) {
      log.show(0.2, standing(x));
    }
    log.empty(3).endQuietly();

    assertThat(log.alerts).isEmpty();
    assertThat(log.decision().getReason()).isEqualTo(Reason.NOT_CONFIRMED);
    assertThat(log.decision().getEvidence().getRule()).isEqualTo("people");
    assertThat(log.decision().getEvidence().getZones()).containsExactly("porch", "street");
  }

  @Test
  void crossing_alertsInItsDirectionAlone() {
    Rule comesIn =
        alert(
            "comes-in",
            "person",
            r -> r.setCrossings(List.of(new Crossing("gate", CrossingDirection.RIGHT_TO_LEFT))));

    CameraLog in = walk(log(comesIn), 0.3, 0.7);
    assertThat(in.told()).hasSize(1);
    assertThat(in.told().get(0).getRule()).isEqualTo("comes-in");

    CameraLog out = walk(log(comesIn), 0.7, 0.3);
    assertThat(out.alerts).isEmpty();
    assertThat(out.decision().getEvidence().getUnmet())
        .containsExactly("comes-in: line gate right to left");
  }

  private static CameraLog walk(CameraLog log, double from, double to) {
    for (int i = 0; i <= 20; i++) {
      log.show(0.2, standing(from + (to - from) * i / 20));
    }
    return log.empty(3).endQuietly();
  }

  @Test
  void size_alertsOnlyBetweenItsBounds() {
    Rule near = alert("near", "person", r -> r.setMinHeight(0.3f).setMaxHeight(0.8f));

    CameraLog far = log(near).show(4, standing(0.6, 0.2)).empty(3).endQuietly();
    assertThat(far.decision().getEvidence().getUnmet())
        .containsExactly("near: height 0.20 of 0.30");
    CameraLog close = log(near).show(4, standing(0.6, 0.85)).empty(3).endQuietly();
    assertThat(close.decision().getEvidence().getUnmet())
        .containsExactly("near: height 0.85, at most 0.80");
    assertThat(log(near).show(4, standing(0.6, 0.5)).told()).hasSize(1);
  }

  @Test
  void hours_areReadInTheCamerasTimeZone() {
    // The log begins at noon UTC, which is one o'clock in Berlin.
    Rule early = alert("early", "person", r -> r.setHours(List.of(new Hours(List.of(), 720, 780))));
    Rule late = alert("late", "person", r -> r.setHours(List.of(new Hours(List.of(7), 780, 840))));

    CameraLog log = log(early, late).show(4, standing(0.6)).empty(3).endQuietly();
    assertThat(log.told().get(0).getRule()).isEqualTo("late");
    assertThat(log.decision().getEvidence().getUnmet()).containsExactly("early: hours 12:00-13:00");
  }

  @Test
  void confidence_isNamedWhereItWasNotEnough() {
    Rule sure = alert("sure", "person", r -> r.setMinConfidence(0.9f));
    CameraLog log = log(sure).show(4, standing(0.6)).empty(3).endQuietly();

    assertThat(log.decision().getReason()).isEqualTo(Reason.NOT_CONFIRMED);
    assertThat(log.decision().getEvidence().getUnmet())
        .containsExactly("sure: confidence 0.80 of 0.90");
  }

  @Test
  void ruleThatSuppressesInAZone_comesBeforeTheOneThatAlerts() {
    Rule street =
        Rule.newBuilder()
            .setRuleId("street-is-public")
            .setAction(RuleAction.SUPPRESS)
            .setZones(List.of("street"))
            .build();
    Rule people = alert("people", "person", r -> r.setSeverity(Severity.CRITICAL));

    CameraLog onTheStreet = log(street, people).show(4, standing(0.2)).empty(3).endQuietly();
    assertThat(onTheStreet.alerts).isEmpty();
    assertThat(onTheStreet.decision().getEvidence().getRule()).isEqualTo("street-is-public");
    CameraLog comesNearer = walk(log(street, people), 0.2, 0.6);
    assertThat(comesNearer.told()).hasSize(1);
    assertThat(comesNearer.told().get(0).getZones()).contains("porch");
  }

  @Test
  void secondRule_raisesTheSeverityOfTheSameAlertAndTellsItsChannels() {
    Rule porch =
        alert(
            "porch",
            "person",
            r ->
                r.setZones(List.of("porch"))
                    .setVersion(7)
                    .setSeverity(Severity.CRITICAL)
                    .setChannels(List.of("pager")));
    Rule people =
        alert(
            "people",
            "person",
            r -> r.setSeverity(Severity.INFO).setChannels(List.of("mail", "log")));

    CameraLog log = log(porch, people).show(3, standing(0.4));
    assertThat(log.told().get(0).getChannels()).containsExactly("mail", "log");
    log.show(3, standing(0.45), standing(0.45)).show(3, standing(0.55)).empty(3).endQuietly();

    Alert alert = log.told().get(0);
    assertThat(log.told()).hasSize(1);
    assertThat(alert.getRule()).isEqualTo("porch");
    assertThat(alert.getRuleVersion()).isEqualTo(7);
    assertThat(alert.getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.getChannels()).containsExactly("mail", "log", "pager");
  }

  @Test
  void cooldown_isEachRulesOwn() {
    Rule rare = alert("rare", "person", r -> r.setCooldownMs(60_000));
    CameraLog again = twoVisits(log(rare));
    assertThat(again.told()).hasSize(1);
    assertThat(again.decision().getReason()).isEqualTo(Reason.COOLDOWN);

    Rule each = alert("each", "person", r -> r.setCooldownMs(0));
    CameraLog both =
        twoVisits(
            new CameraLog().rules(camera -> camera.setCooldownMs(60_000).setRules(List.of(each))));
    assertThat(both.told()).hasSize(2);
  }

  private static CameraLog twoVisits(CameraLog log) {
    log.show(3, standing(0.6)).empty(3).endQuietly();
    log.now += 5;
    return log.begin().show(3, standing(0.6)).empty(3).endQuietly();
  }

  @Test
  void graverVisitWithinTheCooldown_isToldAnew() {
    CameraLog log =
        new CameraLog().rules(camera -> camera.setCooldownMs(60_000).setRules(List.of()));
    log.mode = "home";
    log.show(3, standing(0.6)).empty(3).endQuietly();
    log.now += 5;
    log.mode = "away";
    log.begin().show(3, standing(0.6)).empty(3).endQuietly();

    assertThat(log.told())
        .extracting(Alert::getRule)
        .containsExactly("default-person", "default-intruder");
  }

  @Test
  void soundWithMotion_alertsOnlyWhereSomethingMoves() {
    Rule with =
        alert("smash", "sound", r -> r.setLabels(List.of("glass")).setMotion(SoundMotion.WITH));
    CameraLog quiet = log(with);
    quiet.empty(1).endQuietly().quiet(10).hear(10, 30, heardAs("glass", 0.9));
    assertThat(quiet.alerts).isEmpty();
    quiet.endSound(10, 30, heardAs("glass", 0.9));
    assertThat(quiet.decision().getEvidence().getUnmet()).containsExactly("smash: motion");

    CameraLog moving = log(with).show(2, object("cat", 0.8, 0.4));
    moving.hear(1, 30, heardAs("glass", 0.9));
    assertThat(moving.told()).hasSize(1);
  }

  @Test
  void soundWithoutMotion_alertsOnlyWhereNothingMoves() {
    Rule without =
        alert("alone", "sound", r -> r.setLabels(List.of("baby")).setMotion(SoundMotion.WITHOUT));
    CameraLog moving = log(without).show(2, object("cat", 0.8, 0.4));
    moving.hear(1, 30, heardAs("baby", 0.9));
    assertThat(moving.alerts).isEmpty();

    CameraLog quiet = log(without);
    quiet.empty(1).endQuietly().quiet(10).hear(10, 30, heardAs("baby", 0.9));
    assertThat(quiet.told()).hasSize(1);
  }

  @Test
  void silence_keepsAPictureToo() {
    CameraLog cat = new CameraLog().show(3, object("cat", 0.8, 0.4)).empty(1).endQuietly();
    Decision suppressed = cat.decision();
    assertThat(suppressed.getEvidence().getPicture()).startsWith("c-" + suppressed.getActivityId());
    assertThat(suppressed.getEvidence().getPictureBox())
        .isEqualTo(object("cat", 0.8, 0.4).getBox());
    assertThat(suppressed.getKeptFrames()).containsExactly(suppressed.getEvidence().getPicture());

    Box moved = new Box(0.2f, 0.2f, 0.3f, 0.3f);
    CameraLog nothing = new CameraLog().show(2, List.of(moved)).empty(1).endQuietly();
    assertThat(nothing.decision().getReason()).isEqualTo(Reason.NO_OBJECT);
    assertThat(nothing.decision().getEvidence().getPictureBox()).isEqualTo(moved);
    assertThat(nothing.decision().getKeptFrames()).hasSize(1);
  }
}
