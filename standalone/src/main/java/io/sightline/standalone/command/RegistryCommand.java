package io.sightline.standalone.command;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sightline.runtime.AdminServer;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.ProcessRunner;
import io.sightline.runtime.Service;
import io.sightline.standalone.access.Role;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.gate.ClusterGate;
import io.sightline.standalone.registry.EmbeddedRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The small registry as a process of its own, for clusters that have none. */
@Command(
    name = "registry",
    description =
        "Serves a small Confluent-compatible schema registry, kept in a topic of the cluster.",
    mixinStandardHelpOptions = true)
public final class RegistryCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws Exception {
    SightlineConfig loaded = config.load();
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    KafkaSettings kafka = loaded.clusterSettings();
    List<Service> registry =
        List.of(
            new ClusterGate(Role.REGISTRY, kafka, loaded.site()),
            new EmbeddedRegistry(
                () -> clients(kafka), kafka.replicationFactor(), loaded.registry().listener()));
    return new ProcessRunner(AdminServer.before(loaded.admin(), registry, metrics))
        .runUntilSignal();
  }

  /** Settings for all kinds of clients: the registry has one of each. */
  private static Map<String, ?> clients(KafkaSettings kafka) {
    Map<String, Object> all = new HashMap<>();
    kafka.admin("schema-registry").forEach((key, value) -> all.put(key.toString(), value));
    return all;
  }
}
