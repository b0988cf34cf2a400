package io.sightline.standalone.kubernetes;

import static io.sightline.standalone.yaml.Yaml.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Who may talk to whom: nobody, but where it is needed. */
final class Network {
  private static final Map<String, Object> OURS =
      map("matchLabels", map(Pods.NAME_LABEL, Deployment.NAME));

  private final Deployment deployment;

  Network(Deployment deployment) {
    this.deployment = deployment;
  }

  List<Map<String, Object>> all() {
    List<Map<String, Object>> all = new ArrayList<>();
    all.add(policy("nothing", OURS, List.of(), List.of()));
    all.add(policy("everyone", OURS, List.of(scraped()), toEveryonesPeers()));
    Arrays.stream(Workload.values()).map(this::own).filter(p -> !p.isEmpty()).forEach(all::add);
    return all;
  }

  private static Map<String, Object> scraped() {
    return map(
        "from",
        List.of(
            map(
                "namespaceSelector",
                map("matchLabels", map("sightline.io/scrapes-metrics", "true")))),
        "ports",
        List.of(tcp(Ports.ADMIN)));
  }

  private static List<Object> toEveryonesPeers() {
    return List.of(
        map(
            "to",
            List.of(
                map("podSelector", map("matchLabels", map("strimzi.io/cluster", Deployment.NAME)))),
            "ports",
            List.of(tcp(Ports.KAFKA))),
        map(
            "to",
            List.of(map("podSelector", map("matchLabels", Pods.labels(Workload.REGISTRY)))),
            "ports",
            List.of(tcp(Ports.REGISTRY))),
        map("ports", List.of(map("protocol", "UDP", "port", Ports.DNS), tcp(Ports.DNS))));
  }

  private Map<String, Object> own(Workload workload) {
    return switch (workload) {
      // Cameras speak from many ports; that they are cameras is for the site's own network to say.
      case INGEST -> policy(workload, List.of(), List.of(map()));
      // Webhooks, mail, MQTT: wherever the channels are.
      case ALERTING -> policy(workload, List.of(), List.of(map()));
      case DETECT, RETENTION -> policy(workload, List.of(), List.of(toTheStore()));
      case CONSOLE ->
          policy(
              workload, List.of(map("ports", List.of(tcp(Ports.CONSOLE)))), List.of(toTheStore()));
      case REGISTRY ->
          policy(
              workload,
              List.of(
                  map(
                      "from", List.of(map("podSelector", OURS)),
                      "ports", List.of(tcp(Ports.REGISTRY)))),
              List.of());
    };
  }

  private static Map<String, Object> toTheStore() {
    return map("ports", List.of(tcp(443), tcp(9000)));
  }

  private Map<String, Object> policy(Workload workload, List<Object> ingress, List<Object> egress) {
    return policy(workload.word(), map("matchLabels", Pods.labels(workload)), ingress, egress);
  }

  private Map<String, Object> policy(
      String name, Map<String, Object> pods, List<Object> ingress, List<Object> egress) {
    return map(
        "apiVersion",
        "networking.k8s.io/v1",
        "kind",
        "NetworkPolicy",
        "metadata",
        map("name", Deployment.name(name), "namespace", deployment.namespace()),
        "spec",
        map(
            "podSelector", pods,
            "policyTypes", List.of("Ingress", "Egress"),
            "ingress", ingress,
            "egress", egress));
  }

  private static Map<String, Object> tcp(int port) {
    return map("protocol", "TCP", "port", port);
  }
}
