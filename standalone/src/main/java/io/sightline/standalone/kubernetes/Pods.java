package io.sightline.standalone.kubernetes;

import static io.sightline.standalone.yaml.Yaml.map;

import io.sightline.standalone.access.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pod of a process: not root, nothing to write on but what it needs, secrets by reference. */
final class Pods {
  /** Longer than the minute that a process takes at most to stop in order. */
  private static final int GRACE_SECONDS = 90;

  private static final int USER = 10001;

  /** All pods of ours have the same value of it, {@link Deployment#NAME}. */
  static final String NAME_LABEL = "app.kubernetes.io/name";

  private final Deployment deployment;

  Pods(Deployment deployment) {
    this.deployment = deployment;
  }

  static Map<String, Object> labels(Workload workload) {
    return map(NAME_LABEL, Deployment.NAME, "app.kubernetes.io/component", workload.word());
  }

  Map<String, Object> template(Workload workload) {
    return map(
        "metadata",
        map("labels", labels(workload)),
        "spec",
        map(
            "automountServiceAccountToken", false,
            "terminationGracePeriodSeconds", GRACE_SECONDS,
            "securityContext",
                map(
                    "runAsNonRoot", true,
                    "runAsUser", USER,
                    "runAsGroup", USER,
                    "fsGroup", USER,
                    "seccompProfile", map("type", "RuntimeDefault")),
            "topologySpreadConstraints",
                List.of(
                    map(
                        "maxSkew",
                        1,
                        "topologyKey",
                        "kubernetes.io/hostname",
                        "whenUnsatisfiable",
                        "ScheduleAnyway",
                        "labelSelector",
                        map("matchLabels", labels(workload)))),
            "containers", List.of(container(workload)),
            "volumes", volumes(workload)));
  }

  private Map<String, Object> container(Workload workload) {
    return map(
        "name", workload.word(),
        "image", deployment.image(),
        "args", List.of(workload.word(), "-c", "/etc/sightline/sightline.yaml"),
        "env", environment(workload),
        "ports", ports(workload),
        "startupProbe", probe("/health/live", 5, 60),
        "livenessProbe", probe("/health/live", 10, 6),
        "readinessProbe", probe("/health/ready", 5, 2),
        "resources",
            map(
                "requests", map("cpu", workload.cpu(), "memory", workload.memory()),
                "limits", map("memory", workload.memory())),
        "securityContext",
            map(
                "allowPrivilegeEscalation", false,
                "readOnlyRootFilesystem", true,
                "capabilities", map("drop", List.of("ALL"))),
        "volumeMounts", mounts());
  }

  private static List<Object> environment(Workload workload) {
    List<Object> all = new ArrayList<>();
    if (workload.stateGib() > 0) {
      all.add(
          map(
              "name",
              "KAFKA_INSTANCE",
              "valueFrom",
              map("fieldRef", map("fieldPath", "metadata.name"))));
    }
    return all;
  }

  private static List<Object> ports(Workload workload) {
    List<Object> all = new ArrayList<>();
    all.add(map("name", "admin", "containerPort", Ports.ADMIN));
    if (workload == Workload.CONSOLE) {
      all.add(map("name", "http", "containerPort", Ports.CONSOLE));
    }
    if (workload == Workload.REGISTRY) {
      all.add(map("name", "http", "containerPort", Ports.REGISTRY));
    }
    return all;
  }

  private static Map<String, Object> probe(String path, int everySeconds, int failures) {
    return map(
        "httpGet",
        map("path", path, "port", "admin"),
        "periodSeconds",
        everySeconds,
        "timeoutSeconds",
        3,
        "failureThreshold",
        failures);
  }

  private static List<Object> mounts() {
    return List.of(
        mount("configuration", "/etc/sightline", true),
        mount("kafka-user", "/run/secrets/kafka-user", true),
        mount("kafka-ca", "/run/secrets/kafka-ca", true),
        mount("registry", "/run/secrets/registry", true),
        mount("store", "/run/secrets/store", true),
        mount("data", "/data", false),
        mount("tmp", "/tmp", false));
  }

  private static Map<String, Object> mount(String name, String path, boolean readOnly) {
    Map<String, Object> mount = map("name", name, "mountPath", path);
    if (readOnly) {
      mount.put("readOnly", true);
    }
    return mount;
  }

  private List<Object> volumes(Workload workload) {
    String user = Grant.user(workload.role(), deployment.plan().topics());
    List<Object> all = new ArrayList<>();
    all.add(
        map("name", "configuration", "configMap", map("name", Deployment.name("configuration"))));
    all.add(secret("kafka-user", user));
    all.add(secret("kafka-ca", Deployment.name("cluster-ca-cert")));
    all.add(secret("registry", Deployment.name("registry-login")));
    all.add(secret("store", Deployment.name("store-login")));
    // Native libraries are unpacked here and mapped as code.
    all.add(map("name", "tmp", "emptyDir", map("sizeLimit", "1Gi")));
    if (workload.stateGib() == 0) {
      all.add(map("name", "data", "emptyDir", map("sizeLimit", "2Gi")));
    }
    return all;
  }

  private static Map<String, Object> secret(String volume, String name) {
    return map("name", volume, "secret", map("secretName", name, "defaultMode", 288));
  }
}
