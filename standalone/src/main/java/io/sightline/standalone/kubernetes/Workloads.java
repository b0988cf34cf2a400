package io.sightline.standalone.kubernetes;

import static io.sightline.standalone.yaml.Yaml.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Each process with what keeps enough of it running. */
final class Workloads {
  private final Deployment deployment;
  private final Pods pods;

  Workloads(Deployment deployment) {
    this.deployment = deployment;
    this.pods = new Pods(deployment);
  }

  /** Those of one process, in the order in which to apply them. */
  List<Map<String, Object>> of(Workload workload) {
    List<Map<String, Object>> all = new ArrayList<>();
    all.add(service(workload));
    all.add(workload.stateGib() > 0 ? stateful(workload) : stateless(workload));
    if (workload.replicas() > 1) {
      all.add(budget(workload));
    }
    return all;
  }

  List<Map<String, Object>> all() {
    return Arrays.stream(Workload.values()).flatMap(workload -> of(workload).stream()).toList();
  }

  private Map<String, Object> stateless(Workload workload) {
    return object(
        "apps/v1",
        "Deployment",
        workload,
        map(
            "replicas", workload.replicas(),
            "selector", map("matchLabels", Pods.labels(workload)),
            // One registry at a time writes its topic.
            "strategy",
                workload == Workload.REGISTRY
                    ? map("type", "Recreate")
                    : map(
                        "type",
                        "RollingUpdate",
                        "rollingUpdate",
                        map("maxUnavailable", 1, "maxSurge", 1)),
            "template", pods.template(workload)));
  }

  /** Replicas keep their names and disks, so that one that comes back takes its old place. */
  private Map<String, Object> stateful(Workload workload) {
    return object(
        "apps/v1",
        "StatefulSet",
        workload,
        map(
            "replicas", workload.replicas(),
            "serviceName", Deployment.name(workload.word()),
            "podManagementPolicy", "Parallel",
            "selector", map("matchLabels", Pods.labels(workload)),
            "template", pods.template(workload),
            "volumeClaimTemplates",
                List.of(
                    map(
                        "metadata", map("name", "data"),
                        "spec",
                            map(
                                "accessModes", List.of("ReadWriteOnce"),
                                "resources",
                                    map(
                                        "requests",
                                        map("storage", workload.stateGib() + "Gi")))))));
  }

  private Map<String, Object> budget(Workload workload) {
    return object(
        "policy/v1",
        "PodDisruptionBudget",
        workload,
        map("maxUnavailable", 1, "selector", map("matchLabels", Pods.labels(workload))));
  }

  private Map<String, Object> service(Workload workload) {
    List<Object> ports = new ArrayList<>();
    ports.add(map("name", "admin", "port", Ports.ADMIN, "targetPort", "admin"));
    if (workload == Workload.CONSOLE) {
      ports.add(map("name", "http", "port", Ports.CONSOLE, "targetPort", "http"));
    }
    if (workload == Workload.REGISTRY) {
      ports.add(map("name", "http", "port", Ports.REGISTRY, "targetPort", "http"));
    }
    Map<String, Object> spec = map("selector", Pods.labels(workload), "ports", ports);
    if (workload.stateGib() > 0) {
      spec.put("clusterIP", "None");
    }
    return object("v1", "Service", workload, spec);
  }

  private Map<String, Object> object(
      String api, String kind, Workload workload, Map<String, Object> spec) {
    return map(
        "apiVersion", api,
        "kind", kind,
        "metadata",
            map(
                "name", Deployment.name(workload.word()),
                "namespace", deployment.namespace(),
                "labels", Pods.labels(workload)),
        "spec", spec);
  }
}
