package io.sightline.detect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SearchAreaTest {
  private static final float WIDE = 16 / 9f;

  @Test
  void nothingMoved_isTheWholeFrameWithRoomAround() {
    Rect area = SearchArea.around(List.of(), WIDE).area();
    assertThat(area.top()).isCloseTo(-0.2f, within(1e-5f));
    assertThat(area.height()).isCloseTo(1.4f, within(1e-5f));
    assertThat(area.intersection(Rect.FRAME)).isEqualTo(Rect.FRAME);
  }

  @Test
  void somethingSmallMoved_isAroundItAndWideEnoughForAPerson() {
    Rect moved = new Rect(0.5f, 0.5f, 0.52f, 0.6f);
    Rect area = SearchArea.around(List.of(moved), WIDE).area();
    assertThat(area.union(moved)).isEqualTo(area);
    assertThat(area.height()).isEqualTo(0.6f);
    assertThat(area.width() * WIDE / area.height()).isCloseTo(0.6f, within(1e-4f));
  }

  @Test
  void movedAtTheEdge_reachesOutByTheMarginAtMost() {
    Rect area = SearchArea.around(List.of(new Rect(0, 0.9f, 0.1f, 1)), WIDE).area();
    assertThat(area.bottom()).isLessThanOrEqualTo(1.2001f);
    assertThat(area.left()).isGreaterThanOrEqualTo(-0.2001f);
  }

  @Test
  void severalMoved_areAllWithin() {
    Rect left = new Rect(0.1f, 0.2f, 0.2f, 0.8f);
    Rect right = new Rect(0.7f, 0.3f, 0.8f, 0.9f);
    Rect area = SearchArea.around(List.of(left, right), WIDE).area();
    assertThat(area.union(left).union(right)).isEqualTo(area);
  }

  @Test
  void regionOutsideTheFrame_isTheWholeFrame() {
    assertThat(SearchArea.around(List.of(new Rect(2, 2, 3, 3)), WIDE).area())
        .isEqualTo(SearchArea.around(List.of(), WIDE).area());
  }

  @Test
  void personBesideWhatMoved_doesNotCount() {
    Rect cat = new Rect(0.4f, 0.8f, 0.5f, 0.9f);
    SearchArea area = SearchArea.around(List.of(cat), WIDE);
    assertThat(area.moved(new Rect(0.41f, 0.6f, 0.48f, 0.9f))).isFalse();
  }

  @Test
  void personThatMoved_counts() {
    SearchArea area = SearchArea.around(List.of(new Rect(0.4f, 0.4f, 0.5f, 0.8f)), WIDE);
    assertThat(area.moved(new Rect(0.41f, 0.42f, 0.49f, 0.82f))).isTrue();
  }

  @Test
  void partOfSomethingWiderThanTall_isNoPerson() {
    SearchArea area = SearchArea.around(List.of(new Rect(0.4f, 0.7f, 0.55f, 0.9f)), WIDE);
    assertThat(area.moved(new Rect(0.41f, 0.7f, 0.46f, 0.92f))).isFalse();
  }

  @Test
  void personBeforeSomethingLarge_counts() {
    SearchArea area = SearchArea.around(List.of(new Rect(0, 0, 0.9f, 0.9f)), WIDE);
    assertThat(area.moved(new Rect(0.41f, 0.4f, 0.46f, 0.8f))).isTrue();
  }

  @Test
  void whatMovedIsNotKnown_everyPersonCounts() {
    assertThat(SearchArea.around(List.of(), WIDE).moved(new Rect(0.4f, 0, 0.5f, 1))).isTrue();
  }
}
