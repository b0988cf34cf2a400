package io.sightline.standalone.kubernetes;

import static io.sightline.standalone.yaml.Yaml.map;

import io.sightline.standalone.yaml.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Prometheus' operator's: what to scrape, and when somebody should look. */
final class Monitoring {
  private static final String API = "monitoring.coreos.com/v1";

  /** The file of {@code deploy/prometheus}, which is packed with the program. */
  private static final String RULES = "/deploy/prometheus/alerts.yaml";

  private final Deployment deployment;

  Monitoring(Deployment deployment) {
    this.deployment = deployment;
  }

  List<Map<String, Object>> all() {
    return List.of(scraping(), object("PrometheusRule", rules()));
  }

  /**
   * Pods and not services: with those Prometheus sets a label {@code service}, which metrics of
   * ours have. The rules ask for the job {@code sightline}, and name an instance to people.
   */
  private Map<String, Object> scraping() {
    return object(
        "PodMonitor",
        map(
            "jobLabel",
            Pods.NAME_LABEL,
            "selector",
            map("matchLabels", map(Pods.NAME_LABEL, Deployment.NAME)),
            "podMetricsEndpoints",
            List.of(
                map(
                    "port", "admin",
                    "path", "/metrics",
                    "interval", "15s",
                    "relabelings",
                        List.of(
                            map(
                                "sourceLabels",
                                List.of("__meta_kubernetes_pod_name"),
                                "targetLabel",
                                "instance"))))));
  }

  private static Map<String, Object> rules() {
    try (InputStream file = Monitoring.class.getResourceAsStream(RULES)) {
      return Yaml.read(Objects.requireNonNull(file, RULES));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A resource of our own.
    }
  }

  private Map<String, Object> object(String kind, Map<String, Object> spec) {
    return map(
        "apiVersion",
        API,
        "kind",
        kind,
        "metadata",
        map(
            "name",
            Deployment.NAME,
            "namespace",
            deployment.namespace(),
            "labels",
            map(Pods.NAME_LABEL, Deployment.NAME)),
        "spec",
        spec);
  }
}
