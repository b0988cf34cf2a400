package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.ingest.media.MediaEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoEncoderTest {
  @TempDir Path folder;

  @Test
  void samePictures_giveTheSameFile() throws Exception {
    Path one = TestVideos.movingSquare(folder.resolve("1.mp4"), TestVideos.h264(), 20);
    Path two = TestVideos.movingSquare(folder.resolve("2.mp4"), TestVideos.h264(), 20);
    assertThat(two).hasSameBinaryContentAs(one);
  }

  @Test
  void keyPictures_comeWithEachGop() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 35);
    assertThat(TestVideos.read(file).packets().stream().filter(MediaEvent.Packet::key))
        .extracting(MediaEvent.Packet::ptsMicros)
        .containsExactly(0L, 1_000_000L, 2_000_000L, 3_000_000L);
  }

  @Test
  void pictureOfAnotherSize_isRefused() throws Exception {
    try (VideoEncoder encoder = VideoEncoder.open(folder.resolve("a.mp4"), TestVideos.h264())) {
      BufferedImage small = new BufferedImage(10, 10, BufferedImage.TYPE_INT_ARGB);
      assertThatThrownBy(() -> encoder.add(small))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("10x10")
          .hasMessageContaining("160x120");
    }
  }

  @Test
  void impossibleTargets_areSaid() {
    assertThatThrownBy(() -> VideoEncoder.open(folder.resolve("a.nothing"), TestVideos.h264()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.nothing");
    assertThatThrownBy(() -> VideoEncoder.open(folder.resolve("no/a.mp4"), TestVideos.h264()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No such file");
    assertThat(Files.exists(folder.resolve("no"))).isFalse();
  }

  @Test
  void oddSize_isRefused() {
    assertThatThrownBy(() -> VideoEncoder.Settings.h264(161, 120, 10))
        .hasMessageContaining("161x120");
  }
}
