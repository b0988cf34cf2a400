package io.sightline.alerting;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.alerting.delivery.DeliveryServices;
import io.sightline.runtime.Build;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.Service;
import io.sightline.runtime.StreamsService;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The services that make up alerting. */
public final class AlertingServices {
  private static final String NAME = "alerting";

  private AlertingServices() {}

  /**
   * @param links to the console, in what is told
   * @param stateDir folder for the topology's stores; only this process may use it
   */
  public static List<Service> create(
      AlertingConfig config,
      LinksConfig links,
      KafkaSettings kafka,
      Path stateDir,
      MeterRegistry metrics) {
    String build = Build.version();
    AlertingTopology topology =
        new AlertingTopology(kafka, build, config.cameraWait(), new AlertingMetrics(metrics));
    List<Service> services = new ArrayList<>();
    services.add(new StreamsService(NAME, topology.build(), kafka, stateDir, metrics));
    services.addAll(
        DeliveryServices.create(
            config.channels(), links, kafka, Clock.systemUTC(), build, metrics));
    return List.copyOf(services);
  }
}
