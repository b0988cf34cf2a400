package io.sightline.standalone.bench;

import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.ClipStore.StagedObject;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.clipstore.crypt.DataKey;
import io.sightline.clipstore.crypt.DataKeys;
import io.sightline.clipstore.crypt.EncryptedClipStore;
import io.sightline.ingest.ffmpeg.FfmpegClipWriters;
import io.sightline.ingest.ffmpeg.FfmpegSource;
import io.sightline.ingest.media.ClipWriter;
import io.sightline.ingest.media.MediaEvent;
import io.sightline.ingest.media.MediaEvent.Packet;
import io.sightline.ingest.media.SourceException;
import io.sightline.ingest.media.SourceOptions;
import io.sightline.ingest.media.StreamInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * {@code bench encryption}: what it costs to store media encrypted, in processor time of one
 * thread, beside the same without.
 */
public final class EncryptionBench {
  private static final String PREFIX = "bench/2026-01-31/bench-c1/";
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int WARM_UP = 2;

  /**
   * @param video packets of which are written
   * @param mebibytes written and read as one object
   * @param rounds of each, after two to warm up
   * @param folder takes the stores
   */
  public record Settings(Path video, int mebibytes, int rounds, Path folder) {
    public Settings {
      if (mebibytes < 1 || rounds < 1) {
        throw new IllegalArgumentException(
            "%d MiB, %d rounds: expected 1 or more".formatted(mebibytes, rounds));
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private final Settings settings;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  public EncryptionBench(Settings settings) {
    this.settings = settings;
  }

  /** Figures by name. */
  public Map<String, Object> run() throws IOException, SourceException {
    try (ClipStore plain = new FilesClipStore(settings.folder().resolve("plain"));
        ClipStore sealed =
            new EncryptedClipStore(
                new FilesClipStore(settings.folder().resolve("sealed")),
                DataKeys.always(DataKey.random(false)))) {
      bytes("plain", plain);
      bytes("encrypted", sealed);
      double without = video("plain", plain);
      double with = video("encrypted", sealed);
      figures.put("more_cpu_ms_per_second_of_video", round(with - without));
    }
    return figures;
  }

  private void bytes(String name, ClipStore store) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    new Random(1).nextBytes(chunk);
    String key = PREFIX + "clip.mp4";
    int chunks = (settings.mebibytes() << 20) / CHUNK_BYTES;
    double write =
        seconds(
            () -> {
              try (StagedObject staged = store.stage(key)) {
                try (OutputStream out = staged.write()) {
                  for (int i = 0; i < chunks; i++) {
                    out.write(chunk);
                  }
                }
                staged.commit();
              }
            });
    double read =
        seconds(
            () -> {
              try (InputStream in = store.open(key, 0)) {
                in.transferTo(OutputStream.nullOutputStream());
              }
            });
    figures.put(name + "_write_mb_per_cpu_second", round(settings.mebibytes() / write));
    figures.put(name + "_read_mb_per_cpu_second", round(settings.mebibytes() / read));
  }

  private double video(String name, ClipStore store) throws IOException, SourceException {
    List<Packet> packets = new ArrayList<>();
    StreamInfo info;
    try (FfmpegSource source =
        FfmpegSource.open(settings.video().toString(), SourceOptions.defaults())) {
      info = source.info();
      for (MediaEvent each = source.next(); each != null; each = source.next()) {
        if (each instanceof Packet packet) {
          packets.add(packet.kept());
        }
      }
    }
    FfmpegClipWriters writers = new FfmpegClipWriters();
    double clip = seconds(() -> clip(store, writers, info, packets));
    double length = packets.get(packets.size() - 1).ptsMicros() / 1e6;
    figures.put(name + "_clip_cpu_ms_per_second_of_video", round(clip * 1000 / length));
    return clip * 1000 / length;
  }

  private static void clip(
      ClipStore store, FfmpegClipWriters writers, StreamInfo info, List<Packet> packets)
      throws IOException {
    String extension = writers.extension(info);
    try (StagedObject scratch = store.stage(PREFIX + "scratch." + extension);
        ClipWriter writer = writers.open(scratch, info);
        StagedObject staged = store.stage(PREFIX + "film." + extension)) {
      for (Packet each : packets) {
        writer.write(each);
      }
      ClipWriter.Written unused = writer.finish(staged);
      staged.commit();
    }
  }

  /** Processor time of one round. */
  private double seconds(Work work) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      work.run();
    }
    long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < settings.rounds(); i++) {
      work.run();
    }
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    return (end - begin) / 1e9 / settings.rounds();
  }

  private static double round(double figure) {
    return Math.round(figure * 100) / 100.0;
  }
}
