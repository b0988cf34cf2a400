package io.sightline.standalone.command;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sightline.clipstore.ClipStore;
import io.sightline.runtime.AdminServer;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.ProcessRunner;
import io.sightline.runtime.Service;
import io.sightline.standalone.Processes;
import io.sightline.standalone.access.Role;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.gate.ClusterGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One process of a cluster: {@code sightline ingest|detect|alerting|retention|console -c FILE}. */
@Command(mixinStandardHelpOptions = true)
public final class ProcessCommand implements Callable<Integer> {
  private final Processes.Kind kind;

  @Mixin private ConfigOption config = new ConfigOption();

  public ProcessCommand(Processes.Kind kind) {
    this.kind = kind;
  }

  @Override
  public Integer call() throws Exception {
    SightlineConfig loaded = config.load();
    KafkaSettings kafka = loaded.clusterSettings();
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (ClipStore store = kind.open(loaded.store())) {
      String process = kind.name().toLowerCase(Locale.ROOT);
      Processes processes = new Processes(loaded, kafka, store, process, metrics);
      List<Service> parts = new ArrayList<>();
      parts.add(new ClusterGate(Role.valueOf(kind.name()), kafka, loaded.site()));
      if (kind.usesMedia()) {
        parts.addAll(processes.encryption().services());
      }
      parts.addAll(processes.of(kind));
      return new ProcessRunner(AdminServer.before(loaded.admin(), parts, metrics)).runUntilSignal();
    }
  }
}
