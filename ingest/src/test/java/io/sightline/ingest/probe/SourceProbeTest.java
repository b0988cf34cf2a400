package io.sightline.ingest.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.ingest.ffmpeg.VideoEncoder;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceProbeTest {
  @TempDir Path folder;

  private static Probe probe(String address) throws Exception {
    return new SourceProbe(Clock.systemUTC(), SourceOptions.defaults(), Duration.ofSeconds(3))
        .run(address);
  }

  @Test
  void recording_isDescribed() throws Exception {
    Path file = folder.resolve("a.mp4");
    try (VideoEncoder encoder = VideoEncoder.open(file, VideoEncoder.Settings.h264(320, 180, 10))) {
      for (int i = 0; i < 60; i++) {
        encoder.add(new BufferedImage(320, 180, BufferedImage.TYPE_3BYTE_BGR));
      }
      encoder.finish();
    }
    Probe probe = probe(file.toString());
    assertThat(probe.width()).isEqualTo(320);
    assertThat(probe.videoCodec()).isIn("h264", "mpeg4");
    assertThat(probe.measuredFps()).isCloseTo(10, Offset.offset(0.01));
    assertThat(probe.keyEveryMs()).isEqualTo(1000);
    assertThat(probe.sound()).isEmpty();
    assertThat(probe.clockOffsetMs()).isNull();
    assertThat(ImageIO.read(new ByteArrayInputStream(probe.jpeg())).getWidth()).isEqualTo(320);
  }

  @Test
  void addressThatRefuses_isNamedWithoutItsPassword() {
    assertThatThrownBy(() -> probe("rtsp://bob:s3cret@127.0.0.1:1/x"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("refused")
        .hasMessageNotContaining("s3cret");
  }
}
