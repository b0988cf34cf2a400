package io.sightline.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant T = Instant.parse("2026-11-22T12:00:00Z");
  private final Timeline<String> timeline = new Timeline<>(3);

  @Test
  void severalValues_newestFirst() {
    timeline.put("a", T, "A");
    timeline.put("c", T.plusSeconds(2), "C");
    timeline.put("b", T.plusSeconds(1), "B");
    assertThat(timeline.newest(null, 10, value -> true)).containsExactly("C", "B", "A");
  }

  @Test
  void sameTime_pagesWithoutLossOrRepetition() {
    timeline.put("a", T, "A");
    timeline.put("b", T, "B");
    timeline.put("c", T, "C");
    assertThat(timeline.newest(null, 2, value -> true)).containsExactly("C", "B");
    assertThat(timeline.newest(new Position(T, "b"), 2, value -> true)).containsExactly("A");
  }

  @Test
  void moreThanTheLimit_forgetsAndCountsTheOldest() {
    for (int i = 0; i < 5; i++) {
      assertThat(timeline.put("v" + i, T.plusSeconds(i), "V" + i)).isTrue();
    }
    assertThat(timeline.newest(null, 10, value -> true)).containsExactly("V4", "V3", "V2");
    assertThat(timeline.get("v0")).isEmpty();
    assertThat(timeline.forgotten()).isEqualTo(2);
  }

  @Test
  void olderThanAllWhenFull_isNotKept() {
    for (int i = 1; i <= 3; i++) {
      timeline.put("v" + i, T.plusSeconds(i), "V" + i);
    }
    assertThat(timeline.put("old", T, "OLD")).isFalse();
    assertThat(timeline.get("old")).isEmpty();
    assertThat(timeline.size()).isEqualTo(3);
  }

  @Test
  void replacedWithAnotherTime_isThereOnce() {
    timeline.put("a", T, "A");
    timeline.put("b", T.plusSeconds(1), "B");
    timeline.put("a", T.plusSeconds(2), "A2");
    assertThat(timeline.newest(null, 10, value -> true)).containsExactly("A2", "B");
  }

  @Test
  void limitBelowOne_isRefused() {
    assertThatThrownBy(() -> new Timeline<>(0)).hasMessage("limit 0: expected at least 1");
  }
}
