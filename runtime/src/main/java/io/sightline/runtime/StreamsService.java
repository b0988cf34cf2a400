package io.sightline.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a topology exactly once. A record that cannot be read or processed goes to the dead letters;
 * a peer that is away is waited for; a bug stops the service.
 */
public final class StreamsService implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsService.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(15);

  /** Also bounds how fast threads die and are replaced while a peer is away. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String name;
  private final Topology topology;
  private final Properties properties;
  private final MeterRegistry metrics;
  private final StreamsHealth health = new StreamsHealth();
  private @Nullable KafkaStreams streams;
  private @Nullable KafkaStreamsMetrics streamsMetrics;

  /**
   * @param name becomes the application id, after the prefix
   * @param topology every store and repartition in it must be named
   * @param stateDir folder for its stores; only this service may use it
   */
  public StreamsService(
      String name, Topology topology, KafkaSettings kafka, Path stateDir, MeterRegistry metrics) {
    this.name = name;
    this.topology = topology;
    this.metrics = metrics;
    this.properties = StreamsProperties.of(name, kafka, stateDir, metrics);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void start() {
    if (streams != null) {
      throw new IllegalStateException(name + " was started before");
    }
    LOG.info("{} runs\n{}", name, describe());
    KafkaStreams started = new KafkaStreams(topology, properties);
    streams = started;
    started.setStateListener((now, before) -> health.moved(now));
    started.setUncaughtExceptionHandler(this::onFailure);
    streamsMetrics = new KafkaStreamsMetrics(started);
    streamsMetrics.bindTo(metrics);
    started.start();
  }

  @Override
  public Health health() {
    return health.now();
  }

  @Override
  public String describe() {
    return topology.describe().toString();
  }

  @Override
  public synchronized void close() {
    if (streams == null) {
      return;
    }
    health.closing();
    if (streamsMetrics != null) {
      streamsMetrics.close();
    }
    CloseOptions leave =
        CloseOptions.timeout(CLOSE_WITHIN)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
    if (!streams.close(leave)) {
      LOG.warn("{} did not stop within {}", name, CLOSE_WITHIN);
    }
  }

  private StreamThreadExceptionResponse onFailure(Throwable failure) {
    if (Failures.isTransient(failure)) {
      LOG.warn("{}: {}; a new thread takes over", name, Failures.describe(failure));
      health.troubled(Failures.describe(failure));
      return pause()
          ? StreamThreadExceptionResponse.REPLACE_THREAD
          : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.error("{} cannot go on", name, failure);
    health.failed(Failures.describe(failure));
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Runs on the dying thread, which nobody waits for. */
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
