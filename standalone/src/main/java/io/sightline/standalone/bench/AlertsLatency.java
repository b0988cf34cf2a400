package io.sightline.standalone.bench;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.AlertingTopology;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.detect.DetectConfig;
import io.sightline.detect.DetectStep;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.LoopLimits;
import io.sightline.runtime.StreamsService;
import io.sightline.runtime.TransactionalLoop;
import io.sightline.schemas.Topics;
import io.sightline.standalone.scripted.Publisher;
import io.sightline.standalone.scripted.Scene;
import io.sightline.standalone.scripted.ScriptedCamera;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import io.sightline.standalone.scripted.ScriptedModel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Frames at a steady rate through detect and alerting in this JVM, as {@code standalone} runs them:
 * the time from the publication of a frame until its detections, and the alert that it completes,
 * are readable at {@code read_committed}. Detection itself takes no time.
 */
final class AlertsLatency {
  /** Somebody is there for 2 s of every 4 s. */
  private static final Cycle CYCLE = new Cycle(10, 10, 0);

  private static final int FRAMES_A_SECOND_AND_CAMERA = 5;
  private static final int FRAMES_A_TRANSACTION = 32; // what detect has with its two threads
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  /** How records are processed. */
  enum Guarantee {
    EXACTLY_ONCE,
    AT_LEAST_ONCE;

    Map<String, String> properties() {
      return this == EXACTLY_ONCE
          ? Map.of()
          : Map.of("streams.processing.guarantee", "at_least_once");
    }

    String prefix() {
      return "bench-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final KafkaSettings kafka;
  private final Guarantee guarantee;
  private final Path folder;
  private final int cameras;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  /**
   * @param kafka with the guarantee's own topics
   * @param framesPerSecond of all cameras together
   */
  AlertsLatency(KafkaSettings kafka, Guarantee guarantee, Path folder, int framesPerSecond) {
    this.kafka = kafka;
    this.guarantee = guarantee;
    this.folder = folder;
    this.cameras = framesPerSecond / FRAMES_A_SECOND_AND_CAMERA;
  }

  /**
   * @param warm before which nothing counts
   */
  Hops run(Duration warm, Duration counted) throws Exception {
    try (FilesClipStore store = new FilesClipStore(folder.resolve("clips"));
        SentTimes sent = new SentTimes(kafka)) {
      Scene.writeTo(store);
      DetectStep step =
          DetectStep.start(new ScriptedModel(), DetectConfig.defaults(), store, metrics);
      try (AutoCloseable detect = detect(step);
          StreamsService alerting = alerting()) {
        alerting.start();
        sent.start();
        publish(sent, warm.plus(counted));
        Thread.sleep(3000);
        sent.requireHealthy();
        return sent.hops(warm);
      } finally {
        step.stop();
      }
    }
  }

  /** Started. */
  private AutoCloseable detect(DetectStep step) {
    if (guarantee == Guarantee.AT_LEAST_ONCE) {
      AtLeastOnceDetect loop = new AtLeastOnceDetect(kafka, step);
      loop.start();
      return loop;
    }
    LoopLimits limits = LoopLimits.DEFAULT.withMaxRecords(FRAMES_A_TRANSACTION);
    TransactionalLoop<FrameRef> loop =
        new TransactionalLoop<>("detect", kafka, Topics.FRAMES, step, metrics, limits);
    loop.start();
    return loop;
  }

  private StreamsService alerting() {
    AlertingTopology topology = new AlertingTopology(kafka, Build.version(), Duration.ofSeconds(1));
    return new StreamsService(
        "alerting", topology.build(), kafka, folder.resolve("state"), metrics);
  }

  /** Cameras take turns, so that frames are spread evenly over time. */
  private void publish(SentTimes sent, Duration during) {
    List<ScriptedCamera> all = new ArrayList<>();
    for (int i = 0; i < cameras; i++) {
      all.add(new ScriptedCamera(String.format(Locale.ROOT, "cam-%03d", i), START, CYCLE, i * 3));
    }
    try (Publisher publisher = new Publisher(kafka, 0)) {
      all.forEach(c -> publisher.publish(Topics.CAMERAS, c.id(), c.configuration()));
      publisher.flush();
      long step = ScriptedCamera.TICK.toNanos() / cameras;
      long turns = during.toNanos() / step;
      long begin = System.nanoTime();
      for (long turn = 0; turn < turns; turn++) {
        await(begin + turn * step);
        ScriptedCamera camera = all.get((int) (turn % cameras));
        for (FrameRef record : camera.next()) {
          sent.sends(record);
          publisher.publish(Topics.FRAMES, camera.id(), record);
        }
      }
      publisher.flush();
    }
  }

  private static void await(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Processor time of this process so far. */
  static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
