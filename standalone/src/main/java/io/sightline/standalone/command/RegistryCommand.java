package io.sightline.standalone.command;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sightline.runtime.AdminServer;
import io.sightline.runtime.ProcessRunner;
import io.sightline.runtime.Service;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.registry.EmbeddedRegistry;
import java.util.List;
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
    List<Service> registry =
        List.of(
            new EmbeddedRegistry(
                () -> loaded.clusterSettings().properties().get("bootstrap.servers"),
                loaded.registry().host(),
                loaded.registry().port()));
    return new ProcessRunner(
            List.of(new AdminServer(loaded.admin(), registry, metrics), registry.get(0)))
        .runUntilSignal();
  }
}
