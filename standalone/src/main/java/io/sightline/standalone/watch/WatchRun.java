package io.sightline.standalone.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.ingest.IngestMode;
import io.sightline.ingest.IngestService;
import io.sightline.ingest.IngestSite;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.ProcessRunner;
import io.sightline.runtime.Service;
import io.sightline.standalone.OneJvm;
import io.sightline.standalone.Processes;
import io.sightline.standalone.Processes.Kind;
import io.sightline.standalone.RunFolder;
import io.sightline.standalone.cameras.CameraPublisher;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.outcome.Outcomes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the pipeline over a recording. */
public final class WatchRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WatchRun.class);

  private final RunFolder folder;
  private final SightlineConfig config;
  private final KafkaSettings kafka;
  private final ClipStore store;
  private final IngestService ingest;
  private final WatchFollower follower;
  private final ProcessRunner runner;
  private final StageTimes stages = new StageTimes();
  private final TopicOffsets offsets;
  private Consumer<KafkaSettings> whenDecided = kafka -> {};

  public WatchRun(WatchOptions options, SightlineConfig userConfig) throws IOException {
    this.folder = RunFolder.awaited(options.folder());
    this.config = WatchSetup.of(userConfig, options, folder.path());
    this.kafka = config.embeddedSettings();
    this.store = new FilesClipStore(config.store().path());
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Processes processes = new Processes(config, kafka, store, "watch", metrics);
    this.ingest = processes.ingest(IngestMode.recording(options.start()));
    String camera = config.cameras().get(0).id();
    this.offsets = new TopicOffsets(kafka);
    this.follower = new WatchFollower(kafka, ingest.ended(camera), stages, this::complete);
    List<Service> services = new ArrayList<>(OneJvm.platform(config, kafka));
    services.add(new CameraPublisher(kafka, config.site(), config.cameras(), Clock.systemUTC()));
    if (options.mode() != null) {
      services.add(new WatchMode(kafka, site(), options.mode()));
    }
    services.addAll(processes.of(Kind.DETECT));
    services.addAll(processes.of(Kind.ALERTING));
    services.add(ingest);
    services.add(follower);
    this.runner = new ProcessRunner(services);
  }

  private String site() {
    return new IngestSite(config.site(), config.data()).name();
  }

  /**
   * Looks at the topics when every activity has its decision, while the broker still runs.
   *
   * @param look called once, by a thread of the run
   */
  public WatchRun whenDecided(Consumer<KafkaSettings> look) {
    whenDecided = look;
    return this;
  }

  /** Capture time of the first picture; to be read after {@link #whenDecided}. */
  public Instant videoStart() {
    return follower.videoStart();
  }

  /** What is known of activities, alerts and clips; to be read after {@link #run}. */
  public Outcomes outcomes() {
    return follower.outcomes();
  }

  /** The clip store's file of a key. */
  public Path file(String key) {
    return config.store().path().resolve(key);
  }

  /** Returns the exit code when every activity has its decision, or the run failed. */
  public int run() {
    int code = runner.runUntilSignal();
    stages.done("stopped");
    Set<String> missing = follower.outcomes().missingClips();
    if (code == ProcessRunner.DONE && !missing.isEmpty()) {
      LOG.error("{} clips were not stored: {}", missing.size(), missing);
      return ProcessRunner.FAILED;
    }
    return code;
  }

  private void complete() {
    stages.done("every activity decided");
    offsets.read();
    whenDecided.accept(kafka);
    runner.stop();
  }

  /**
   * Prints what the recording came to, as far as it could be read; nothing if that was not at all.
   *
   * @param json one object a line, else lines for people
   */
  public void print(PrintStream out, boolean json) throws IOException {
    if (!follower.isDecided()) {
      return;
    }
    Outcomes outcomes = follower.outcomes();
    Path here = Path.of("").toAbsolutePath();
    Path clips = config.store().path().toAbsolutePath();
    Instant start = follower.videoStart();
    List<WatchLine> lines =
        new WatchReport(start, key -> here.relativize(clips.resolve(key)).toString())
            .lines(outcomes.alerts(), outcomes.decisions(), outcomes.clipKeys());
    ObjectMapper mapper = new ObjectMapper();
    for (WatchLine line : lines) {
      out.println(json ? mapper.writeValueAsString(line) : line.forPeople());
    }
  }

  /** How long each stage took, and how many records each topic holds. */
  public void printStats(PrintStream out) {
    out.print(stages.table());
    out.print(offsets.table());
    out.println("run kept in " + folder.path());
  }

  @Override
  public void close() throws IOException {
    store.close();
    folder.close();
  }
}
