package io.sightline.ingest.ffmpeg;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sightline.ingest.ffmpeg.TestVideos.Reading;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cameras that serve MJPEG or MPEG-TS over HTTP, and what they do to a reader. */
@Timeout(60)
class HttpCameraTest {
  private static final SourceOptions OPTIONS =
      SourceOptions.defaults().withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));
  private static final int PICTURES = 30;

  @TempDir Path folder;

  @Test
  void mjpeg_isReadPictureByPicture() throws Exception {
    byte[] parts = parts(TestVideos.h264());
    Reading reading = read("multipart/x-mixed-replace; boundary=cut", parts);
    assertThat(reading.pictures()).hasSizeGreaterThanOrEqualTo(PICTURES - 1);
  }

  @Test
  void mpegTs_isRead() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.ts"), TestVideos.h264(), PICTURES);
    Reading reading = read("video/mp2t", Files.readAllBytes(file));
    assertThat(reading.pictures()).hasSizeGreaterThanOrEqualTo(PICTURES - 1);
  }

  @Test
  void mpegTsWhoseClockStartsAgain_goesOn() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.ts"), TestVideos.h264(), PICTURES);
    byte[] once = Files.readAllBytes(file);
    List<Long> times = new ArrayList<>();
    HttpServer server = serve("video/mp2t", join(once, once));
    try (FfmpegSource source = FfmpegSource.open(address(server), OPTIONS)) {
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof Packet packet) {
          times.add(packet.dtsMicros());
        }
      }
    } finally {
      server.stop(0);
    }
    assertThat(times).hasSizeGreaterThan(PICTURES + PICTURES / 2).isSorted();
    long length = times.get(times.size() - 1) - times.get(0);
    assertThat(length).isBetween(PICTURES * 150_000L, PICTURES * 210_000L);
  }

  @Test
  void pictureOfAnotherSize_isAChangeAndNotAFailure() throws Exception {
    byte[] small = parts(TestVideos.h264());
    byte[] large = parts(VideoEncoder.Settings.h264(320, 240, 10));
    HttpServer server = serve("multipart/x-mixed-replace; boundary=cut", join(small, large));
    try (FfmpegSource source = FfmpegSource.open(address(server), OPTIONS)) {
      assertThatThrownBy(() -> drain(source))
          .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.isChanged()).isTrue())
          .hasMessageContaining("from 160x120 to 320x240");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void cameraThatWantsALogIn_saysSo() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(401, -1));
    server.start();
    String address = "http://bob:s3cret@127.0.0.1:" + server.getAddress().getPort() + "/x";
    try {
      assertThatThrownBy(() -> FfmpegSource.open(address, OPTIONS).close())
          .hasMessageContaining("refuses user name or password")
          .hasMessageNotContainingAny("s3cret", "bob");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void deviceThatIsNotThere_isSaid() {
    assertThatThrownBy(() -> FfmpegSource.open("device:/dev/video-none", OPTIONS).close())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("device:/dev/video-none")
        .hasMessageContaining("no such device");
  }

  private static void drain(FfmpegSource source) throws SourceException {
    while (source.next() != null) {
      assertThat(source.errors()).isLessThan(1000);
    }
  }

  private static Reading read(String type, byte[] bytes) throws Exception {
    HttpServer server = serve(type, bytes);
    try (FfmpegSource source = FfmpegSource.open(address(server), OPTIONS)) {
      return TestVideos.read(source);
    } finally {
      server.stop(0);
    }
  }

  /** The pictures of a video as a camera sends them. */
  private byte[] parts(VideoEncoder.Settings settings) throws Exception {
    Path file =
        TestVideos.movingSquare(
            folder.resolve(settings.width() + ".avi"),
            settings.withCodec(VideoEncoder.Codec.MJPEG, 0),
            PICTURES);
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    try (FfmpegSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults())) {
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof Packet packet) {
          String head =
              "--cut\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
                  .formatted(packet.data().length);
          parts.write(head.getBytes(US_ASCII));
          parts.write(packet.data());
          parts.write("\r\n".getBytes(US_ASCII));
        }
      }
    }
    return parts.toByteArray();
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/live";
  }

  private static HttpServer serve(String type, byte[] bytes) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.setExecutor(r -> new Thread(r, "test-http").start());
    server.start();
    return server;
  }
}
