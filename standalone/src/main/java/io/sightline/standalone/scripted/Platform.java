package io.sightline.standalone.scripted;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import io.sightline.standalone.registry.EmbeddedRegistry;
import io.sightline.standalone.topics.TopicService;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** A broker, a registry and the topics, on free ports of this host. */
public final class Platform implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final KafkaSettings kafka;

  /**
   * @param folder of the broker's data
   */
  public Platform(Path folder, int partitions) throws Exception {
    this(folder, partitions, SchemaCopy.NONE);
  }

  /**
   * @param schemas that the registry is to know, under the ids that they have
   */
  public Platform(Path folder, int partitions, SchemaCopy schemas) throws Exception {
    EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.local(folder));
    open.push(broker);
    broker.start();
    schemas.write(broker.bootstrapServers());
    EmbeddedRegistry registry = new EmbeddedRegistry(broker::bootstrapServers, "127.0.0.1", 0);
    open.push(registry);
    registry.start();
    this.kafka =
        settings(Topics.DEFAULT_PREFIX, partitions, broker.bootstrapServers(), registry.url());
    new TopicService(kafka).start();
  }

  /** How to reach a platform that another process holds. */
  public static KafkaSettings settings(
      String prefix, int partitions, String bootstrapServers, String registryUrl) {
    return new KafkaSettings(
        new Topics(prefix),
        partitions,
        1,
        Map.of("bootstrap.servers", bootstrapServers),
        registryUrl);
  }

  public KafkaSettings kafka() {
    return kafka;
  }

  /** Topics of their own under another prefix on the same broker, with these client settings. */
  public KafkaSettings beside(String prefix, Map<String, String> properties) throws Exception {
    Map<String, String> all = new HashMap<>(kafka.properties());
    all.putAll(properties);
    KafkaSettings other =
        new KafkaSettings(new Topics(prefix), kafka.partitions(), 1, all, kafka.registryUrl());
    new TopicService(other).start();
    return other;
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
