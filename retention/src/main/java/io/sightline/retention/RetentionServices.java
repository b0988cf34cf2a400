package io.sightline.retention;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Deletion;
import io.sightline.clipstore.ClipStore;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.LoopLimits;
import io.sightline.runtime.Service;
import io.sightline.runtime.StreamsService;
import io.sightline.runtime.TransactionalLoop;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Topics;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Wires retention: the topology that orders, and the deleter that carries out. */
public final class RetentionServices {
  public static final String RETENTION = "retention";
  public static final String DELETER = "deleter";

  /** Orders in one transaction; deleting a clip takes milliseconds. */
  private static final int ORDERS_AT_ONCE = 50;

  private RetentionServices() {}

  /**
   * The services, in the order in which to start them.
   *
   * @param stateDir folder for state stores
   */
  public static List<Service> create(
      RetentionConfig config,
      KafkaSettings kafka,
      ClipStore clipStore,
      Path stateDir,
      MeterRegistry metrics) {
    Concerns concerns = new Concerns();
    Gauge.builder("sightline.retention.clock.doubted", concerns, c -> c.count(TaskClock.CONCERN))
        .description("tasks that do not believe the wall clock")
        .register(metrics);
    StreamsService streams =
        new StreamsService(
            RETENTION,
            new RetentionTopology(config, kafka, metrics, concerns).build(),
            kafka,
            stateDir,
            metrics);
    return List.of(new ConcernedService(streams, concerns), deleter(kafka, clipStore, metrics));
  }

  /** The deleter alone, for a process of its own where the store is. */
  public static TransactionalLoop<Deletion> deleter(
      KafkaSettings kafka, ClipStore clipStore, MeterRegistry metrics) {
    return new TransactionalLoop<>(
        DELETER,
        kafka,
        Topics.DELETIONS,
        deleterStep(clipStore, InstantSource.system()),
        metrics,
        LoopLimits.DEFAULT.withMaxRecords(ORDERS_AT_ONCE));
  }

  /** What the deleter does with each order. */
  public static Step<Deletion> deleterStep(ClipStore clipStore, InstantSource clock) {
    return new Deleter(clipStore, clock);
  }
}
