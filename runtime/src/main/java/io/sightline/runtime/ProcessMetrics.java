package io.sightline.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;

/** What every process tells of itself: its virtual machine, its build, and its services. */
final class ProcessMetrics implements AutoCloseable {
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /**
   * @param services kept by the caller while they are measured
   */
  void bind(List<? extends Service> services, MeterRegistry metrics) {
    new JvmMemoryMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    new FileDescriptorMetrics().bindTo(metrics);
    new UptimeMetrics().bindTo(metrics);
    collections.bindTo(metrics);
    Gauge.builder("sightline.build", () -> 1).tag("version", Build.version()).register(metrics);
    services.forEach(service -> bind(service, metrics));
  }

  private static void bind(Service service, MeterRegistry metrics) {
    Gauge.builder("sightline.service.ready", service, s -> s.health().isReady() ? 1 : 0)
        .tag("service", service.name())
        .register(metrics);
    Gauge.builder("sightline.service.live", service, s -> s.health().isLive() ? 1 : 0)
        .tag("service", service.name())
        .register(metrics);
  }

  @Override
  public void close() {
    collections.close();
  }
}
