package io.sightline.console.api;

import static io.sightline.console.Samples.NOON;
import static io.sightline.console.Samples.alert;
import static io.sightline.console.Samples.camera;
import static io.sightline.console.Samples.clip;
import static io.sightline.console.Samples.decision;
import static io.sightline.console.Samples.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityKind;
import io.sightline.avro.Alert;
import io.sightline.avro.Camera;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.DeliveryState;
import io.sightline.avro.Evidence;
import io.sightline.avro.Expiry;
import io.sightline.avro.Hours;
import io.sightline.avro.MadeWith;
import io.sightline.avro.Notification;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.avro.Rule;
import io.sightline.avro.RuleAction;
import io.sightline.avro.Severity;
import io.sightline.avro.SoundClass;
import io.sightline.console.api.Account.Facts;
import io.sightline.console.api.Account.Fate;
import io.sightline.console.api.Account.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final Rule NIGHT =
      Rule.newBuilder()
          .setRuleId("night")
          .setVersion(3)
          .setSubjects(List.of("person"))
          .setAction(RuleAction.ALERT)
          .setSeverity(Severity.CRITICAL)
          .setZones(List.of("porch"))
          .setLoiterMs(10_000)
          .setHours(List.of(new Hours(List.of(5, 6), 1320, 360)))
          .setModes(List.of("away"))
          .build();
  private static final Camera YARD =
      camera("yard", "Back yard")
          .setTimeZone("Europe/Berlin")
          .setVersion(4)
          .setRules(List.of(NIGHT))
          .build();

  private static Facts silence(Evidence evidence) {
    Decision decision =
        decision("yard", NOON)
            .setBuild("0.1.0")
            .setEvidence(evidence)
            .setMadeWith(
                MadeWith.newBuilder()
                    .setCameraTopic("sightline.cameras")
                    .setCameraPartition(1)
                    .setCameraOffset(17)
                    .setCameraVersion(4)
                    .setModel("yolox_nano")
                    .setModelDigest("e8af074932d4ed7e")
                    .setMode("away")
                    .build())
            .build();
    Clip clip = clip("yard", NOON).setRule("camera:yard@4").build();
    return new Facts(
        YARD,
        null,
        List.of(decision),
        List.of(),
        List.of(),
        List.of(new Fate(clip.getClipId(), clip, null)));
  }

  @Test
  void silence_isExplainedWithRuleVersionAndWhatWasNotMet() {
    Evidence evidence =
        Evidence.newBuilder(evidence("person", 0.81f, "no-rule", 6_000))
            .setUnmet(List.of("night: loitering 2.1 s of 10 s"))
            .setZones(List.of("porch"))
            .build();

    assertThat(Account.ofActivity(silence(evidence)))
        .containsExactly(
            new Line("Camera", "Back yard (yard)"),
            new Line("When", "2026-11-22 13:00:00, for 7 s (Europe/Berlin)"),
            new Line(
                "Outcome",
                "Moved for 6 s; best guess person 0.81, and no rule alerts on it (not met: night:"
                    + " loitering 2.1 s of 10 s): suppressed."),
            new Line("Seen", "person 0.81 in 13 pictures; in zone porch"),
            new Line("Rule", "no-rule, built in"),
            new Line("Not met", "night: loitering 2.1 s of 10 s"),
            new Line("Told", "nobody: there was no alert"),
            new Line(
                "Clip",
                clip("yard", NOON).getClipId()
                    + ": kept until 2026-12-22 13:00:00, by camera:yard@4"),
            new Line(
                "Made with",
                "build 0.1.0; camera version 4 (sightline.cameras, partition 1, offset 17); model"
                    + " yolox_nano e8af074932d4; mode away"));
  }

  @Test
  void alert_namesRuleWhomItToldAndWhatBecameOfTheClip() {
    Alert alert = alert("yard", NOON).setRule("night").setRuleVersion(3).build();
    Decision decision =
        decision("yard", NOON)
            .setOutcome(Outcome.ALERTED)
            .setReason(Reason.NEW_INCIDENT)
            .setAlerts(List.of(alert.getAlertId()))
            .build();
    Notification pager =
        Notification.newBuilder()
            .setAlertId(alert.getAlertId())
            .setRecordId("n")
            .setChannel("pager")
            .setAttempt(2)
            .setState(DeliveryState.DELIVERED)
            .setAnswer("200")
            .setAttemptedAt(NOON.plusSeconds(3))
            .build();
    Expiry expiry =
        Expiry.newBuilder()
            .setClipId("yard-c")
            .setRecordId("e")
            .setRule("camera:yard@4")
            .setCause("due")
            .setDeletedAt(NOON.plusSeconds(60))
            .build();
    Facts facts =
        new Facts(
            YARD,
            null,
            List.of(decision),
            List.of(alert),
            List.of(pager),
            List.of(new Fate("yard-c", null, expiry)));

    assertThat(Account.ofAlert(facts))
        .contains(
            new Line(
                "Rule",
                "night, as it is since version 3: critical alert on person from 0.50; in porch;"
                    + " after 10 s; Fri, Sat 22:00 to 06:00; while away"),
            new Line(
                "Told", "pager, revision 0: delivered at attempt 2 at 2026-11-22 13:00:03 (200)"),
            new Line("Clip", "yard-c: deleted at 2026-11-22 13:01:00, due, by camera:yard@4"))
        .anyMatch(line -> line.about().equals("Alert") && line.words().contains("by rule night"))
        .anyMatch(
            line ->
                line.about().equals("Activity") && line.words().contains(Explanation.of(decision)));
  }

  @Test
  void sound_isHeard() {
    Decision decision =
        decision("yard", NOON)
            .setKind(ActivityKind.SOUND)
            .setEvidence(
                Evidence.newBuilder(evidence("dog", 0.7f, "default-sound", 0))
                    .setOverFloorDb(21.4f)
                    .build())
            .build();
    Activity activity =
        Activity.newBuilder()
            .setActivityId(decision.getActivityId())
            .setRecordId("r")
            .setCamera("yard")
            .setSounds(List.of(new SoundClass("dog", 0.7f), new SoundClass("speech", 0.2f)))
            .build();

    assertThat(
            Account.ofActivity(
                new Facts(null, activity, List.of(decision), List.of(), List.of(), List.of())))
        .contains(
            new Line("Heard", "21 dB over what is usual there; taken for dog 0.70, speech 0.20"),
            new Line("When", "2026-11-22 12:00:00, for 7 s (UTC)"));
  }
}
