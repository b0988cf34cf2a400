package io.sightline.standalone.kubernetes;

import io.sightline.standalone.yaml.Yaml;
import java.util.Map;

/** The configuration that all processes read; every secret in it is a file that is mounted. */
final class Configuration {
  static final String BOOTSTRAP = Deployment.NAME + "-kafka-bootstrap:" + Ports.KAFKA;

  private Configuration() {}

  static Map<String, Object> of(Deployment deployment) {
    return Yaml.map(
        "apiVersion",
        "v1",
        "kind",
        "ConfigMap",
        "metadata",
        Yaml.map("name", Deployment.name("configuration"), "namespace", deployment.namespace()),
        "data",
        Yaml.map("sightline.yaml", text(deployment)));
  }

  private static String text(Deployment deployment) {
    return """
        site: %s
        data: /data
        topics: {prefix: %s, partitions: %d, replication_factor: %d}
        kafka:
          instance: ${KAFKA_INSTANCE:}
          properties:
            bootstrap.servers: %s
            security.protocol: SASL_SSL
            sasl.mechanism: SCRAM-SHA-512
            sasl.jaas.config: ${file:/run/secrets/kafka-user/sasl.jaas.config}
            ssl.truststore.type: PEM
            ssl.truststore.location: /run/secrets/kafka-ca/ca.crt
        registry:
          url: http://%s:%d
          host: 0.0.0.0
          port: %d
          user: sightline
          password: ${file:/run/secrets/registry/password}
        admin: {host: 0.0.0.0, port: %d}
        console: {host: 0.0.0.0, port: %d}
        store:
          s3:
            bucket: sightline
            access_key: ${file:/run/secrets/store/access_key}
            secret_key: ${file:/run/secrets/store/secret_key}
        """
        .formatted(
            deployment.site(),
            deployment.plan().topics().prefix(),
            deployment.plan().partitions(),
            deployment.plan().replicationFactor(),
            BOOTSTRAP,
            Deployment.name("registry"),
            Ports.REGISTRY,
            Ports.REGISTRY,
            Ports.ADMIN,
            Ports.CONSOLE);
  }
}
