package io.sightline.detect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

final class MergeTest {
  private static final Rect CROP = new Rect(0.5f, 0.25f, 0.75f, 0.5f);

  private final Merge merge = new Merge(0.45f, 3);
  private final View crop = new View(CROP);

  @Test
  void boxInACrop_isMappedToTheFrame() {
    Sighting sighting = crop.sighting(found("cat", 0.9f, 0.2f, 0.4f, 0.6f, 0.8f), 1);
    assertThat(sighting.found().box())
        .satisfies(
            box ->
                assertThat(box.overlap(new Rect(0.55f, 0.35f, 0.65f, 0.45f)))
                    .isGreaterThan(0.999f));
    assertThat(sighting.inCrop()).isTrue();
    assertThat(sighting.cut()).isFalse();
    assertThat(sighting.model()).isEqualTo(1);
  }

  @Test
  void boxAtAnInnerEdge_isCut() {
    assertThat(crop.sighting(found("cat", 0.9f, 0, 0.4f, 0.6f, 0.8f), 0).cut()).isTrue();
    assertThat(crop.sighting(found("cat", 0.9f, 0.2f, 0.4f, 1, 0.8f), 0).cut()).isTrue();
    assertThat(crop.sighting(found("cat", 0.9f, 0.2f, 0, 0.6f, 0.8f), 0).cut()).isTrue();
    assertThat(crop.sighting(found("cat", 0.9f, 0.2f, 0.4f, 0.6f, 1), 0).cut()).isTrue();
  }

  @Test
  void boxAtTheFramesOwnEdge_isNotCut() {
    View corner = new View(new Rect(0, 0, 0.5f, 0.5f));
    assertThat(corner.sighting(found("cat", 0.9f, 0, 0, 0.6f, 0.8f), 0).cut()).isFalse();
    assertThat(View.WHOLE.sighting(found("cat", 0.9f, 0, 0, 1, 1), 0).cut()).isFalse();
  }

  @Test
  void cutBox_losesAgainstTheWholeObjectThoughItsScoreIsHigher() {
    Sighting whole = View.WHOLE.sighting(found("person", 0.4f, 0.55f, 0.2f, 0.65f, 0.9f), 0);
    Sighting half = crop.sighting(found("person", 0.9f, 0.2f, 0.1f, 0.6f, 1), 0);
    assertThat(merge.apply(List.of(whole, half))).containsExactly(whole);
  }

  @Test
  void cutBoxOfWhatNobodyElseSaw_stays() {
    Sighting half = crop.sighting(found("person", 0.9f, 0.2f, 0.1f, 0.6f, 1), 0);
    assertThat(merge.apply(List.of(half))).containsExactly(half);
  }

  @Test
  void sameObjectInFrameAndCrop_isReportedOnceByTheBetter() {
    Sighting small = View.WHOLE.sighting(found("cat", 0.3f, 0.56f, 0.35f, 0.65f, 0.45f), 0);
    Sighting large = crop.sighting(found("cat", 0.8f, 0.2f, 0.4f, 0.6f, 0.8f), 0);
    assertThat(merge.apply(List.of(small, large))).containsExactly(large);
  }

  @Test
  void otherLabelInTheSamePlace_stays() {
    Sighting cat = View.WHOLE.sighting(found("cat", 0.3f, 0.2f, 0.2f, 0.4f, 0.4f), 0);
    Sighting dog = View.WHOLE.sighting(found("dog", 0.8f, 0.2f, 0.2f, 0.4f, 0.4f), 0);
    assertThat(merge.apply(List.of(cat, dog))).containsExactly(dog, cat);
  }

  @Test
  void moreThanTheLimit_theBestStay() {
    List<Sighting> many = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      many.add(View.WHOLE.sighting(found("l" + i, 0.1f * (i + 1), 0, 0, 1, 1), 0));
    }
    assertThat(merge.apply(many))
        .extracting(s -> s.found().label())
        .containsExactly("l4", "l3", "l2");
  }

  @Test
  void cropThatIsNoPartOfTheFrame_isRefused() {
    for (Rect bad :
        List.of(
            new Rect(Float.NaN, 0, 1, 1),
            new Rect(0, 0, 1.5f, 1),
            new Rect(-0.1f, 0, 0.5f, 1),
            new Rect(0.5f, 0.5f, 0.5f, 0.5f),
            new Rect(0.6f, 0, 0.5f, 1))) {
      assertThatThrownBy(() -> new View(bad)).hasMessageContaining("expected a part of the frame");
    }
  }

  @Property(tries = 200)
  void mappedBox_liesInTheCrop(
      @ForAll @FloatRange(max = 0.5f) float left, @ForAll @FloatRange(max = 0.5f) float top) {
    View view = new View(new Rect(left, top, left + 0.4f, top + 0.4f));
    Rect box = view.sighting(found("cat", 0.5f, 0.25f, 0.25f, 0.5f, 0.75f), 0).found().box();
    assertThat(box.isWithin(view.area())).isTrue();
    assertThat(box.width()).isCloseTo(0.1f, within(1e-5f));
    assertThat(box.height()).isCloseTo(0.2f, within(1e-5f));
  }

  private static Found found(
      String label, float score, float left, float top, float right, float bottom) {
    return new Found(label, score, new Rect(left, top, right, bottom));
  }
}
