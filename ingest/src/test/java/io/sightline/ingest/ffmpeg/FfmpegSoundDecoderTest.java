package io.sightline.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo;
import io.sightline.ingest.sound.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FfmpegSoundDecoderTest {
  private static final double SECONDS = 3;
  private static final double TONE_HZ = 440;
  private static final double TONE_DB = 20 * Math.log10(0.3 / Math.sqrt(2));

  @TempDir Path folder;
  private Path video;

  @BeforeEach
  void makeVideo() throws Exception {
    video =
        TestVideos.movingSquare(folder.resolve("video.mp4"), TestVideos.h264(), (int) SECONDS * 10);
  }

  /** A recording with a track of sound, opened for as long as its parameters are needed. */
  private record Heard(StreamInfo.Stream track, List<MediaEvent.Packet> packets) {
    static Heard of(Path file) throws SourceException {
      try (FfmpegSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults())) {
        StreamInfo.Stream track = source.info().streams().get(1);
        return new Heard(track, TestVideos.read(source).packetsOf(1));
      }
    }

    List<Samples> decoded() throws SourceException {
      List<Samples> all = new ArrayList<>();
      try (FfmpegSoundDecoder decoder = FfmpegSoundDecoder.open(track)) {
        packets.forEach(packet -> all.addAll(decoder.decode(packet)));
      }
      return all;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "aac,mp4",
    "pcm_mulaw,mkv",
    "pcm_alaw,mkv",
    "pcm_s16le,mkv",
    "libopus,mkv",
  })
  void tone_isTheSameToneAtItsTimes(String encoder, String container) throws Exception {
    Path file = Tone.add(video, folder.resolve(encoder + "." + container), encoder);

    List<Samples> decoded = Heard.of(file).decoded();

    long length = decoded.stream().mapToLong(s -> s.values().length).sum();
    assertThat(length / (double) Samples.RATE).isCloseTo(SECONDS, within(0.1));
    assertThat(hertz(decoded)).isCloseTo(TONE_HZ, within(5.0));
    assertThat(level(decoded)).isCloseTo(TONE_DB, within(0.5));
    long next = decoded.get(0).atMicros();
    assertThat(next).isBetween(-50_000L, 50_000L);
    for (Samples samples : decoded) {
      assertThat(samples.atMicros()).isCloseTo(next, within(30_000L));
      next += Samples.micros(samples.values().length);
    }
  }

  /** Half the crossings of zero a second. */
  private static double hertz(List<Samples> decoded) {
    long crossings = 0;
    long samples = 0;
    float last = 0;
    for (Samples piece : decoded) {
      for (float value : piece.values()) {
        crossings += value * last < 0 ? 1 : 0;
        last = value == 0 ? last : value;
        samples++;
      }
    }
    return crossings / 2.0 * Samples.RATE / samples;
  }

  private static double level(List<Samples> decoded) {
    double power = 0;
    long samples = 0;
    for (Samples piece : decoded) {
      for (float value : piece.values()) {
        power += value * value;
        samples++;
      }
    }
    return 10 * Math.log10(power / samples);
  }

  @Test
  void brokenPackets_areCountedAndTheNextGoodOneIsHeard() throws Exception {
    Heard heard = Heard.of(Tone.add(video, folder.resolve("tone.mp4"), "aac"));
    Random random = new Random(5);
    try (FfmpegSoundDecoder decoder = FfmpegSoundDecoder.open(heard.track())) {
      for (int i = 0; i < 2000; i++) {
        byte[] garbage = new byte[random.nextInt(300)];
        random.nextBytes(garbage);
        decoder.decode(new MediaEvent.Packet(1, garbage, i, i, 0, true)).forEach(s -> {});
      }
      assertThat(decoder.errorsInARow()).isPositive();
      heard.packets().forEach(decoder::decode);
      assertThat(decoder.errorsInARow()).isZero();
    }
  }

  @Test
  void fileOfSound_isReadWhole() throws Exception {
    Path file = Tone.add(video, folder.resolve("tone.mp4"), "aac");

    assertThat(SoundFile.read(file).length / (double) Samples.RATE).isCloseTo(SECONDS, within(0.1));
  }

  @Test
  void fileWithoutSound_isRefused() throws Exception {
    assertThatThrownBy(() -> SoundFile.read(video)).hasMessageContaining("no sound in it");
    Path text = Files.writeString(folder.resolve("text.wav"), "no sound");
    assertThatThrownBy(() -> SoundFile.read(text)).isInstanceOf(SourceException.class);
  }
}
