package io.sightline.ingest.space;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShedTest {
  private static final long MIN = 100;

  @Test
  void lessAndLessSpace_cropsStandBackFirstThenFramesRecordingsClips() {
    assertThat(Shed.NOTHING.at(400, MIN).labels()).isEmpty();
    assertThat(Shed.NOTHING.at(399, MIN).labels()).containsExactly("crops");
    assertThat(Shed.NOTHING.at(299, MIN).labels()).containsExactly("crops", "frames");
    assertThat(Shed.NOTHING.at(199, MIN).labels()).containsExactly("crops", "frames", "recordings");
    assertThat(Shed.NOTHING.at(99, MIN).labels())
        .containsExactly("crops", "frames", "recordings", "clips");
  }

  @Test
  void spaceThatReturns_bringsEachBackAQuarterAbove() {
    Shed nothing = Shed.NOTHING.at(0, MIN);
    assertThat(nothing.at(124, MIN).labels()).contains("clips");
    assertThat(nothing.at(125, MIN).labels()).containsExactly("crops", "frames", "recordings");
    assertThat(nothing.at(424, MIN).labels()).containsExactly("crops");
    assertThat(nothing.at(425, MIN).labels()).isEmpty();
  }

  @Test
  void unknownSpace_letsEverythingThrough() {
    assertThat(Shed.NOTHING.at(0, MIN).at(-1, MIN).labels()).isEmpty();
  }
}
