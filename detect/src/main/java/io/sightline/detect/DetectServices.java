package io.sightline.detect;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.ClipStore;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.LoopLimits;
import io.sightline.runtime.Service;
import io.sightline.runtime.TransactionalLoop;
import io.sightline.schemas.Topics;
import java.time.InstantSource;
import java.util.List;

/** The services that make up detect. */
public final class DetectServices {
  /** Keeps a transaction well under a second with a fast model, and at a few with a slow one. */
  private static final int FRAMES_A_THREAD = 16;

  private DetectServices() {}

  /**
   * Loads the models.
   *
   * @param store stays the caller's to close
   * @param clock the wall clock, for measurements alone
   * @throws IllegalArgumentException if the model cannot be used, with what was expected
   */
  public static List<Service> create(
      DetectConfig config,
      KafkaSettings kafka,
      ClipStore store,
      InstantSource clock,
      MeterRegistry metrics) {
    Models models = Models.open(config);
    DetectStep step = DetectStep.start(models, config, store, metrics);
    LoopLimits limits = LoopLimits.DEFAULT.withMaxRecords(FRAMES_A_THREAD * config.threads());
    TransactionalLoop<FrameRef> loop =
        new TransactionalLoop<>(
            "detect", kafka, Topics.FRAMES, new TimedStep(step, clock, metrics), metrics, limits);
    return List.of(new DetectService(loop, step, models, describe(config)));
  }

  /** One line for people: what detects, and what that means. */
  public static String describe(DetectConfig config) {
    return config.chosen().isEmpty()
        ? "No model given: the built-in people detector is used. It finds upright people and"
            + " nothing else; a model such as YOLOX finds 80 kinds of objects."
        : "Objects are detected with " + String.join(", ", config.chosen());
  }
}
