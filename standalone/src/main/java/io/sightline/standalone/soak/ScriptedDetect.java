package io.sightline.standalone.soak;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.ClipStore;
import io.sightline.clipstore.FilesClipStore;
import io.sightline.detect.DetectStep;
import io.sightline.runtime.AdminServer;
import io.sightline.runtime.ConfigLoader;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.LoopLimits;
import io.sightline.runtime.ProcessRunner;
import io.sightline.runtime.TransactionalLoop;
import io.sightline.schemas.GeneratedClasses;
import io.sightline.schemas.Topics;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.scripted.ScriptedModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The detect process with a model that reads scripted pictures. Arguments: its configuration, and
 * for how many milliseconds it waits at each picture; absent: none.
 */
public final class ScriptedDetect {
  private static final int FRAMES_A_TRANSACTION = 32; // what detect has with its two threads

  private ScriptedDetect() {}

  public static void main(String[] args) throws Exception {
    GeneratedClasses.trust();
    SightlineConfig config = ConfigLoader.load(Path.of(args[0]), SightlineConfig.class);
    KafkaSettings kafka = config.clusterSettings();
    Duration wait = Duration.ofMillis(args.length < 2 ? 0 : Long.parseLong(args[1]));
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (ClipStore store = FilesClipStore.forReading(config.store().path())) {
      DetectStep step = DetectStep.start(new ScriptedModel(wait), config.detect(), store, metrics);
      TransactionalLoop<FrameRef> loop =
          new TransactionalLoop<>(
              "detect",
              kafka,
              Topics.FRAMES,
              step,
              metrics,
              LoopLimits.DEFAULT.withMaxRecords(FRAMES_A_TRANSACTION));
      AdminServer admin = new AdminServer(config.admin(), List.of(loop), metrics);
      int code = new ProcessRunner(List.of(admin, loop)).runUntilSignal();
      step.stop();
      System.exit(code);
    }
  }
}
