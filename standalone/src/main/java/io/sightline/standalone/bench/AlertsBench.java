package io.sightline.standalone.bench;

import io.sightline.standalone.bench.AlertsLatency.Guarantee;
import io.sightline.standalone.bench.AlertsThroughput.Cost;
import io.sightline.standalone.scripted.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * {@code bench alerts}: how fast an alert is there, and what alerting costs beside a pass-through
 * of Kafka Streams.
 */
public final class AlertsBench implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final Duration WARM = Duration.ofSeconds(8);
  private static final int DETECT_FRAMES = 200;
  private static final int DETECT_THREADS = 2;

  /** As {@code ./sightline} runs a process, with a bound on the heap. */
  private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:+UseSerialGC");

  /**
   * @param seconds that latency is measured for, with each guarantee
   * @param framesPerSecond while latency is measured
   * @param cameras while throughput is measured
   * @param records detections of all of them together
   * @param model an ONNX file for the detect process beside a plain loop; null: that is left out
   * @param pictures a folder of JPEGs for it
   * @param folder in which one for the run is made, and deleted in the end
   */
  public record Settings(
      int seconds,
      int framesPerSecond,
      int cameras,
      int records,
      @Nullable Path model,
      @Nullable Path pictures,
      Path folder) {
    public Settings {
      if (seconds < 5) {
        throw new IllegalArgumentException("--seconds " + seconds + ": expected 5 or more");
      }
      if (framesPerSecond < 5) {
        throw new IllegalArgumentException("--rate " + framesPerSecond + ": expected 5 or more");
      }
      if (cameras < 1 || records < 10 * cameras) {
        throw new IllegalArgumentException(
            "--cameras %d, --records %d: expected 10 records a camera or more"
                .formatted(cameras, records));
      }
    }
  }

  private final Settings settings;
  private final ScratchFolder scratch;
  private final Path folder;
  private final ProgressBar progress;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  /**
   * @param progress steps as far as the bench has come
   */
  public AlertsBench(Settings settings, ProgressBar progress) throws IOException {
    this.settings = settings;
    this.progress = progress;
    this.scratch = new ScratchFolder(settings.folder());
    this.folder = scratch.path();
    progress.maxHint(settings.model() == null ? 7 : 8);
  }

  /** Returns the figures by name, in the order in which they are to be told. */
  public Map<String, Object> run() throws Exception {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("load_before", Host.load());
    say("broker");
    try (Platform platform = new Platform(folder.resolve("broker"), PARTITIONS)) {
      throughput(platform, told);
      for (Guarantee guarantee : Guarantee.values()) {
        latency(platform, guarantee);
      }
    }
    detect();
    told.put("load_after", Host.load());
    describe(told);
    figures.put("settings", told);
    return figures;
  }

  private void throughput(Platform platform, Map<String, Object> told) throws Exception {
    AlertsThroughput throughput = new AlertsThroughput(platform.kafka(), folder);
    say("publishing detections");
    told.put("input_sha256", throughput.publish(settings.cameras(), settings.records()));
    told.put("input_records", throughput.published());
    long warm = throughput.published() / 3;
    say("bytes passed through");
    Cost bytes = throughput.run(StreamsChild.Kind.PASS_THROUGH_BYTES, FLAGS, warm);
    say("records passed through");
    Cost records = throughput.run(StreamsChild.Kind.PASS_THROUGH, FLAGS, warm);
    say("alerting alone");
    Cost alerting = throughput.run(StreamsChild.Kind.ALERTING, FLAGS, warm);
    figures.put("detections_per_cpu_second", Math.round(alerting.recordsPerCpuSecond()));
    figures.put("pass_through_per_cpu_second", Math.round(records.recordsPerCpuSecond()));
    figures.put("pass_through_of_bytes_per_cpu_second", Math.round(bytes.recordsPerCpuSecond()));
    figures.put("detections_vs_pass_through", ratio(alerting, records));
    figures.put("detections_vs_pass_through_of_bytes", ratio(alerting, bytes));
    figures.put("alerting_resident_mb", alerting.residentMb());
    figures.put("alerting_cpu_seconds", Figures.round(alerting.cpuSeconds()));
    figures.put("alerting_records", alerting.records());
  }

  private static double ratio(Cost one, Cost other) {
    return Figures.round(one.recordsPerCpuSecond() / other.recordsPerCpuSecond());
  }

  private void latency(Platform platform, Guarantee guarantee) throws Exception {
    say(guarantee == Guarantee.EXACTLY_ONCE ? "latency, exactly once" : "latency, at least once");
    Path own = folder.resolve(guarantee.prefix());
    AlertsLatency latency =
        new AlertsLatency(
            platform.beside(guarantee.prefix(), guarantee.properties()),
            guarantee,
            own,
            settings.framesPerSecond());
    double cpu = AlertsLatency.cpuSeconds();
    long began = System.nanoTime();
    Hops hops = latency.run(WARM, Duration.ofSeconds(settings.seconds()));
    String suffix = guarantee == Guarantee.EXACTLY_ONCE ? "" : "_at_least_once";
    hops.tell(figures, suffix);
    figures.put(
        "cores_while_measured" + suffix,
        Figures.round((AlertsLatency.cpuSeconds() - cpu) / ((System.nanoTime() - began) / 1e9)));
  }

  private void detect() throws Exception {
    Path model = settings.model();
    Path pictures = settings.pictures();
    if (model == null || pictures == null) {
      figures.put("detect_vs_bare_inference", null);
      figures.put("detect_vs_bare_inference_why", "no --model and --pictures given");
      return;
    }
    say("detect beside a plain loop");
    PrintWriter silent = new PrintWriter(Writer.nullWriter());
    figures.putAll(
        new DetectBench(
                new DetectBench.Settings(
                    model, pictures, DETECT_FRAMES, DETECT_THREADS, folder.resolve("detect")),
                silent)
            .run());
  }

  private void describe(Map<String, Object> told) throws IOException {
    told.put("seconds", settings.seconds());
    told.put("warm_seconds", WARM.toSeconds());
    told.put("frames_per_second", settings.framesPerSecond());
    told.put("cameras", settings.cameras());
    told.put("partitions", PARTITIONS);
    told.put("alerting_jvm_flags", FLAGS);
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
