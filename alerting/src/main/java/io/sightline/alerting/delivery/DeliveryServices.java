package io.sightline.alerting.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Alert;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.LoopLimits;
import io.sightline.runtime.Service;
import io.sightline.runtime.TransactionalLoop;
import io.sightline.schemas.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** One service for each channel. */
public final class DeliveryServices {
  /** One alert in a transaction: attempts at several would take too long between two polls. */
  private static final LoopLimits LIMITS =
      new LoopLimits(
          1,
          8 << 20,
          2,
          1_000_000,
          Duration.ofMillis(100),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2));

  private DeliveryServices() {}

  /**
   * @param clock the wall clock
   */
  public static List<Service> create(
      List<ChannelConfig> channels,
      LinksConfig links,
      KafkaSettings kafka,
      Clock clock,
      String build,
      MeterRegistry metrics) {
    return channels.stream().map(c -> service(c, kafka, clock, build, metrics)).toList();
  }

  private static Service service(
      ChannelConfig config, KafkaSettings kafka, Clock clock, String build, MeterRegistry metrics) {
    DeliveryStep.Pause sleep = time -> Thread.sleep(time.toMillis());
    DeliveryStep step = new DeliveryStep(config, channel(config), clock, sleep, build, metrics);
    return new TransactionalLoop<Alert>(
        "alerting-delivery-" + config.name(), kafka, Topics.ALERTS, step, metrics, LIMITS);
  }

  private static Channel channel(ChannelConfig config) {
    return switch (config.type()) {
      case LOG -> new LogChannel();
      case WEBHOOK -> {
        URI url = Objects.requireNonNull(config.url());
        yield new WebhookChannel(url, Objects.requireNonNull(config.secret()), config.timeout());
      }
    };
  }
}
