package io.sightline.standalone.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.StreamsService;
import io.sightline.schemas.Topics;
import io.sightline.standalone.replay.Replay;
import io.sightline.standalone.replay.ReplayRun.Result;
import io.sightline.standalone.replay.Span;
import io.sightline.standalone.scripted.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;

/**
 * {@code bench replay}: how fast recorded time goes by when it is replayed and decided anew, and
 * whether the same comes out.
 */
public final class ReplayBench implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final Span ALL =
      new Span(List.of(Topics.CAMERAS, Topics.DETECTIONS), null, null, Set.of(), Set.of());

  /**
   * @param active cameras among them that somebody visits over and over; the others are quiet
   * @param minutes of capture time
   * @param folder in which one for the run is made, and deleted in the end
   */
  public record Settings(int cameras, int active, int minutes, Path folder) {
    public Settings {
      if (cameras < 1 || active < 1 || active > cameras || minutes < 1) {
        throw new IllegalArgumentException(
            "--cameras %d, --active %d, --minutes %d: expected 1 or more of each, active at most all"
                .formatted(cameras, active, minutes));
      }
    }
  }

  private final Settings settings;
  private final ProgressBar progress;
  private final ScratchFolder scratch;
  private final Path folder;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  public ReplayBench(Settings settings, ProgressBar progress) throws IOException {
    this.settings = settings;
    this.progress = progress;
    this.scratch = new ScratchFolder(settings.folder());
    this.folder = scratch.path();
    progress.maxHint(6);
  }

  /** Returns the figures by name, in the order in which they are to be told. */
  public Map<String, Object> run() throws Exception {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("load_before", Host.load());
    Duration span = Duration.ofMinutes(settings.minutes());
    say("broker");
    try (Platform platform = new Platform(folder.resolve("broker"), PARTITIONS)) {
      KafkaSettings kafka = platform.kafka();
      say("recording " + settings.minutes() + " minutes");
      long records = ReplayLoad.publish(kafka, settings.cameras(), settings.active(), span);
      say("deciding");
      decide(kafka, "first");
      say("bare copy");
      BareCopy.Result bare =
          new BareCopy(kafka, Topics.DETECTIONS).run(platform.beside("bare", Map.of()));
      say("replay alone");
      platform.beside("copy", Map.of());
      double copySeconds = replay(kafka, "copy");
      say("replay and decisions");
      KafkaSettings again = platform.beside("again", Map.of());
      long began = System.nanoTime();
      double replaySeconds;
      try (StreamsService alerting = alerting(again, "again")) {
        alerting.start();
        replaySeconds = replay(kafka, "again");
        ReplayLoad.awaitDecided(again, PATIENCE);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      figures.put("times_real_time", Figures.round(span.toSeconds() / seconds));
      figures.put("differing_bytes", ReplayLoad.differingBytes(kafka, again));
      figures.put("compared_bytes", ReplayLoad.bytes(kafka));
      figures.put("seconds", Figures.round(seconds));
      figures.put("replay_seconds_beside_alerting", Figures.round(replaySeconds));
      figures.put("times_real_time_copied_only", Figures.round(span.toSeconds() / copySeconds));
      figures.put("records_per_second_copied_only", Math.round(records / copySeconds));
      figures.put("records_per_second_bare_copy", Math.round(bare.records() / bare.seconds()));
      figures.put(
          "replay_vs_bare_copy",
          Figures.round(records / copySeconds / (bare.records() / bare.seconds())));
      told.put("records", records);
    }
    told.put("load_after", Host.load());
    told.put("cameras", settings.cameras());
    told.put("active", settings.active());
    told.put("minutes", settings.minutes());
    told.put("partitions", PARTITIONS);
    Host.describe(told);
    figures.put("settings", told);
    return figures;
  }

  private void decide(KafkaSettings kafka, String state) throws Exception {
    try (StreamsService alerting = alerting(kafka, state)) {
      alerting.start();
      ReplayLoad.awaitDecided(kafka, PATIENCE);
    }
  }

  private StreamsService alerting(KafkaSettings kafka, String state) {
    return new StreamsService(
        "alerting",
        new AlertingTopology(kafka, Build.version(), Duration.ofSeconds(10)).build(),
        kafka,
        folder.resolve("state-" + state),
        new SimpleMeterRegistry());
  }

  private double replay(KafkaSettings kafka, String prefix) throws Exception {
    long began = System.nanoTime();
    Replay replay = new Replay(kafka, ALL, Double.POSITIVE_INFINITY, prefix, false);
    Result result = replay.toTopics(prefix, (read, of) -> {});
    if (result.written() == 0) {
      throw new IOException("nothing was replayed: expected all that was recorded");
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private void say(String what) {
    progress.setExtraMessage(what);
    progress.step();
  }

  /** Deletes what was written. */
  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
