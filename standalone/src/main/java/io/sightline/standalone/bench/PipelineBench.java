package io.sightline.standalone.bench;

import io.sightline.avro.FrameRef;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.scripted.Platform;
import io.sightline.standalone.scripted.Scene;
import io.sightline.standalone.scripted.ScriptedCamera;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;

/**
 * {@code bench pipeline}: frames to decisions and deliveries with one, two and four processes of
 * each kind, beside Kafka's own clients.
 */
public final class PipelineBench implements AutoCloseable {
  /** As many as processes of a kind at most, so that none is without. */
  private static final int PARTITIONS = 4;

  private static final Duration BARE_AT_MOST = Duration.ofSeconds(30);
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  /**
   * How it goes.
   *
   * @param processes of each kind, in turn
   * @param seconds that the frames of a round would take if only the detectors cost time
   * @param idle of a detector at each picture, in which it computes nothing
   * @param threads of each detect process
   * @param records for Kafka's own clients
   * @param folder in which one for the run is made, and deleted in the end
   */
  public record Settings(
      List<Integer> processes, int seconds, Duration idle, int threads, int records, Path folder) {
    public Settings {
      if (processes.isEmpty() || processes.stream().anyMatch(p -> p < 1 || p > PARTITIONS)) {
        throw new IllegalArgumentException(
            "--processes " + processes + ": expected some of 1 to " + PARTITIONS);
      }
      processes = List.copyOf(processes);
      if (seconds < 1 || idle.toMillis() < 1 || threads < 1 || records < 1) {
        throw new IllegalArgumentException(
            "--seconds %d, --wait %d, --threads %d, --records %d: expected 1 or more of each"
                .formatted(seconds, idle.toMillis(), threads, records));
      }
    }

    /** Frames a second of so many detect processes if nothing else cost time. */
    double detectorBound(int processes) {
      return 1000.0 * processes * threads / idle.toMillis();
    }
  }

  private final Settings settings;
  private final ProgressBar progress;
  private final ScratchFolder scratch;
  private final Path folder;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  public PipelineBench(Settings settings, ProgressBar progress) throws IOException {
    this.settings = settings;
    this.progress = progress;
    this.scratch = new ScratchFolder(settings.folder());
    this.folder = scratch.path().toAbsolutePath();
    progress.maxHint(2 + settings.processes().size());
  }

  /** Returns the figures by name, in the order in which they are to be told. */
  public Map<String, Object> run() throws Exception {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("load_before", Host.load());
    try (FilesClipStore store = new FilesClipStore(folder.resolve("clips"))) {
      Scene.writeTo(store);
    }
    say("broker");
    try (Platform platform = new Platform(folder.resolve("broker"), PARTITIONS)) {
      say("bare clients");
      bare(platform.kafka());
      Exactness all = Exactness.WHOLE;
      double first = 0;
      for (int processes : settings.processes()) {
        say(processes + " of each");
        String name = "pipeline-" + processes;
        KafkaSettings own = platform.beside(name, Map.of());
        PipelineRound.Result result =
            new PipelineRound(own, folder.resolve(name), processes, settings).run();
        first = processes == 1 ? result.framesPerSecond() : first;
        tell(processes, result, first);
        all = all.plus(result.exactness());
      }
      figures.put("lost", all.lost());
      figures.put("doubled", all.doubled());
    }
    told.put("load_after", Host.load());
    describe(told);
    figures.put("settings", told);
    return figures;
  }

  private void bare(KafkaSettings kafka) throws Exception {
    FrameRef frame = new ScriptedCamera("cam", START, new Cycle(5, 5, 0), 0).next().get(0);
    byte[] value =
        AvroSerdes.<FrameRef>serializer(kafka).serialize(kafka.topics().name(Topics.FRAMES), frame);
    BareClients clients = new BareClients(kafka, value, settings.records(), BARE_AT_MOST);
    clients.prepare();
    BareClients.Result produced = clients.produce();
    BareClients.Result consumed = clients.consume(produced.records());
    figures.put("bare_produce_records_per_second", produced.perSecond());
    figures.put("bare_consume_records_per_second", consumed.perSecond());
    figures.put("bare_failed_sends", produced.failed());
    figures.put("bare_not_read", produced.records() - consumed.records());
    figures.put("bare_record_bytes", value.length);
  }

  private void tell(int processes, PipelineRound.Result result, double first) {
    String suffix = "_" + processes;
    double share = result.framesPerSecond() / settings.detectorBound(processes);
    PipelineLimit used = result.used();
    figures.put("frames_per_second" + suffix, Figures.round(result.framesPerSecond()));
    if (processes > 1 && first > 0) {
      figures.put("times_one" + suffix, Figures.round(result.framesPerSecond() / first));
    }
    figures.put("share_of_detectors" + suffix, Figures.round(share));
    figures.put("cores_broker" + suffix, Figures.round(used.broker()));
    figures.put("cores_detect" + suffix, Figures.round(used.detect()));
    figures.put("cores_alerting" + suffix, Figures.round(used.alerting()));
    figures.put(
        "limited_by" + suffix,
        used.words(share, Runtime.getRuntime().availableProcessors(), Host.load()));
    figures.put("ready_seconds" + suffix, Figures.round(result.readySeconds()));
    figures.put("frames" + suffix, result.frames());
  }

  private void describe(Map<String, Object> told) throws IOException {
    told.put("seconds", settings.seconds());
    told.put("detector_waits_ms", settings.idle().toMillis());
    told.put("detect_threads", settings.threads());
    told.put("partitions", PARTITIONS);
    told.put("records", settings.records());
    Host.describe(told);
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
