package io.sightline.ingest.ffmpeg;

import static io.sightline.ingest.ffmpeg.Ffmpeg.NO_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.ffmpeg.Timeline.Stamp;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final long FRAME = 40_000;
  private static final long HOUR = 3_600_000_000L;

  private final Timeline timeline = new Timeline(List.of(FRAME, 20_000L));

  @Test
  void startElsewhere_becomesZero() {
    timeline.begin(5 * HOUR);
    assertThat(timeline.stamp(0, 5 * HOUR, 5 * HOUR - FRAME, FRAME))
        .isEqualTo(new Stamp(0, -FRAME));
    assertThat(timeline.stamp(1, 5 * HOUR + 7, 5 * HOUR + 7, 0)).isEqualTo(new Stamp(7, 7));
  }

  @Test
  void missingTimes_countOnByPictureDuration() {
    timeline.begin(NO_TIME);
    assertThat(timeline.stamp(0, NO_TIME, NO_TIME, 0)).isEqualTo(new Stamp(0, 0));
    assertThat(timeline.stamp(0, NO_TIME, NO_TIME, 0)).isEqualTo(new Stamp(FRAME, FRAME));
  }

  @Test
  void missingPts_isTheDts() {
    timeline.begin(0);
    assertThat(timeline.stamp(0, NO_TIME, 3, 0)).isEqualTo(new Stamp(3, 3));
  }

  @Test
  void repeatedTime_movesOn() {
    timeline.begin(0);
    assertThat(timeline.stamp(0, 100, 100, 0)).isEqualTo(new Stamp(100, 100));
    assertThat(timeline.stamp(0, 100, 100, 0)).isEqualTo(new Stamp(101, 101));
  }

  @Test
  void clockSetBack_goesOnWithoutAStep() {
    timeline.begin(0);
    timeline.stamp(0, HOUR / 2, HOUR / 2, FRAME);
    assertThat(timeline.stamp(0, 0, 0, FRAME).dtsMicros()).isEqualTo(HOUR / 2 + FRAME);
    assertThat(timeline.stamp(0, FRAME, FRAME, FRAME).dtsMicros()).isEqualTo(HOUR / 2 + 2 * FRAME);
    assertThat(timeline.repairs()).isEqualTo(1);
  }

  @Test
  void pauseInARecording_isKept() {
    timeline.begin(0);
    timeline.stamp(0, 0, 0, FRAME);
    assertThat(timeline.stamp(0, HOUR / 2, HOUR / 2, FRAME).dtsMicros()).isEqualTo(HOUR / 2);
    assertThat(timeline.repairs()).isZero();
  }

  @Test
  void secondLap_followsTheFirst() {
    timeline.begin(1000);
    timeline.stamp(0, 1000, 1000, FRAME);
    timeline.stamp(0, 1000 + FRAME, 1000 + FRAME, FRAME);
    timeline.begin(1000);
    assertThat(timeline.stamp(0, 1000, 1000, FRAME)).isEqualTo(new Stamp(2 * FRAME, 2 * FRAME));
  }

  @Test
  void counterOf33BitsThatWraps_goesOnThroughBFrames() {
    long wrap = (1L << 33) * 1_000_000 / 90_000;
    long start = wrap - 5 * FRAME;
    timeline.begin(start);
    long last = Long.MIN_VALUE;
    for (int i = 0; i < 20; i++) {
      long dts = start + i * FRAME;
      long pts = dts + (i % 3 == 0 ? 3 : 1) * FRAME; // shown later than the next ones
      Stamp stamp = timeline.stamp(0, pts % wrap, dts % wrap, FRAME);
      assertThat(stamp.dtsMicros()).isGreaterThan(last);
      assertThat(stamp.dtsMicros()).isBetween(last, (i + 2) * FRAME);
      assertThat(stamp.ptsMicros()).isBetween(stamp.dtsMicros(), stamp.dtsMicros() + 4 * FRAME);
      last = stamp.dtsMicros();
    }
    assertThat(last).isCloseTo(19 * FRAME, org.assertj.core.data.Offset.offset(FRAME));
  }

  @Test
  void counterOf32BitsThatWraps_keepsSoundAndPicturesTogether() {
    long wrap = (1L << 32) * 1_000_000 / 90_000;
    long start = wrap - 10 * FRAME;
    timeline.begin(start);
    for (int i = 0; i < 40; i++) {
      long raw = (start + i * FRAME) % wrap;
      Stamp picture = timeline.stamp(0, raw, raw, FRAME);
      timeline.stamp(1, raw, raw, 20_000);
      Stamp sound = timeline.stamp(1, (raw + 20_000) % wrap, (raw + 20_000) % wrap, 20_000);
      assertThat(Math.abs(sound.dtsMicros() - picture.dtsMicros())).isLessThan(2 * FRAME);
    }
  }

  @Test
  void jumpOfHoursForward_goesOnWithoutAStep() {
    timeline.begin(0);
    timeline.stamp(0, FRAME, FRAME, FRAME);
    assertThat(timeline.stamp(0, 5 * HOUR, 5 * HOUR, FRAME).dtsMicros()).isEqualTo(2 * FRAME);
    assertThat(timeline.stamp(0, 5 * HOUR + FRAME, 5 * HOUR + FRAME, FRAME).dtsMicros())
        .isEqualTo(3 * FRAME);
  }

  @Property
  void anyTimes_decodingTimeIncreasesAndIsNeverAfterPts(@ForAll List<List<Long>> packets) {
    Timeline any = new Timeline(List.of(FRAME));
    any.begin(0);
    long last = Long.MIN_VALUE;
    for (List<Long> packet : packets) {
      long pts = packet.isEmpty() ? NO_TIME : packet.get(0);
      long dts = packet.size() < 2 ? NO_TIME : packet.get(1);
      long duration = packet.size() < 3 ? 0 : packet.get(2);
      Stamp stamp = any.stamp(0, pts, dts, duration);
      assertThat(stamp.dtsMicros()).isGreaterThan(last);
      assertThat(stamp.ptsMicros()).isGreaterThanOrEqualTo(stamp.dtsMicros());
      last = stamp.dtsMicros();
    }
  }
}
