package io.sightline.e2e.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.ingest.camera.SourceAddress;
import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaEvent.Picture;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class RtspSourceIT {
  private static final SourceOptions OPTIONS =
      SourceOptions.defaults().withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));
  private static final int PICTURES = 20;

  @TempDir static Path folder;
  private static RtspServer server;

  @BeforeAll
  static void start() throws Exception {
    RtspServer.assumeInstalled();
    server = RtspServer.start(folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp, h264-aac, h264, aac",
    "rtsp+udp, h264-aac, h264, aac",
    "rtsp, h264-pcma, h264, pcm_alaw",
    "rtsp+udp, h264-pcmu, h264, pcm_mulaw",
    "rtsp, h264-opus, h264, opus",
    "rtsp, h265-aac, hevc, aac",
    "rtsp+udp, h265-aac, hevc, aac"
  })
  void everyStream_givesPicturesAndSound(String scheme, String path, String video, String sound)
      throws Exception {
    try (FfmpegSource source = FfmpegSource.open(address(scheme, path, server), OPTIONS)) {
      StreamInfo info = source.info();
      assertThat(info.streams())
          .extracting(StreamInfo.Stream::codec)
          .containsExactlyInAnyOrder(video, sound);
      int[] packets = new int[2];
      int pictures = 0;
      while (pictures < PICTURES || packets[0] == 0 || packets[1] == 0) {
        MediaEvent event = next(source);
        if (event instanceof Packet packet) {
          packets[packet.stream()]++;
        } else if (event instanceof Picture picture) {
          assertThat(picture.width()).isEqualTo(640);
          pictures++;
        }
      }
    }
  }

  @Test
  void clockOfTheCamera_isTold() throws Exception {
    try (FfmpegSource source = FfmpegSource.open(address("rtsp", "h264-aac", server), OPTIONS)) {
      while (source.senderMicros() < 0) {
        next(source);
      }
      double seconds = source.senderMicros() / 1e6;
      assertThat(seconds).isCloseTo(Instant.now().toEpochMilli() / 1e3, Offset.offset(5.0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtsp", "rtsp+udp"})
  void wrongPassword_isSaidWithoutAnyPassword(String scheme) {
    String address = scheme + "://viewer:wr0ng@127.0.0.1:" + server.port() + "/h264-aac";
    assertThatThrownBy(() -> FfmpegSource.open(address, OPTIONS).close())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("://***@127.0.0.1")
        .hasMessageContaining("refuses user name or password")
        .hasMessageNotContainingAny("wr0ng", "viewer");
  }

  @Test
  void unknownStream_isSaid() {
    assertThatThrownBy(() -> FfmpegSource.open(address("rtsp", "nothing", server), OPTIONS).close())
        .hasMessageContaining("404");
  }

  @Test
  void encryptedStream_isRead() throws Exception {
    Path pem = certificate();
    try (RtspServer secure = RtspServer.start(folder, List.of(), "127.0.0.1", pem.toString());
        FfmpegSource source = FfmpegSource.open(address("rtsps", "h264-aac", secure), OPTIONS)) {
      MediaEvent event = next(source);
      while (!(event instanceof Picture)) {
        event = next(source);
      }
      assertThat(source.info().width()).isEqualTo(640);
    }
  }

  private static Path certificate() throws IOException, InterruptedException {
    Path pem = folder.resolve("camera.pem");
    boolean made =
        RtspServer.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=camera",
                "-keyout",
                pem.toString(),
                "-out",
                pem + ".crt")
            && RtspServer.run("sh", "-c", "cat '" + pem + ".crt' >> '" + pem + "'");
    assertThat(made).as("openssl makes a certificate").isTrue();
    return pem;
  }

  private static MediaEvent next(FfmpegSource source) throws SourceException {
    MediaEvent event = source.next();
    assertThat(event).as("the stream goes on").isNotNull();
    return event;
  }

  private static String address(String scheme, String path, RtspServer at) {
    return new SourceAddress(Map.of("PASSWORD", RtspServer.PASSWORD))
        .resolve(
            "%s://%s:${PASSWORD}@127.0.0.1:%d/%s"
                .formatted(scheme, RtspServer.USER, at.port(), path));
  }
}
