package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sightline.ingest.ffmpeg.TestVideos.Reading;
import io.sightline.ingest.media.Playback;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FfmpegSourceFailureTest {
  private static final SourceOptions ONCE = SourceOptions.defaults();

  @TempDir Path folder;

  @Test
  void missingFile_saysSo() {
    assertRefused(() -> open(folder.resolve("gone.mp4")), "gone.mp4", "no such file");
  }

  @Test
  void folder_isRefused() {
    assertRefused(() -> open(folder), folder.toString(), "folder");
  }

  @Test
  void emptyFile_isRefused() throws Exception {
    assertRefused(() -> open(Files.createFile(folder.resolve("a.mp4"))), "a.mp4", "empty");
  }

  @Test
  void textFile_isRefused() throws Exception {
    String text = "This is no video.\n".repeat(100);
    assertRefused(
        () -> open(Files.writeString(folder.resolve("a.mp4"), text)), "a.mp4", "no video");
    assertRefused(() -> open(Files.writeString(folder.resolve("a.txt"), text)), "a.txt");
  }

  @Test
  void stillPicture_isRefused() throws Exception {
    Path video = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 1);
    Path picture = folder.resolve("a.jpg");
    try (FfmpegSource source = FfmpegSource.open(video.toString(), ONCE)) {
      source.next();
      Files.write(picture, ((DecodedPicture) source.next()).jpeg(100));
    }
    assertRefused(() -> open(picture), "a.jpg", "still picture");
  }

  @Test
  void soundAlone_isRefused() throws Exception {
    byte[] wav = new byte[44 + 16_000];
    byte[] head = {
      'R', 'I', 'F', 'F', -92, 62, 0, 0, 'W', 'A', 'V', 'E', 'f', 'm', 't', ' ', 16, 0, 0, 0, 1, 0,
      1, 0, 64, 31, 0, 0, -128, 62, 0, 0, 2, 0, 16, 0, 'd', 'a', 't', 'a', -128, 62, 0, 0
    };
    System.arraycopy(head, 0, wav, 0, head.length);
    Path file = Files.write(folder.resolve("a.wav"), wav);
    assertRefused(() -> open(file), "a.wav", "no video", "pcm_s16le");
  }

  @Test
  void fileCutInTheMiddle_isReadToThatPointAndSaysWhere() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 60);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    Reading reading = TestVideos.read(file);
    assertThat(reading.pictures()).hasSizeBetween(10, 50);
    assertThat(reading.failure())
        .contains("a.mp4")
        .contains("truncated")
        .contains("6.0 s and 60 pictures")
        .contains("(" + reading.pictures().size() + " pictures up to ");
  }

  @Test
  void fileWithoutItsIndex_saysSo() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mov"), TestVideos.h264(), 60);
    byte[] bytes = Files.readAllBytes(file); // Unlike MP4 here, MOV has its index at the end.
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(() -> open(file), "a.mov", "cut off", "moov atom not found");
  }

  @Test
  void truncatedFileInALoop_goesOn() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 60);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    SourceOptions loop = ONCE.withPlayback(Playback.AS_FAST_AS_POSSIBLE, true);
    try (FfmpegSource source = FfmpegSource.open(file.toString(), loop)) {
      for (int i = 0; i < 300; i++) {
        assertThat(source.next()).isNotNull();
      }
    }
  }

  @Test
  void pictureOverTheLimit_isRefused() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 5);
    SourceOptions small = ONCE.withLimits(10_000, 1 << 20);
    assertRefused(
        () -> FfmpegSource.open(file.toString(), small).close(), "160x120", "at most 10000");
  }

  @Test
  void packetsOverTheLimit_areCountedAndTheSourceSaysThatNothingIsLeft() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.mp4"), TestVideos.h264(), 5);
    try (FfmpegSource source = FfmpegSource.open(file.toString(), ONCE.withLimits(1_000_000, 10))) {
      Reading reading = TestVideos.read(source);
      assertThat(reading.failure()).contains("no picture in it can be decoded");
      assertThat(reading.errors()).isEqualTo(5);
    }
  }

  @Test
  void cameraThatRefuses_isNamedWithoutItsPassword() {
    assertRefused(
        () -> FfmpegSource.open("rtsp://bob:s3cret@127.0.0.1:1/x?password=s3cret", ONCE).close(),
        "rtsp://***@127.0.0.1:1/x",
        "refused");
  }

  @Test
  void cameraThatStaysSilent_timesOut() throws Exception {
    SourceOptions hasty = ONCE.withTimeouts(Duration.ofMillis(300), Duration.ofMillis(300));
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String host = "127.0.0.1:" + silent.getLocalPort();
      assertRefused(() -> FfmpegSource.open("rtsp://" + host + "/x", hasty).close(), "300 ms");
      assertRefused(() -> FfmpegSource.open("http://" + host + "/x", hasty).close(), host);
    }
  }

  @Test
  void streamThatStops_timesOutWhileReading() throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve("a.ts"), TestVideos.h264(), 100);
    byte[] bytes = Files.readAllBytes(file);
    CompletableFuture<Void> released = new CompletableFuture<>();
    HttpServer server = serve(bytes, released);
    SourceOptions hasty = ONCE.withTimeouts(Duration.ofSeconds(20), Duration.ofMillis(500));
    String address = "http://bob:s3cret@127.0.0.1:" + server.getAddress().getPort() + "/x.ts";
    try (FfmpegSource source = FfmpegSource.open(address, hasty)) {
      Reading reading = TestVideos.read(source);
      assertThat(reading.pictures()).isNotEmpty();
      assertThat(reading.failure()).contains("http://***@127.0.0.1").doesNotContain("s3cret");
    } finally {
      released.complete(null);
      server.stop(0);
    }
  }

  @Test
  void interruptedThread_endsWaiting() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String address = "rtsp://127.0.0.1:" + silent.getLocalPort() + "/x";
      Thread.currentThread().interrupt();
      assertRefused(() -> FfmpegSource.open(address, ONCE).close(), "interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static HttpServer serve(byte[] bytes, CompletableFuture<Void> released)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(bytes);
          exchange.getResponseBody().flush();
          released.join();
          exchange.close();
        });
    server.setExecutor(r -> new Thread(r, "test-http").start());
    server.start();
    return server;
  }

  private static void open(Path file) throws SourceException {
    FfmpegSource.open(file.toString(), ONCE).close();
  }

  private static void assertRefused(ThrowingCallable opening, String... messageParts) {
    assertThatThrownBy(opening)
        .isInstanceOf(SourceException.class)
        .hasMessageContainingAll(messageParts)
        .hasMessageNotContaining("s3cret");
  }
}
