package io.sightline.standalone.soak;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.avro.FrameKind;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.ingest.IngestConfig;
import io.sightline.ingest.IngestMode;
import io.sightline.ingest.IngestService;
import io.sightline.ingest.IngestSite;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.broker.HangingTransactions;
import io.sightline.standalone.cameras.CameraPublisher;
import io.sightline.standalone.config.CameraConfig;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.registry.EmbeddedRegistry;
import io.sightline.standalone.topics.TopicService;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes the broker away from a real ingest under load for a while, and compares what is on the
 * topics afterwards with what was captured.
 */
public final class BrokerSoak {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<Topic<?>> FACTS =
      List.of(Topics.HEALTH, Topics.ACTIVITY, Topics.FRAMES, Topics.RECORDINGS, Topics.CLIPS);

  /**
   * What was found.
   *
   * @param backlogBytes waiting in the spools when the broker came back
   * @param said health of ingest by then
   * @param catchUp from the broker's return until nothing was left
   * @param counts committed records by topic
   * @param broken one line for each thing that must hold and does not
   */
  public record Result(
      Duration away,
      long backlogBytes,
      String said,
      Duration catchUp,
      Map<String, Integer> counts,
      List<String> broken) {

    /** For people. */
    public String table() {
      return String.format(
          Locale.ROOT,
          "broker away for %d s; %d bytes of facts waited, all published %.1f s after its return%n"
              + "health of ingest meanwhile: %s%nrecords: %s%n%s",
          away.toSeconds(),
          backlogBytes,
          catchUp.toMillis() / 1000.0,
          said,
          counts,
          broken.isEmpty() ? "everything holds" : String.join("\n", broken));
    }
  }

  private final SoakSetup setup;
  private final FlakyBroker broker;
  private final Duration away;
  private final int cameras;
  private final PrintWriter out;
  private final Clock clock = Clock.systemUTC();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  /**
   * @param broker not started yet; closed in the end
   * @param cameras that play the recording in a loop, and record round the clock
   * @param out told what happens
   */
  public BrokerSoak(
      SoakSetup setup, FlakyBroker broker, Duration away, int cameras, PrintWriter out) {
    this.setup = setup;
    this.broker = broker;
    this.away = away;
    this.cameras = cameras;
    this.out = out;
  }

  /** Takes some seconds longer than the broker is away. */
  public Result run() throws Exception {
    KafkaSettings kafka = setup.kafka();
    try (FlakyBroker flaky = broker;
        EmbeddedRegistry registry =
            new EmbeddedRegistry(setup::bootstrapServers, "127.0.0.1", setup.registryPort());
        FilesClipStore store = new FilesClipStore(setup.store())) {
      flaky.start();
      registry.start();
      new TopicService(kafka).start();
      new CameraPublisher(kafka, "soak", configs(), clock).start();
      IngestService ingest = ingest(kafka, store);
      try {
        ingest.start();
        awaitLoad();
        say("the broker goes");
        flaky.goAway();
        Thread.sleep(away.toMillis());
        long backlog = backlog();
        String said = ingest.health().state() + " " + ingest.health().detail();
        say("the broker returns, %d bytes wait", backlog);
        flaky.start();
        new HangingTransactions(kafka).start(); // as standalone does after its broker
        Duration catchUp = awaitPublished();
        say("all is published");
        ingest.close();
        return result(kafka, backlog, said, catchUp);
      } finally {
        ingest.close();
      }
    }
  }

  private List<CameraConfig> configs() {
    return IntStream.range(0, cameras)
        .mapToObj(i -> CameraConfig.of("cam-" + i, setup.recording().toString()))
        .map(camera -> camera.looped().recordedAlways())
        .toList();
  }

  private IngestService ingest(KafkaSettings kafka, FilesClipStore store) {
    return new IngestService(
        new IngestSite("soak", setup.folder().resolve("spool")),
        IngestConfig.defaults(),
        IngestMode.live(clock),
        kafka,
        store,
        clock,
        metrics);
  }

  /** Every camera has begun an activity: facts of all kinds flow. */
  private void awaitLoad() throws InterruptedException, IOException {
    await(() -> counted("sightline.ingest.activities").size() >= cameras);
  }

  private Duration awaitPublished() throws InterruptedException, IOException {
    long begin = System.nanoTime();
    // A little is always under way while cameras run.
    await(() -> backlog() < 2048L * cameras);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException, IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IOException("nothing happened for " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(100);
    }
  }

  private long backlog() {
    return (long)
        metrics.find("sightline.ingest.spool.backlog").gauges().stream()
            .mapToDouble(Gauge::value)
            .sum();
  }

  /** Values above 0 of a counter, by camera. */
  private Map<String, Integer> counted(String name) {
    Map<String, Integer> values = new TreeMap<>();
    for (Counter counter : metrics.find(name).counters()) {
      if (counter.count() > 0) {
        values.put(String.valueOf(counter.getId().getTag("camera")), (int) counter.count());
      }
    }
    return values;
  }

  private Result result(KafkaSettings kafka, long backlog, String said, Duration catchUp) {
    Map<String, Integer> counts = new TreeMap<>();
    FACTS.forEach(topic -> counts.put(topic.name(), TopicRecords.committed(kafka, topic).size()));
    List<ConsumerRecord<String, FrameRef>> frames = TopicRecords.committed(kafka, Topics.FRAMES);
    List<String> broken = new ArrayList<>();
    new FactsVerdict(broken)
        .frames(frames)
        .counted(
            "frames",
            counted("sightline.ingest.frames"),
            frames.stream()
                .map(ConsumerRecord::value)
                .filter(f -> f.getKind() == FrameKind.FRAME)
                .map(FrameRef::getCamera)
                .toList())
        .activities(TopicRecords.committed(kafka, Topics.ACTIVITY), frames)
        .clips(TopicRecords.committed(kafka, Topics.CLIPS), counted("sightline.ingest.clips"))
        .recordings(
            TopicRecords.committed(kafka, Topics.RECORDINGS),
            counted("sightline.ingest.recordings"))
        .health(TopicRecords.committed(kafka, Topics.HEALTH));
    return new Result(away, backlog, said, catchUp, counts, broken);
  }

  private void say(String format, Object... arguments) {
    out.printf(format + "%n", arguments);
    out.flush();
  }
}
