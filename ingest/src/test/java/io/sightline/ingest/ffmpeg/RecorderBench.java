package io.sightline.ingest.ffmpeg;

import io.sightline.avro.Recording;
import io.sightline.avro.RecordingMode;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.MediaSource;
import io.sightline.ingest.media.Playback;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.recording.CameraRecorder;
import io.sightline.ingest.recording.RecorderSetup;
import io.sightline.ingest.recording.RecorderSetup.Trouble;
import io.sightline.ingest.recording.RecordingLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A recorder over a real source and a real store, and nothing else. */
final class RecorderBench implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  static final long START_MICROS = ChronoUnit.MICROS.between(Instant.EPOCH, START);

  final FilesClipStore store;
  final List<Recording> told = new ArrayList<>();
  final RecordingLog log = new RecordingLog("cam", 1, told::add);
  final CameraRecorder recorder;

  RecorderBench(Path folder) throws IOException {
    store = new FilesClipStore(folder);
    Trouble loud =
        new Trouble() {
          @Override
          public void stored() {}

          @Override
          public void failed(String problem) {
            throw new AssertionError(problem);
          }
        };
    recorder =
        new CameraRecorder(
            new RecorderSetup(
                RecordingMode.ALWAYS,
                1,
                0,
                1,
                store,
                new FfmpegClipWriters(),
                Clock.systemUTC(),
                () -> true,
                loud),
            log);
  }

  /** Records a file to its end; returns its packets. */
  List<Packet> record(Path file) throws Exception {
    List<Packet> packets = new ArrayList<>();
    recorder.start();
    try (MediaSource source = FfmpegSource.open(file.toString(), SourceOptions.defaults())) {
      recorder.opened(source.info(), START_MICROS);
      for (MediaEvent event = source.next(); event != null; event = source.next()) {
        if (event instanceof Packet packet) {
          packets.add(packet.kept());
          recorder.take(packet, -1);
        }
      }
    }
    recorder.ended(null, "");
    return packets;
  }

  /**
   * A process that records a file in a loop, in real time, and says the time of each picture once
   * the recorder has it. To be killed.
   *
   * @param arguments the file, and the folder of the store
   */
  public static void main(String[] arguments) throws Exception {
    SourceOptions looped = SourceOptions.defaults().withPlayback(Playback.REAL_TIME, true);
    try (RecorderBench bench = new RecorderBench(Path.of(arguments[1]));
        MediaSource source = FfmpegSource.open(arguments[0], looped)) {
      bench.recorder.start();
      bench.recorder.opened(source.info(), START_MICROS);
      while (true) {
        if (source.next() instanceof Packet packet) {
          bench.recorder.take(packet, -1);
          System.out.println(packet.stream() == 0 ? packet.ptsMicros() : -1);
        }
      }
    }
  }

  @Override
  public void close() {
    recorder.close();
    store.close();
  }
}
