package io.sightline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.Box;
import io.sightline.avro.Camera;
import io.sightline.avro.Decision;
import io.sightline.avro.Detection;
import io.sightline.avro.Detections;
import io.sightline.avro.Evidence;
import io.sightline.avro.MadeWith;
import io.sightline.avro.Point;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import io.sightline.avro.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same log under two versions of a camera, of which one rule is different. */
class RuleChangeTest {
  private static final String[] LABELS = {"person", "cat", "car", "truck", "chair"};
  private static final Zone DRIVE =
      new Zone(
          "drive",
          List.of(new Point(0f, 0f), new Point(0.5f, 0f), new Point(0.5f, 1f), new Point(0f, 1f)));

  private static Rule rule(String id, int version, String subject, Severity severity) {
    return Rule.newBuilder()
        .setRuleId(id)
        .setVersion(version)
        .setSubjects(List.of(subject))
        .setAction(RuleAction.ALERT)
        .setSeverity(severity)
        .build();
  }

  private static CameraVersion camera(int version, Rule cars) {
    Camera camera =
        Camera.newBuilder()
            .setCamera(CameraLog.CAMERA)
            .setVersion(version)
            .setZones(List.of(DRIVE))
            .setRules(List.of(cars, rule("people", 1, "person", Severity.WARNING)))
            .build();
    return new CameraVersion(camera, "test.cameras", 0, version);
  }

  private static Folded fold(List<Detections> records, CameraVersion version) {
    CameraFold fold = new CameraFold("test");
    CameraState state = CameraState.EMPTY;
    List<Alert> alerts = new ArrayList<>();
    List<Decision> decisions = new ArrayList<>();
    for (Detections record : records) {
      Folded folded = fold.fold(state, record, version);
      state = folded.state();
      alerts.addAll(folded.alerts());
      decisions.addAll(folded.decisions());
    }
    return new Folded(state, alerts, decisions);
  }

  @Property(tries = 100)
  void changedRule_changesWhatItIsAboutAndNothingElse(@ForAll long seed) {
    List<Detections> records = records(seed);
    Rule before = rule("cars", 1, "vehicle", Severity.INFO);
    Rule after =
        Rule.newBuilder(before)
            .setVersion(2)
            .setSeverity(Severity.CRITICAL)
            .setZones(List.of("drive"))
            .setMinConfidence(0.6f)
            .build();
    Folded first = fold(records, camera(1, before));
    Folded second = fold(records, camera(2, after));

    assertThat(second.decisions()).hasSameSizeAs(first.decisions());
    for (int i = 0; i < first.decisions().size(); i++) {
      Decision one = first.decisions().get(i);
      Decision other = second.decisions().get(i);
      if (!aboutCars(one) && !aboutCars(other)) {
        assertThat(withoutCamera(other)).isEqualTo(withoutCamera(one));
      }
      Evidence evidence = other.getEvidence();
      if ("cars".equals(evidence.getRule())) {
        assertThat(evidence.getRuleVersion()).isEqualTo(2);
      }
      assertThat(other.getMadeWith().getCameraVersion()).isEqualTo(2);
    }
    assertThat(people(second)).isEqualTo(people(first));
    assertThat(second.alerts().stream().filter(alert -> alert.getRule().equals("cars")))
        .allMatch(alert -> alert.getRuleVersion() == 2)
        .allMatch(alert -> alert.getSeverity() == Severity.CRITICAL)
        .allMatch(alert -> alert.getZones().contains("drive"));
  }

  private static boolean aboutCars(Decision decision) {
    Evidence evidence = decision.getEvidence();
    return "vehicle".equals(evidence.getSubject())
        || evidence.getUnmet().stream().anyMatch(unmet -> unmet.startsWith("cars: "))
        || decision.getAlerts().size() > 1;
  }

  private static Decision withoutCamera(Decision decision) {
    return Decision.newBuilder(decision).setMadeWith(MadeWith.newBuilder().build()).build();
  }

  private static List<Alert> people(Folded folded) {
    return folded.alerts().stream().filter(alert -> alert.getRule().equals("people")).toList();
  }

  /** Visits of all sorts, one after the other. */
  private static List<Detections> records(long seed) {
    Random random = new Random(seed);
    CameraLog log = new CameraLog();
    for (int i = 0; i < 12; i++) {
      String label = LABELS[random.nextInt(LABELS.length)];
      float score = 0.3f + 0.6f * random.nextFloat();
      Box box = new Box(random.nextFloat() * 0.8f, 0.3f, 0.2f, 0.5f);
      log.show(1 + random.nextDouble() * 4, new Detection(label, score, box, 0, false))
          .empty(2)
          .endQuietly();
      log.now += random.nextDouble() * 5;
      log.begin();
    }
    return log.records;
  }
}
