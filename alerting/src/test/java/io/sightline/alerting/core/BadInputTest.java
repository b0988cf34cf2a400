package io.sightline.alerting.core;

import static io.sightline.alerting.core.CameraLog.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.Box;
import io.sightline.avro.Detection;
import io.sightline.avro.FrameKind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BadInputTest {
  private static final float NAN = Float.NaN;
  private final CameraLog log = new CameraLog();

  @Test
  void scoresAndBoxesThatAreNone_areLeftOut() {
    log.show(
        5,
        List.of(new Box(NAN, NAN, NAN, NAN)),
        new Detection("person", NAN, person(1).getBox(), 0, false),
        new Detection("person", -3f, person(1).getBox(), 0, false),
        new Detection("person", 0.9f, new Box(NAN, 0f, 1f, 1f), 0, false),
        new Detection("person", 0.9f, new Box(0.5f, 0.5f, -1f, 0.2f), 0, false),
        new Detection("person", 0.9f, new Box(5f, 5f, 1f, 1f), 0, false));

    assertThat(log.alerts).isEmpty();
    assertThat(log.state.tracks()).isEmpty();
  }

  @Test
  void boxThatReachesBeyondTheFrame_isCutToIt() {
    Detection huge =
        new Detection(
            "person",
            7f,
            new Box(-9f, Float.NEGATIVE_INFINITY, 50f, Float.POSITIVE_INFINITY),
            0,
            false);
    log.show(5, new Detection("person", 7f, new Box(-9f, -9f, 50f, 50f), 0, false), huge);

    assertThat(log.told()).hasSize(1);
    assertThat(log.told().get(0).getConfidence()).isEqualTo(1);
    assertThat(log.told().get(0).getSnapshotBox()).isEqualTo(new Box(0f, 0f, 1f, 1f));
  }

  @Test
  void hundredsOfObjects_tracksStayWithinTheLimit() {
    log.show(5, Collections.nCopies(1000, person(0.9)).toArray(Detection[]::new));

    assertThat(log.state.tracks()).hasSizeLessThanOrEqualTo(Policy.MAX_TRACKS);
    assertThat(log.told()).hasSize(1);
  }

  @Test
  void frameFromThePast_countsAsArrivedOnly() {
    log.show(2, person(0.8));
    log.frame(frame -> frame.setCapturedAt(CameraLog.NOON.minusSeconds(5)));
    log.frame(frame -> frame.setCapturedAt(Instant.parse("1920-01-01T00:00:00Z")));
    log.empty(1).endQuietly();

    assertThat(log.decision().getEvidence().getFrames()).isEqualTo(15);
  }

  @Test
  void unknownKindAndMarkWithoutItsBody_changeNothingElse() {
    log.show(3, person(0.8));
    log.fold(log.record(FrameKind.UNKNOWN).build());
    log.fold(log.record(FrameKind.MARK).build());

    assertThat(log.alerts).hasSize(1);
  }

  @Test
  void stateOfAnotherFormat_isRefusedWithWhatWasExpected() {
    assertThatThrownBy(() -> StateCodec.decode(new byte[] {9, '{', '}'}))
        .hasMessageContaining("version 9")
        .hasMessageContaining("expected version 1");
  }

  @Test
  void longLog_stateStaysSmall() {
    for (int i = 0; i < 100; i++) {
      log.show(3, person(0.8)).empty(3).endQuietly().begin();
    }

    assertThat(StateCodec.encode(log.state).length).isLessThan(16_000);
    assertThat(log.decisions).hasSize(100);
  }
}
