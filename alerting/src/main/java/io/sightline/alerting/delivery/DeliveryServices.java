package io.sightline.alerting.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.alerting.delivery.channel.DiscordChannel;
import io.sightline.alerting.delivery.channel.LogChannel;
import io.sightline.alerting.delivery.channel.MailChannel;
import io.sightline.alerting.delivery.channel.MqttChannel;
import io.sightline.alerting.delivery.channel.NtfyChannel;
import io.sightline.alerting.delivery.channel.SlackChannel;
import io.sightline.alerting.delivery.channel.TelegramChannel;
import io.sightline.alerting.delivery.channel.WebhookChannel;
import io.sightline.alerting.delivery.message.Channel;
import io.sightline.alerting.delivery.message.Links;
import io.sightline.alerting.delivery.message.Template;
import io.sightline.alerting.delivery.message.Wording;
import io.sightline.runtime.KafkaSettings;
import io.sightline.runtime.LinksConfig;
import io.sightline.runtime.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One service for each channel. */
public final class DeliveryServices {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryServices.class);

  private DeliveryServices() {}

  /**
   * @param links to the console, in what is told
   * @param clock the wall clock
   */
  public static List<Service> create(
      List<ChannelConfig> channels,
      LinksConfig links,
      KafkaSettings kafka,
      Clock clock,
      String build,
      MeterRegistry metrics) {
    return channels.stream().map(c -> service(c, links, kafka, clock, build, metrics)).toList();
  }

  private static Service service(
      ChannelConfig config,
      LinksConfig links,
      KafkaSettings kafka,
      Clock clock,
      String build,
      MeterRegistry metrics) {
    String name = "alerting-delivery-" + config.name();
    Channel channel = channel(config, build);
    if (!links.isOn() && config.type() != ChannelConfig.Kind.LOG) {
      LOG.info("channel {}: what it tells has no pictures, since links is not set", config.name());
    }
    Receipts receipts = new Receipts(config.name(), build, metrics);
    Courier courier = new Courier(config, channel, wording(config, links), clock, receipts);
    Gauge.builder("sightline.delivery.breaker", courier, Courier::breakerLevel)
        .description("0 closed, 1 trying with one attempt, 2 open: nothing is sent")
        .tag("channel", config.name())
        .register(metrics);
    return new DeliveryLoop(
        name, courier, channel, new DeliverySessions(name, kafka, courier, metrics)::open);
  }

  static Wording wording(ChannelConfig config, LinksConfig links) {
    return new Wording(
        new Template(config.title()), new Template(config.body()), config.zone(), new Links(links));
  }

  static Channel channel(ChannelConfig config, String build) {
    Duration timeout = config.timeout();
    return switch (config.type()) {
      case LOG -> new LogChannel();
      case WEBHOOK -> new WebhookChannel(there(config.url()), there(config.secret()), timeout);
      case MAIL -> new MailChannel(there(config.mail()), timeout);
      case MQTT -> new MqttChannel(there(config.mqtt()), timeout, build);
      case NTFY -> new NtfyChannel(there(config.ntfy()), timeout);
      case SLACK -> new SlackChannel(there(config.slack()), timeout);
      case DISCORD -> new DiscordChannel(there(config.discord()), timeout);
      case TELEGRAM -> new TelegramChannel(there(config.telegram()), timeout);
    };
  }

  /** The configuration has seen to it. */
  private static <T> T there(@Nullable T part) {
    return Objects.requireNonNull(part);
  }
}
