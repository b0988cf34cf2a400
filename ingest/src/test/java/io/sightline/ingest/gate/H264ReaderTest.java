package io.sightline.ingest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.ffmpeg.TestVideos;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.SourceOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H264ReaderTest {
  @TempDir Path folder;

  private record Read(List<PacketFacts> facts, List<byte[]> packets, byte[] extradata) {}

  private Read read(String name) throws Exception {
    Path file = TestVideos.movingSquare(folder.resolve(name), TestVideos.h264(), 60);
    List<PacketFacts> facts = new ArrayList<>();
    List<byte[]> packets = new ArrayList<>();
    try (FfmpegSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults())) {
      byte[] extradata = source.takeDecoder().extradata();
      PacketReader reader = PacketReader.of("h264", extradata);
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        MediaEvent.Packet packet = (MediaEvent.Packet) event;
        facts.add(reader.read(packet.data(), packet.ptsMicros(), packet.key()));
        packets.add(packet.data());
      }
      return new Read(facts, packets, extradata);
    }
  }

  @Test
  void quantiser_isReadFromEachPacket_andIsTheSameInEachContainer() throws Exception {
    Read mp4 = read("a.mp4");
    Read ts = read("a.ts");
    assertThat(mp4.facts()).hasSize(60).allMatch(f -> f.quantiser() >= 10 && f.quantiser() <= 51);
    assertThat(ts.facts())
        .extracting(PacketFacts::quantiser)
        .isEqualTo(mp4.facts().stream().map(PacketFacts::quantiser).toList());
  }

  @Test
  void brokenPackets_areUnknownAndNothingFails() throws Exception {
    Random random = new Random(1);
    for (String name : List.of("a.mp4", "a.ts")) {
      Read read = read(name);
      for (int i = 0; i < 20_000; i++) {
        byte[] extradata = mutated(read.extradata(), random, i % 3);
        byte[] packet = read.packets().get(random.nextInt(read.packets().size()));
        PacketFacts facts =
            PacketReader.of("h264", extradata).read(mutated(packet, random, 4), 0, true);
        assertThat(facts.bytes()).isGreaterThanOrEqualTo(0);
      }
    }
  }

  private static byte[] mutated(byte[] of, Random random, int changes) {
    byte[] bytes = Arrays.copyOf(of, random.nextInt(8) == 0 ? of.length / 2 : of.length);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      bytes[random.nextInt(Math.min(bytes.length, 60))] = (byte) random.nextInt();
    }
    return bytes;
  }

  @Test
  void filler_doesNotCount() {
    byte[] packet = new byte[1000];
    Arrays.fill(packet, 400, 999, (byte) 0xff);
    packet[399] = 12;
    packet[999] = (byte) 0x80;
    assertThat(PacketReader.of("h264", new byte[0]).read(packet, 0, false).bytes()).isEqualTo(400);
  }
}
