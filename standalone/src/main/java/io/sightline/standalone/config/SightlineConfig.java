package io.sightline.standalone.config;

import static java.util.Objects.requireNonNullElse;
import static java.util.Objects.requireNonNullElseGet;

import io.sightline.alerting.AlertingConfig;
import io.sightline.alerting.delivery.ChannelConfig;
import io.sightline.console.ConsoleConfig;
import io.sightline.detect.DetectConfig;
import io.sightline.ingest.IngestConfig;
import io.sightline.keys.EncryptionConfig;
import io.sightline.retention.RetentionConfig;
import io.sightline.runtime.AdminConfig;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.LinksConfig;
import io.sightline.schemas.Topics;
import io.sightline.standalone.traces.TracesConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file: one for all processes, each takes its part. What is absent arrives as
 * null and becomes the default.
 *
 * @param site which site's cameras ingest opens
 * @param data folder for everything that is not a clip: broker, spool, state
 * @param links in notifications, for alerting, which makes them, and the console, which checks them
 * @param traces where spans go, if anywhere
 */
public record SightlineConfig(
    String site,
    Path data,
    TopicsConfig topics,
    KafkaConfig kafka,
    RegistryConfig registry,
    AdminConfig admin,
    StoreConfig store,
    EncryptionConfig encryption,
    List<CameraConfig> cameras,
    IngestConfig ingest,
    DetectConfig detect,
    AlertingConfig alerting,
    RetentionConfig retention,
    ConsoleConfig console,
    LinksConfig links,
    TracesConfig traces) {
  /** Times {@code ingest.min_free_mib}: with so much free ingest stores everything. */
  private static final long ALL_OF_INGEST = 4;

  /**
   * @param prefix of every topic, group and transactional id
   * @param partitions of every topic; never changed later
   * @param recordingsKept how long the topic of recordings keeps its records; null: as long as the
   *     cameras and rules here keep recordings, and at least as long as other topics
   */
  public record TopicsConfig(
      String prefix,
      Integer partitions,
      Integer replicationFactor,
      @Nullable Duration recordingsKept) {
    public TopicsConfig {
      prefix = requireNonNullElse(prefix, Topics.DEFAULT_PREFIX);
      partitions = atLeastOne("partitions", requireNonNullElse(partitions, 4));
      replicationFactor =
          atLeastOne("replication_factor", requireNonNullElse(replicationFactor, 1));
    }

    private static Integer atLeastOne(String key, Integer value) {
      if (value < 1) {
        throw new IllegalArgumentException(key + " " + value + ": expected 1 or more");
      }
      return value;
    }
  }

  /**
   * @param port on which the embedded broker listens, on this host only; 0: any free one
   * @param instance name of this process among those of its kind, so that it takes its old place
   *     after a restart
   * @param properties Kafka's own client settings, {@code bootstrap.servers} first of all; for
   *     processes on a cluster
   */
  public record KafkaConfig(Integer port, String instance, Map<String, String> properties) {
    public KafkaConfig {
      port = tcpPort(requireNonNullElse(port, 9092));
      instance = requireNonNullElse(instance, "");
      properties = requireNonNullElse(properties, Map.of());
    }
  }

  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public SightlineConfig {
    site = requireNonNullElse(site, "home");
    data = requireNonNullElse(data, Path.of("data"));
    topics = requireNonNullElseGet(topics, () -> new TopicsConfig(null, null, null, null));
    kafka = requireNonNullElseGet(kafka, () -> new KafkaConfig(null, null, null));
    registry = requireNonNullElseGet(registry, () -> RegistryConfig.DEFAULTS);
    admin = requireNonNullElseGet(admin, () -> new AdminConfig(null, null));
    Path clips = data.resolve("clips");
    store =
        store == null || store.path() == null
            ? new StoreConfig(
                clips,
                store == null ? null : store.s3(),
                store == null ? null : store.capacityMib())
            : store;
    encryption = requireNonNullElse(encryption, EncryptionConfig.OFF);
    cameras = List.copyOf(requireNonNullElse(cameras, List.of()));
    requireDistinct(cameras);
    requireChannels(cameras, alerting);
    ingest = requireNonNullElseGet(ingest, IngestConfig::defaults);
    detect = requireNonNullElseGet(detect, DetectConfig::defaults);
    alerting = requireNonNullElseGet(alerting, AlertingConfig::defaults);
    retention = requireNonNullElse(retention, RetentionConfig.DEFAULT);
    console = requireNonNullElse(console, ConsoleConfig.DEFAULTS);
    links = requireNonNullElse(links, LinksConfig.OFF);
    traces = requireNonNullElse(traces, TracesConfig.OFF);
    requireRoom(retention.pressure().lowFreeMib(), ingest.minFreeMib());
    RecordingsKept.check(topics.recordingsKept(), cameras, retention.policy());
  }

  /** Deletion before its time begins before ingest leaves anything out; see both. */
  private static void requireRoom(long lowFreeMib, long minFreeMib) {
    if (lowFreeMib > 0 && lowFreeMib < ALL_OF_INGEST * minFreeMib) {
      throw new IllegalArgumentException(
          "retention.pressure.low_free_mib %d: expected %d or more, %d times ingest.min_free_mib, below which ingest leaves out crops; or 0: nothing goes early"
              .formatted(lowFreeMib, ALL_OF_INGEST * minFreeMib, ALL_OF_INGEST));
    }
  }

  /** All defaults. */
  @SuppressWarnings("NullAway") // null is how an absent value arrives
  public static SightlineConfig defaults() {
    return new SightlineConfig(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }

  /** The same, with the embedded broker and registry on these ports. */
  public SightlineConfig onPorts(int broker, int schemas) {
    return new SightlineConfig(
        site,
        data,
        topics,
        new KafkaConfig(broker, kafka.instance(), kafka.properties()),
        registry.onPort(schemas),
        admin,
        store,
        encryption,
        cameras,
        ingest,
        detect,
        alerting,
        retention,
        console,
        links,
        traces);
  }

  /** How a process on a cluster reaches Kafka and the registry. */
  public KafkaSettings clusterSettings() {
    if (!kafka.properties().containsKey("bootstrap.servers") || registry.url().isEmpty()) {
      throw new IllegalArgumentException(
          "kafka.properties.bootstrap.servers '"
              + kafka.properties().getOrDefault("bootstrap.servers", "")
              + "' and registry.url '"
              + registry.url()
              + "': expected both, since this process joins a cluster; 'sightline standalone'"
              + " brings its own");
    }
    return settings(kafka.properties(), registry.url(), kafka.instance());
  }

  /**
   * How a command reaches what runs: the cluster that is named, else this host's standalone. A
   * person waits.
   */
  public KafkaSettings runningSettings() {
    KafkaSettings running =
        kafka.properties().containsKey("bootstrap.servers")
            ? clusterSettings()
            : embeddedSettings();
    return running.answeringSoon();
  }

  /** How the parts of one JVM reach the embedded broker and registry. */
  public KafkaSettings embeddedSettings() {
    Map<String, String> properties = new HashMap<>(kafka.properties());
    properties.put("bootstrap.servers", "127.0.0.1:" + kafka.port());
    return settings(properties, registry.scheme() + "://127.0.0.1:" + registry.port(), "embedded");
  }

  private KafkaSettings settings(
      Map<String, String> properties, String registryUrl, String instance) {
    Map<String, String> all = new HashMap<>(properties);
    registry.login().forEach(all::putIfAbsent);
    KafkaSettings settings =
        new KafkaSettings(
                new Topics(topics.prefix()),
                topics.partitions(),
                topics.replicationFactor(),
                all,
                registryUrl)
            .withRecordingsKept(
                requireNonNullElseGet(
                    topics.recordingsKept(),
                    () -> RecordingsKept.needed(cameras, retention.policy())));
    return instance.isEmpty() ? settings : settings.withInstance(instance);
  }

  private static void requireDistinct(List<CameraConfig> cameras) {
    Set<String> ids = new HashSet<>();
    for (CameraConfig camera : cameras) {
      if (!ids.add(camera.id())) {
        throw new IllegalArgumentException("cameras: id '" + camera.id() + "' stands twice");
      }
    }
  }

  /** Where channels are configured; on a cluster they may be so elsewhere. */
  private static void requireChannels(
      List<CameraConfig> cameras, @Nullable AlertingConfig alerting) {
    if (alerting == null || alerting.equals(AlertingConfig.defaults())) {
      return;
    }
    List<String> names = alerting.channels().stream().map(ChannelConfig::name).toList();
    Checks checks = new Checks();
    cameras.forEach(camera -> RuleReferences.channels(camera, names, checks));
    checks.done();
  }

  static Integer tcpPort(Integer value) {
    if (value < 0 || value > 65535) {
      throw new IllegalArgumentException("port " + value + ": expected 0 to 65535");
    }
    return value;
  }
}
