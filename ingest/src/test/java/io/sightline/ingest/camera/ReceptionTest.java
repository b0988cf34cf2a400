package io.sightline.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.camera.Reception.Gap;
import org.junit.jupiter.api.Test;

class ReceptionTest {
  private static final long SECOND = 1_000_000;

  private final Reception reception = new Reception();

  @Test
  void sourceLost_gapReachesFromTheLastPacketToTheFirstAfter() {
    reception.opened(10);
    assertThat(reception.video(5 * SECOND)).isNull();
    assertThat(reception.video(6 * SECOND)).isNull();
    reception.lost("cable pulled");
    reception.lost("not there yet");
    reception.opened(10);
    assertThat(reception.video(60 * SECOND))
        .isEqualTo(new Gap(6 * SECOND, 60 * SECOND, "cable pulled"));
    assertThat(reception.video(61 * SECOND)).isNull();
    assertThat(reception.gaps()).isEqualTo(1);
    assertThat(reception.reconnects()).isEqualTo(1);
  }

  @Test
  void sourceThatPauses_hasAGapToo() {
    reception.opened(10);
    reception.video(SECOND);
    assertThat(reception.video(3 * SECOND)).isNull();
    assertThat(reception.video(6 * SECOND))
        .isEqualTo(new Gap(3 * SECOND, 6 * SECOND, "no video for 3000 ms"));
  }

  @Test
  void slowCamera_mayTakeTenOfItsOwnPictures() {
    reception.opened(0.5);
    reception.video(SECOND);
    assertThat(reception.video(16 * SECOND)).isNull();
    assertThat(reception.video(40 * SECOND)).isNotNull();
  }

  @Test
  void lossBeforeTheFirstPacket_isNoGap() {
    reception.lost("not there yet");
    reception.opened(10);
    assertThat(reception.video(SECOND)).isNull();
    assertThat(reception.gaps()).isZero();
  }

  @Test
  void openedWithoutVideo_theGapGoesOn() {
    reception.opened(10);
    reception.video(SECOND);
    reception.lost("first");
    reception.opened(10);
    reception.lost("second");
    reception.opened(10);
    assertThat(reception.video(9 * SECOND)).isEqualTo(new Gap(SECOND, 9 * SECOND, "first"));
  }
}
