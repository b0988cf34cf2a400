package io.sightline.standalone.kubernetes;

import static io.sightline.standalone.yaml.Yaml.map;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.access.Grant;
import io.sightline.standalone.access.RightsFormat;
import io.sightline.standalone.access.Role;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Strimzi's: a cluster of three, its topics and its users. */
final class KafkaObjects {
  private static final String API = "kafka.strimzi.io/v1";
  private static final int BROKERS = 3;

  private KafkaObjects() {}

  static List<Map<String, Object>> cluster() {
    Map<String, Object> kafka =
        map(
            "listeners",
            List.of(
                map(
                    "name",
                    "tls",
                    "port",
                    Ports.KAFKA,
                    "type",
                    "internal",
                    "tls",
                    true,
                    "authentication",
                    map("type", "scram-sha-512"))),
            "authorization",
            map("type", "simple"),
            "config",
            new TreeMap<>(
                Map.of(
                    "auto.create.topics.enable",
                    false,
                    "default.replication.factor",
                    BROKERS,
                    "min.insync.replicas",
                    2,
                    "offset.metadata.max.bytes",
                    65536,
                    "offsets.topic.replication.factor",
                    BROKERS,
                    "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                    1000,
                    "transaction.state.log.min.isr",
                    2,
                    "transaction.state.log.replication.factor",
                    BROKERS)));
    return List.of(
        object("KafkaNodePool", "dual", true, nodes()),
        object(
            "Kafka",
            Deployment.NAME,
            false,
            map(
                "kafka",
                kafka,
                "entityOperator",
                map("topicOperator", map(), "userOperator", map()))));
  }

  private static Map<String, Object> nodes() {
    return map(
        "replicas", BROKERS,
        "roles", List.of("controller", "broker"),
        "storage",
            map(
                "type",
                "jbod",
                "volumes",
                List.of(
                    map(
                        "id", 0,
                        "type", "persistent-claim",
                        "size", "100Gi",
                        "kraftMetadata", "shared",
                        "deleteClaim", false))),
        "resources",
            map(
                "requests", map("cpu", "1", "memory", "4Gi"),
                "limits", map("memory", "4Gi")));
  }

  static List<Map<String, Object>> topics(Deployment deployment) {
    return Topics.ALL.stream().map(topic -> topic(deployment, topic)).toList();
  }

  private static Map<String, Object> topic(Deployment deployment, Topic<?> topic) {
    String name = deployment.plan().topics().name(topic);
    return object(
        "KafkaTopic",
        name,
        true,
        map(
            "topicName",
            name,
            "partitions",
            deployment.plan().partitions(),
            "replicas",
            deployment.plan().replicationFactor(),
            "config",
            new TreeMap<>(deployment.plan().configuration(topic))));
  }

  /** In Strimzi's own form, as {@code topics acls} prints them. */
  static String users(Deployment deployment) {
    return RightsFormat.STRIMZI.write(
        Grant.all(
            List.of(Role.values()),
            deployment.plan().topics(),
            deployment.site(),
            "User:" + Grant.USER));
  }

  private static Map<String, Object> object(
      String kind, String name, boolean ofCluster, Map<String, Object> spec) {
    Map<String, Object> metadata = map("name", name);
    if (ofCluster) {
      metadata.put("labels", map("strimzi.io/cluster", Deployment.NAME));
    }
    return map("apiVersion", API, "kind", kind, "metadata", metadata, "spec", spec);
  }
}
