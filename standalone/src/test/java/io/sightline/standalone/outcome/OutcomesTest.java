package io.sightline.standalone.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Outcome;
import io.sightline.avro.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private final Outcomes outcomes = new Outcomes();

  private static Activity activity(ActivityState state, String... clips) {
    return Activity.newBuilder()
        .setActivityId("hall-a1")
        .setRecordId("hall-a1-" + state)
        .setCamera("hall")
        .setState(state)
        .setClips(List.of(clips))
        .build();
  }

  private static Decision decision(String... clips) {
    return Decision.newBuilder()
        .setActivityId("hall-a1")
        .setRecordId("r")
        .setCamera("hall")
        .setOutcome(Outcome.SUPPRESSED)
        .setReason(Reason.NO_OBJECT)
        .setClips(List.of(clips))
        .build();
  }

  private static Clip clip(String id) {
    return Clip.newBuilder()
        .setClipId(id)
        .setRecordId(id)
        .setCamera("hall")
        .setKey("hall/" + id + "/clip.mp4")
        .build();
  }

  @Test
  void activity_isPendingUntilItsDecisionAndItsClipsAreThere() {
    outcomes.add(activity(ActivityState.STARTED, "hall-c1"));
    assertThat(outcomes.pending()).containsExactly("decision of hall-a1");

    outcomes.add(activity(ActivityState.ENDED, "hall-c1"));
    outcomes.add(decision("hall-c1"));
    assertThat(outcomes.pending()).containsExactly("clip hall-c1");

    outcomes.add(clip("hall-c1"));
    assertThat(outcomes.pending()).isEmpty();
    assertThat(outcomes.missingClips()).isEmpty();
  }

  /** Nobody is to wait for it: the disk was full, say. */
  @Test
  void clipThatCouldNotBeStored_isMissingAndNotPending() {
    outcomes.add(activity(ActivityState.STARTED, "hall-c1"));
    outcomes.add(activity(ActivityState.ENDED, "hall-c2"));
    outcomes.add(decision("hall-c1", "hall-c2"));
    outcomes.add(clip("hall-c2"));

    assertThat(outcomes.pending()).isEmpty();
    assertThat(outcomes.missingClips()).containsExactly("hall-c1");
  }
}
