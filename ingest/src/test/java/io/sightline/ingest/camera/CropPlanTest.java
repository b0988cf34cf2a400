package io.sightline.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.media.PixelBox;
import io.sightline.ingest.motion.Region;
import java.util.List;
import org.junit.jupiter.api.Test;

class CropPlanTest {
  private static List<PixelBox> plan(int most, Region... regions) {
    return CropPlan.of(List.of(regions), 1920, 1080, most);
  }

  @Test
  void somebodyFarAway_isCutOutWithRoomAround() {
    assertThat(plan(2, new Region(0.5f, 0.5f, 0.05f, 0.2f)))
        .containsExactly(new PixelBox(816, 456, 384, 384));
  }

  @Test
  void tinyThing_getsTheSmallestCropInsideOfThePicture() {
    assertThat(plan(2, new Region(0.99f, 0, 0.01f, 0.01f)))
        .containsExactly(new PixelBox(1792, 0, 128, 128));
  }

  @Test
  void whatIsLargeInTheWholePictureAlready_isNotCutOut() {
    assertThat(plan(2, new Region(0.2f, 0.1f, 0.2f, 0.4f))).isEmpty();
    assertThat(plan(2, new Region(0.2f, 0.1f, 0.2f, 0.37f))).hasSize(1);
  }

  @Test
  void smallPicture_hasNoCrops() {
    assertThat(CropPlan.of(List.of(new Region(0.5f, 0.5f, 0.01f, 0.01f)), 320, 240, 2)).isEmpty();
  }

  @Test
  void regions_areTakenInOrderUpToTheLimitAndNoneTwice() {
    Region first = new Region(0.1f, 0.1f, 0.05f, 0.1f);
    Region within = new Region(0.12f, 0.12f, 0.01f, 0.02f);
    Region second = new Region(0.5f, 0.1f, 0.02f, 0.1f);
    Region third = new Region(0.8f, 0.8f, 0.02f, 0.02f);
    assertThat(plan(8, first, within, second, third)).hasSize(3);
    assertThat(plan(2, first, within, second, third))
        .isEqualTo(plan(8, first, within, second, third).subList(0, 2));
    assertThat(plan(0, first)).isEmpty();
  }
}
