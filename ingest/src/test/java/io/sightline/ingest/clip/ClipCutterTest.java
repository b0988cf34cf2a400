package io.sightline.ingest.clip;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ClipCutterTest {
  private static final long MAX = 30_000_000;

  @Property
  void steadyGroups_makePiecesWithinTheLimit(
      @ForAll @LongRange(min = 100_000, max = MAX) long group,
      @ForAll @LongRange(min = 0, max = 1L << 40) long start) {
    ClipCutter cutter = ClipCutter.begin(MAX, start);
    long pieceStart = start;
    for (long key = start + group; key < start + 10 * MAX; key += group) {
      if (cutter.cutsAt(key)) {
        assertThat(key - pieceStart).isLessThanOrEqualTo(MAX);
        assertThat(key - pieceStart + group).isGreaterThan(MAX);
        pieceStart = key;
      }
      cutter = cutter.after(key);
      assertThat(cutter.startMicros()).isEqualTo(pieceStart);
    }
  }

  @Test
  void groupLongerThanTheLimit_isAPieceOfItsOwn() {
    ClipCutter cutter = ClipCutter.begin(MAX, 0);
    assertThat(cutter.cutsAt(2 * MAX)).isTrue();
    assertThat(cutter.after(2 * MAX).cutsAt(4 * MAX)).isTrue();
  }
}
