package io.sightline.standalone.kubernetes;

import static io.sightline.standalone.yaml.Yaml.map;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.access.Grant;
import io.sightline.standalone.access.Role;
import java.util.List;
import java.util.Map;

/** KEDA's: more of a process while its group lags behind, by a user who may only look. */
final class Scaling {
  private static final String API = "keda.sh/v1alpha1";
  private static final String LOGIN = Deployment.name("scaler");

  private final Deployment deployment;

  Scaling(Deployment deployment) {
    this.deployment = deployment;
  }

  List<Map<String, Object>> all() {
    return List.of(
        loginWords(),
        login(),
        scaled(Workload.DETECT, Topics.FRAMES, 200, 12),
        scaled(Workload.ALERTING, Topics.DETECTIONS, 2000, 6));
  }

  private Map<String, Object> login() {
    String user = Grant.user(Role.SCALER, deployment.plan().topics());
    return map(
        "apiVersion",
        API,
        "kind",
        "TriggerAuthentication",
        "metadata",
        map("name", LOGIN, "namespace", deployment.namespace()),
        "spec",
        map(
            "secretTargetRef",
            List.of(
                map("parameter", "password", "name", user, "key", "password"),
                map(
                    "parameter", "ca",
                    "name", Deployment.name("cluster-ca-cert"),
                    "key", "ca.crt"),
                map("parameter", "username", "name", LOGIN + "-login", "key", "username"),
                map("parameter", "sasl", "name", LOGIN + "-login", "key", "sasl"),
                map("parameter", "tls", "name", LOGIN + "-login", "key", "tls"))));
  }

  /**
   * @param lag records behind that one process is given before another one comes
   */
  private Map<String, Object> scaled(Workload workload, Topic<?> topic, int lag, int most) {
    Topics topics = deployment.plan().topics();
    return map(
        "apiVersion",
        API,
        "kind",
        "ScaledObject",
        "metadata",
        map("name", Deployment.name(workload.word()), "namespace", deployment.namespace()),
        "spec",
        map(
            "scaleTargetRef",
                map(
                    "apiVersion",
                    "apps/v1",
                    "kind",
                    workload.stateGib() > 0 ? "StatefulSet" : "Deployment",
                    "name",
                    Deployment.name(workload.word())),
            "minReplicaCount", workload.replicas(),
            "maxReplicaCount", Math.min(most, deployment.plan().partitions()),
            "cooldownPeriod", 300,
            "triggers",
                List.of(
                    map(
                        "type", "kafka",
                        "metadata",
                            map(
                                "bootstrapServers",
                                Configuration.BOOTSTRAP,
                                "consumerGroup",
                                topics.id(workload.word()),
                                "topic",
                                topics.name(topic),
                                "lagThreshold",
                                "" + lag,
                                "offsetResetPolicy",
                                "earliest"),
                        "authenticationRef", map("name", LOGIN)))));
  }

  /** What is no secret of the scaler's login. */
  private Map<String, Object> loginWords() {
    return map(
        "apiVersion", "v1",
        "kind", "Secret",
        "metadata", map("name", LOGIN + "-login", "namespace", deployment.namespace()),
        "type", "Opaque",
        "stringData",
            map(
                "username", Grant.user(Role.SCALER, deployment.plan().topics()),
                "sasl", "scram_sha512",
                "tls", "enable"));
  }
}
