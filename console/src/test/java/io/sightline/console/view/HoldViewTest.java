package io.sightline.console.view;

import static io.sightline.console.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Hold;
import io.sightline.avro.HoldState;
import org.junit.jupiter.api.Test;

class HoldViewTest {
  private final HoldView holds = new HoldView(2);

  private static Hold hold(String id, HoldState state, int second) {
    return Hold.newBuilder()
        .setHoldId(id)
        .setRecordId(id + "-" + state)
        .setCamera("room")
        .setState(state)
        .setSpanFrom(NOON)
        .setSpanTo(NOON.plusSeconds(60))
        .setPlacedAt(NOON.plusSeconds(second))
        .build();
  }

  @Test
  void answerThatComesAfterTheRelease_doesNotBringTheHoldBack() {
    holds.apply(hold("a", HoldState.REQUESTED, 0));
    holds.apply(hold("a", HoldState.RELEASED, 1));
    holds.apply(hold("a", HoldState.HELD, 2));
    assertThat(holds.get("a")).get().extracting(HoldStory::state).isEqualTo(HoldState.RELEASED);
    assertThat(holds.keeping("room", NOON, NOON.plusSeconds(60), NOON)).isEmpty();
  }

  @Test
  void sameRecordTwice_saysNothingNew() {
    assertThat(holds.apply(hold("a", HoldState.REQUESTED, 0))).isPresent();
    assertThat(holds.apply(hold("a", HoldState.REQUESTED, 0))).isEmpty();
    assertThat(holds.size()).isEqualTo(1);
  }

  @Test
  void holdInForce_isNotForgottenForThoseThatAreReleased() {
    holds.apply(hold("old", HoldState.HELD, 0));
    for (int i = 1; i < 5; i++) {
      holds.apply(hold("h" + i, HoldState.REQUESTED, i));
      holds.apply(hold("h" + i, HoldState.RELEASED, i + 10));
    }
    assertThat(holds.get("old")).isPresent();
    assertThat(holds.newest(null, 10, any -> true))
        .extracting(HoldStory::id)
        .containsExactly("h4", "h3", "old");
    assertThat(holds.forgotten()).isEqualTo(2);
  }

  @Test
  void keeping_isOfTheCameraAndTheSpanAndOfWhatIsNotOver() {
    holds.apply(hold("a", HoldState.HELD, 0));
    assertThat(holds.keeping("room", NOON.plusSeconds(60), NOON.plusSeconds(99), NOON)).hasSize(1);
    assertThat(holds.keeping("room", NOON.plusSeconds(61), NOON.plusSeconds(99), NOON)).isEmpty();
    assertThat(holds.keeping("yard", NOON, NOON.plusSeconds(99), NOON)).isEmpty();
    Hold ends = Hold.newBuilder(hold("b", HoldState.HELD, 1)).setUntil(NOON.plusSeconds(5)).build();
    holds.apply(ends);
    assertThat(holds.keeping("room", NOON, NOON.plusSeconds(9), NOON)).hasSize(2);
    assertThat(holds.keeping("room", NOON, NOON.plusSeconds(9), NOON.plusSeconds(5))).hasSize(1);
  }
}
