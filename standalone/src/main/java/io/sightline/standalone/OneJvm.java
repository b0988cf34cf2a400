package io.sightline.standalone;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sightline.clipstore.ClipStore;
import io.sightline.runtime.AdminServer;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.ProcessRunner;
import io.sightline.runtime.Service;
import io.sightline.standalone.broker.BrokerSettings;
import io.sightline.standalone.broker.EmbeddedBroker;
import io.sightline.standalone.broker.HangingTransactions;
import io.sightline.standalone.cameras.CameraPublisher;
import io.sightline.standalone.config.SightlineConfig;
import io.sightline.standalone.outcome.OutcomePrinter;
import io.sightline.standalone.policy.PolicyPublisher;
import io.sightline.standalone.registry.EmbeddedRegistry;
import io.sightline.standalone.topics.TopicService;
import io.sightline.standalone.traces.TracesService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Broker, registry, topics, cameras and every process, started in this order in one JVM. */
public final class OneJvm implements AutoCloseable {
  private final ClipStore store;
  private final ProcessRunner runner;

  public OneJvm(SightlineConfig wanted) throws IOException {
    SightlineConfig config =
        wanted.onPorts(
            FreePorts.unlessGiven(wanted.kafka().port()),
            FreePorts.unlessGiven(wanted.registry().port()));
    KafkaSettings kafka = config.embeddedSettings();
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    this.store = config.store().openPatiently(true);
    List<Service> parts = new ArrayList<>(platform(config, kafka));
    parts.add(new CameraPublisher(kafka, config.site(), config.cameras(), Clock.systemUTC()));
    parts.add(new PolicyPublisher(kafka, config.retention().policy(), Clock.systemUTC()));
    Processes processes = new Processes(config, kafka, store, "standalone", metrics);
    parts.addAll(processes.encryption().services());
    for (Processes.Kind kind : Processes.Kind.values()) {
      parts.addAll(processes.of(kind));
    }
    if (config.traces().isOn()) {
      parts.add(new TracesService(kafka, config.traces(), metrics));
    }
    parts.add(new OutcomePrinter(kafka, System.out));
    this.runner = new ProcessRunner(AdminServer.before(config.admin(), parts, metrics));
  }

  /** Broker, registry and topics under the data folder. */
  public static List<Service> platform(SightlineConfig config, KafkaSettings kafka) {
    Path broker = config.data().resolve("broker");
    return List.of(
        new EmbeddedBroker(new BrokerSettings(broker, "127.0.0.1", config.kafka().port())),
        new HangingTransactions(kafka),
        new EmbeddedRegistry(
            () -> Map.of("bootstrap.servers", "127.0.0.1:" + config.kafka().port()),
            1,
            config.registry().listener()),
        new TopicService(kafka));
  }

  public int runUntilSignal() {
    return runner.runUntilSignal();
  }

  @Override
  public void close() {
    store.close();
  }
}
