package io.sightline.standalone.kubernetes;

import static io.sightline.standalone.yaml.Yaml.map;

import io.sightline.standalone.yaml.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All files of a deployment on Kubernetes. */
public final class Manifests {
  /** What a cluster needs another operator for, and does not need. */
  public enum Addition {
    /** KEDA. */
    SCALING,
    /** Prometheus' operator. */
    MONITORING
  }

  private Manifests() {}

  /** Text by name of the file, in the order in which to apply them. */
  public static Map<String, String> of(Deployment deployment, Set<Addition> additions) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("kafka.yaml", Yaml.write(KafkaObjects.cluster()));
    files.put("topics.yaml", Yaml.write(KafkaObjects.topics(deployment)));
    files.put("users.yaml", KafkaObjects.users(deployment));
    files.put("configuration.yaml", Yaml.write(List.of(Configuration.of(deployment))));
    files.put("processes.yaml", Yaml.write(new Workloads(deployment).all()));
    files.put("network.yaml", Yaml.write(new Network(deployment).all()));
    if (additions.contains(Addition.SCALING)) {
      files.put("scaling.yaml", Yaml.write(new Scaling(deployment).all()));
    }
    if (additions.contains(Addition.MONITORING)) {
      files.put("monitoring.yaml", Yaml.write(new Monitoring(deployment).all()));
    }
    files.put("kustomization.yaml", kustomization(deployment, List.copyOf(files.keySet())));
    return files;
  }

  private static String kustomization(Deployment deployment, List<String> resources) {
    return Yaml.write(
        List.of(
            map(
                "apiVersion",
                "kustomize.config.k8s.io/v1beta1",
                "kind",
                "Kustomization",
                "namespace",
                deployment.namespace(),
                "resources",
                resources)));
  }
}
