package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.ffmpeg.TestVideos.Reading;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real recordings, where they are at hand. */
class FootageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "room-visits.mp4, 1394, mp4",
    "street-campus.mp4, 71, mp4",
    "tree-in-wind.avi, 68, matroska",
    "highway.avi, 1699, mp4"
  })
  void recording_isReadAndCut(String name, int pictures, String container) throws Exception {
    Path file = Path.of(System.getProperty("sightline.assets", "")).resolve("footage/" + name);
    Assumptions.assumeTrue(Files.exists(file), "no recording at " + file);
    FfmpegClipWriters writers = new FfmpegClipWriters();
    Path clip = folder.resolve("clip");
    try (FfmpegSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults());
        ClipWriter writer = writers.open(folder.resolve("scratch"), source.info())) {
      Reading reading = TestVideos.read(source);
      assertThat(reading.failure()).isEmpty();
      assertThat(reading.errors()).isZero();
      assertThat(reading.pictures()).hasSize(pictures).startsWith(0L).isSorted();

      List<MediaEvent.Packet> packets = reading.packets();
      for (MediaEvent.Packet each : packets.subList(lastKey(packets), packets.size())) {
        writer.write(each);
      }
      assertThat(writer.finish(clip).container()).isEqualTo(container);
    }
    assertThat(TestVideos.read(clip).failure()).isEmpty();
    assertThat(TestVideos.read(clip).errors()).isZero();
  }

  private static int lastKey(List<MediaEvent.Packet> packets) {
    for (int i = packets.size() - 1; ; i--) {
      if (packets.get(i).key()) {
        return i;
      }
    }
  }
}
