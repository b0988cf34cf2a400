package io.sightline.standalone.broker;

import io.sightline.runtime.Health;
import io.sightline.runtime.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka node in this process, alone or one of several. Its data survives restarts and kills;
 * one process at a time may use a folder. The only class that knows how Kafka starts, none of which
 * is public API.
 */
public final class EmbeddedBroker implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  private static final Duration SHUTDOWN = Duration.ofSeconds(45);
  private static final Duration SHUTDOWN_AFTER_FAILURE = Duration.ofSeconds(3);

  private final BrokerSettings settings;
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private volatile @Nullable KafkaRaftServer server;
  private volatile int port;
  private @Nullable BrokerFolder folder;

  public EmbeddedBroker(BrokerSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "broker";
  }

  /**
   * Returns when clients can connect.
   *
   * @throws BrokerException if the folder cannot be written or another process uses it, or if the
   *     port is taken
   */
  @Override
  public void start() throws IOException {
    port = Ports.bindable(settings.host(), settings.port());
    Quorum quorum = quorum();
    folder = BrokerFolder.open(settings.folder(), quorum);
    keepProcessAlive();
    try {
      server = running(quorum);
    } catch (Exception e) { // Scala throws what it does not declare.
      close();
      throw new BrokerException(
          "broker at %s with data folder '%s': cannot start: %s"
              .formatted(bootstrapServers(), settings.folder(), e.getMessage()),
          e);
    }
  }

  /** For clients: {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return settings.host() + ":" + port;
  }

  @Override
  public Health health() {
    String failed = failure.get();
    if (failed != null) {
      return Health.down(failed);
    }
    return server == null ? Health.starting("") : Health.up(bootstrapServers());
  }

  @Override
  public void close() {
    KafkaRaftServer running = server;
    server = null;
    if (running != null) {
      shutDown(running);
    }
    BrokerFolder held = folder;
    folder = null;
    if (held != null) {
      held.close();
    }
  }

  /** A broker that gave up waits five minutes for a controller that gave up with it. */
  private void shutDown(KafkaRaftServer running) {
    Thread closing =
        new Thread(
            () -> {
              running.shutdown();
              running.awaitShutdown();
            },
            "broker-shutdown");
    closing.setDaemon(true);
    closing.start();
    Duration limit = failure.get() == null ? SHUTDOWN : SHUTDOWN_AFTER_FAILURE;
    try {
      closing.join(limit.toMillis());
      if (closing.isAlive()) {
        LOG.error("the broker did not stop within {} s", limit.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The number of a cluster of one only counts where its folder is new. */
  private Quorum quorum() throws IOException {
    Quorum given = settings.quorum();
    return given == null
        ? Quorum.ofOne(Uuid.randomUuid().toString(), "127.0.0.1:" + Ports.free())
        : given;
  }

  private KafkaRaftServer running(Quorum quorum) throws IOException {
    Map<String, String> properties = BrokerProperties.of(settings, port, quorum);
    KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    boolean started = false;
    try {
      starting.startup();
      started = true;
      return starting;
    } finally {
      if (!started) {
        starting.shutdown(); // The controller may be up by now, and would keep the JVM alive.
      }
    }
  }

  /** Kafka ends the JVM when it is beyond help; here the owner of this service decides that. */
  private void keepProcessAlive() {
    Exit.Procedure fail =
        (status, message) -> {
          String what = "the broker gave up with status " + status + ": " + why(message);
          failure.compareAndSet(null, what);
          LOG.error(what);
          throw new IllegalStateException(what); // The caller counts on never coming back.
        };
    Exit.setExitProcedure(fail);
    Exit.setHaltProcedure(fail);
  }

  /** Kafka says nothing where it has lost its folder: what is left of the disk tells most. */
  private String why(@Nullable String message) {
    if (message != null) {
      return message;
    }
    long freeMib = settings.folder().toFile().getUsableSpace() >> 20;
    return "data folder '%s' can no longer be written (%d MiB are free)"
        .formatted(settings.folder(), freeMib);
  }
}
