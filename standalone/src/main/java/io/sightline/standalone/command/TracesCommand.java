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
import io.sightline.standalone.traces.TracesService;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Spans as a process of its own. */
@Command(
    name = "traces",
    description =
        "Sends a span for each step of each activity to a collector of OpenTelemetry, from what the"
            + " topics tell.",
    mixinStandardHelpOptions = true)
public final class TracesCommand implements Callable<Integer> {
  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws Exception {
    SightlineConfig loaded = config.load();
    if (!loaded.traces().isOn()) {
      throw new IllegalArgumentException(
          "traces.url: expected the address of a collector, as http://collector:4318/v1/traces");
    }
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    KafkaSettings kafka = loaded.clusterSettings();
    List<Service> parts =
        List.of(
            new ClusterGate(Role.TRACES, kafka, loaded.site()),
            new TracesService(kafka, loaded.traces(), metrics));
    return new ProcessRunner(AdminServer.before(loaded.admin(), parts, metrics)).runUntilSignal();
  }
}
