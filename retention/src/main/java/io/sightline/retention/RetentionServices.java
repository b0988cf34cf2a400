package io.sightline.retention;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Deletion;
import io.sightline.avro.LedgerHead;
import io.sightline.clipstore.ClipStore;
import io.sightline.retention.signing.HeadStatement;
import io.sightline.retention.signing.SigningKey;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.LoopLimits;
import io.sightline.runtime.Service;
import io.sightline.runtime.StreamsService;
import io.sightline.runtime.TransactionalLoop;
import io.sightline.runtime.TransactionalLoop.Step;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires retention: the topology that orders, the deleter that carries out, and the keeper of the
 * ledger's heads.
 */
public final class RetentionServices {
  public static final String RETENTION = "retention";
  public static final String DELETER = "deleter";
  public static final String HEAD_KEEPER = "ledger-head-keeper";

  /** Orders in one transaction; side by side they take a fraction of its ten seconds. */
  private static final int ORDERS_AT_ONCE = 500;

  private static final Logger LOG = LoggerFactory.getLogger(RetentionServices.class);

  private RetentionServices() {}

  /**
   * The services, in the order in which to start them.
   *
   * @param capacityBytes most media there may be in the store; 0: as much as fits
   * @param stateDir folder for state stores
   * @throws IOException if the key of the ledger cannot be read
   */
  public static List<Service> create(
      RetentionConfig config,
      KafkaSettings kafka,
      ClipStore clipStore,
      long capacityBytes,
      Path stateDir,
      MeterRegistry metrics)
      throws IOException {
    SigningKey key = LedgerKeys.load(config.ledger()).signing();
    if (key == null) {
      LOG.warn(
          "no retention.ledger.key: heads of the ledger are not signed, and who cuts its tail"
              + " can cut them too; './sightline ledger keygen' makes a key");
    }
    Concerns concerns = new Concerns();
    Gauge.builder("sightline.retention.clock.doubted", concerns, c -> c.count(TaskClock.CONCERN))
        .description("tasks that do not believe the wall clock")
        .register(metrics);
    RetentionTopology topology = new RetentionTopology(config, kafka, metrics, key, concerns);
    StreamsService streams =
        new StreamsService(RETENTION, topology.build(), kafka, stateDir, metrics);
    OverdueDeletions overdue = new OverdueDeletions(metrics);
    return List.of(
        new ConcernedService(streams, concerns),
        overdue,
        deleter(kafka, clipStore, overdue, metrics),
        headKeeper(kafka, clipStore, metrics),
        new SpaceWatch(
            clipStore,
            capacityBytes,
            config.pressure().lookEvery(),
            kafka,
            InstantSource.system(),
            topology.outlook()));
  }

  /** Keeps the newest heads of the ledger in the clip store. */
  static TransactionalLoop<LedgerHead> headKeeper(
      KafkaSettings kafka, ClipStore clipStore, MeterRegistry metrics) {
    HeadStatement statement = new HeadStatement(kafka.topics().name(Topics.EXPIRIES));
    return new TransactionalLoop<>(
        HEAD_KEEPER, kafka, Topics.LEDGER_HEADS, new HeadKeeping(clipStore, statement), metrics);
  }

  private static TransactionalLoop<Deletion> deleter(
      KafkaSettings kafka, ClipStore clipStore, OverdueDeletions overdue, MeterRegistry metrics) {
    return new TransactionalLoop<>(
        DELETER,
        kafka,
        Topics.DELETIONS,
        new Deleter(clipStore, InstantSource.system(), overdue::answered),
        metrics,
        LoopLimits.DEFAULT.withMaxRecords(ORDERS_AT_ONCE));
  }

  /** What the deleter does with each order. */
  public static Step<Deletion> deleterStep(ClipStore clipStore, InstantSource clock) {
    return new Deleter(clipStore, clock, answer -> {});
  }
}
