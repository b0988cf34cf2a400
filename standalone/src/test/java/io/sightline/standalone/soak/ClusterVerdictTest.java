package io.sightline.standalone.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Detections;
import io.sightline.avro.Expiry;
import io.sightline.avro.FrameRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ClusterVerdictTest {
  private final List<ConsumerRecord<String, Activity>> activities = new ArrayList<>();
  private final List<ConsumerRecord<String, FrameRef>> frames = new ArrayList<>();
  private final List<ConsumerRecord<String, Detections>> detections = new ArrayList<>();
  private final List<ConsumerRecord<String, Decision>> decisions = new ArrayList<>();
  private final List<ConsumerRecord<String, Alert>> alerts = new ArrayList<>();
  private final List<ConsumerRecord<String, Clip>> clips = new ArrayList<>();
  private final List<ConsumerRecord<String, Expiry>> expiries = new ArrayList<>();
  private Set<String> media = Set.of("hall/c1/clip.mp4");
  private Set<String> accepted = Set.of("hall-i1/0/receiver");

  ClusterVerdictTest() {
    activities.add(raw(activity(ActivityState.STARTED)));
    activities.add(raw(activity(ActivityState.ENDED)));
    for (int sequence = 0; sequence < 3; sequence++) {
      frames.add(raw(frame(sequence)));
      detections.add(raw(detections(sequence)));
    }
    decisions.add(raw(decision()));
    alerts.add(raw(alert()));
    clips.add(raw(clip()));
  }

  @Test
  void everythingOnce_holds() {
    assertThat(verdict().broken()).isEmpty();
    assertThat(verdict().orphans()).isZero();
    assertThat(verdict().counts()).containsEntry("frames", 3).containsEntry("messages", 1);
  }

  @Test
  void frameThatIsMissing_isBroken() {
    frames.remove(1);
    assertThat(verdict().broken())
        .containsExactly("hall-2: number 2 after 0", "hall 1/1: -1 too few detections");
  }

  @Test
  void detectionsTwice_areBroken() {
    detections.add(detections.get(2));
    assertThat(verdict().broken()).containsExactly("hall 1/2: -1 too few detections");
  }

  @Test
  void decisionThatIsMissing_isBroken() {
    decisions.clear();
    assertThat(verdict().broken()).containsExactly("decisions of activity hall-a1: 0, expected 1");
  }

  @Test
  void alertTwice_isBroken() {
    alerts.add(alerts.get(0));
    assertThat(verdict().broken()).containsExactly("alert hall-i1: record 1 is revision 0");
  }

  @Test
  void messageThatNeverArrivedOrIsAboutNothing_isBroken() {
    accepted = Set.of("yard-i9/0/receiver");
    assertThat(verdict().broken())
        .containsExactly(
            "message hall-i1/0/receiver never arrived",
            "message yard-i9/0/receiver is about no alert");
  }

  @Test
  void clipWithoutItsMedia_isBrokenUntilTheLedgerSaysThatItWent() {
    media = Set.of("hall/c0/clip.mp4");
    assertThat(verdict().broken())
        .containsExactly("clip hall-c1: 0 entries, its media is not there");
    assertThat(verdict().orphans()).isOne();
    clips.add(new ConsumerRecord<>("clips", 0, 0, "hall-c1", null));
    assertThat(verdict().broken()).containsExactly("clip hall-c1 is gone with 0 entries");
    expiries.add(raw(Expiry.newBuilder().setRecordId("hall-c1-e").setClipId("hall-c1").build()));
    assertThat(verdict().broken()).isEmpty();
  }

  private ClusterVerdict verdict() {
    return new ClusterVerdict(
        activities, frames, detections, decisions, alerts, clips, expiries, media, accepted);
  }

  private static <V> ConsumerRecord<String, V> raw(V value) {
    return new ConsumerRecord<>("topic", 0, 0, value instanceof Clip ? "hall-c1" : "hall", value);
  }

  private static Activity activity(ActivityState state) {
    return Activity.newBuilder()
        .setActivityId("hall-a1")
        .setRecordId("hall-a1-" + state)
        .setCamera("hall")
        .setState(state)
        .build();
  }

  private static FrameRef frame(int sequence) {
    return FrameRef.newBuilder()
        .setRecordId("hall-" + sequence)
        .setCamera("hall")
        .setEpoch(1)
        .setSequence(sequence)
        .build();
  }

  private static Detections detections(int sequence) {
    return Detections.newBuilder()
        .setRecordId("hall-" + sequence + "-d")
        .setCamera("hall")
        .setEpoch(1)
        .setSequence(sequence)
        .build();
  }

  private static Decision decision() {
    return Decision.newBuilder()
        .setActivityId("hall-a1")
        .setRecordId("hall-a1-decision")
        .setCamera("hall")
        .setAlerts(List.of("hall-i1"))
        .build();
  }

  private static Alert alert() {
    return Alert.newBuilder()
        .setAlertId("hall-i1")
        .setRecordId("hall-i1-0")
        .setCamera("hall")
        .setRevision(0)
        .setState(AlertState.OPENED)
        .setStateChanged(true)
        .build();
  }

  private static Clip clip() {
    return Clip.newBuilder()
        .setClipId("hall-c1")
        .setRecordId("hall-c1-0")
        .setCamera("hall")
        .setPrefix("hall/c1/")
        .setKey("hall/c1/clip.mp4")
        .build();
  }
}
