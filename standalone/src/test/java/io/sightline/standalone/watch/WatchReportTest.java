package io.sightline.standalone.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertClip;
import io.sightline.avro.AlertState;
import io.sightline.avro.ClipState;
import io.sightline.avro.Decision;
import io.sightline.avro.Evidence;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import io.sightline.avro.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchReportTest {
  private static final Instant START = Instant.parse("2017-09-26T16:57:49Z");

  @Test
  void alertAndDecision_areSortedByStart_withRelativePaths() throws Exception {
    Alert alert =
        Alert.newBuilder()
            .setAlertId("cam-i1")
            .setRecordId("r")
            .setCamera("cam")
            .setState(AlertState.CLOSED)
            .setSubject(Subject.PERSON)
            .setLabel("person")
            .setConfidence(0.87654f)
            .setStartedAt(START.plusMillis(6100))
            .setEndedAt(START.plusMillis(19_800))
            .setRaisedAt(START.plusMillis(6_600))
            .setActivities(List.of("cam-a1"))
            .setClips(
                List.of(
                    AlertClip.newBuilder()
                        .setClipId("cam-c1")
                        .setState(ClipState.READY)
                        .setKey("cam/2017-09-26/cam-c1/clip.mp4")
                        .build()))
            .build();
    Decision decision =
        Decision.newBuilder()
            .setRecordId("r")
            .setCamera("cam")
            .setActivityId("cam-a0")
            .setStartedAt(START.plusMillis(1000))
            .setEndedAt(START.plusMillis(2000))
            .setOutcome(Outcome.SUPPRESSED)
            .setReason(Reason.NO_OBJECT)
            .setEvidence(Evidence.newBuilder().setUnmet(List.of("door: zone porch")).build())
            .build();

    List<WatchLine> lines =
        new WatchReport(START, key -> "data/" + key)
            .lines(List.of(alert), List.of(decision), Map.of());

    ObjectMapper json = new ObjectMapper();
    assertThat(json.writeValueAsString(lines.get(0)))
        .isEqualTo(
            "{\"type\":\"decision\",\"camera\":\"cam\",\"activity_id\":\"cam-a0\",\"start_s\":1.000,\"end_s\":2.000,"
                + "\"start\":\"2017-09-26T16:57:50.000Z\",\"end\":\"2017-09-26T16:57:51.000Z\",\"outcome\":\"suppressed\",\"reason\":\"no-object\",\"unmet\":[\"door:"
                + " zone porch\"]}");
    assertThat(lines.get(0).forPeople()).endsWith(": no-object (not met: door: zone porch)");
    assertThat(json.writeValueAsString(lines.get(1)))
        .contains("\"start_s\":6.100", "\"raised_s\":6.600", "\"confidence\":0.877")
        .contains("\"clip\":\"data/cam/2017-09-26/cam-c1/clip.mp4\"")
        .doesNotContain("reason");
  }
}
