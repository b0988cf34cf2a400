package io.sightline.ingest.events.frigate;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import io.sightline.ingest.events.EventDoor;
import io.sightline.ingest.events.EventOutcome;
import io.sightline.ingest.events.EventSource;
import io.sightline.ingest.events.frigate.FrigateMessages.Message;
import io.sightline.runtime.Health;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events and reviews of a Frigate installation from its MQTT broker. Comes back after
 * failures, 1 s to 30 s later. Each process hears all of them and takes those of its own cameras.
 */
public final class FrigateEvents implements EventSource {
  private static final Logger LOG = LoggerFactory.getLogger(FrigateEvents.class);
  private static final String WAY = "frigate";
  private static final int MAX_PACKET_BYTES = 1 << 20;
  private static final int MAX_UNACKNOWLEDGED = 64;
  private static final long CLOSE_SECONDS = 3;

  private final FrigateConfig config;
  private final EventDoor desk;
  private final FrigateMessages messages;
  private final Mqtt5AsyncClient client;
  private volatile Health health = Health.starting("not connected yet");

  public FrigateEvents(FrigateConfig config, EventDoor desk) {
    this.config = config;
    this.desk = desk;
    this.messages = new FrigateMessages(config.sizes());
    this.client = client();
  }

  private Mqtt5AsyncClient client() {
    Mqtt5ClientBuilder builder =
        Mqtt5Client.builder()
            .identifier("sightline-" + UUID.randomUUID())
            .serverHost(config.broker().getHost())
            .serverPort(config.port())
            .automaticReconnect()
            .initialDelay(1, TimeUnit.SECONDS)
            .maxDelay(30, TimeUnit.SECONDS)
            .applyAutomaticReconnect()
            .addConnectedListener(this::connected)
            .addDisconnectedListener(this::disconnected);
    if (config.isTls()) {
      builder = builder.sslConfig(MqttClientSslConfig.builder().build());
    }
    if (!config.username().isEmpty()) {
      builder =
          builder
              .simpleAuth()
              .username(config.username())
              .password(config.password().value().getBytes(StandardCharsets.UTF_8))
              .applySimpleAuth();
    }
    return builder.buildAsync();
  }

  @Override
  public void start() {
    client.publishes(MqttGlobalPublishFilter.ALL, this::take);
    CompletableFuture<?> unused =
        client
            .connectWith()
            .cleanStart(true)
            .restrictions()
            .maximumPacketSize(MAX_PACKET_BYTES)
            .receiveMaximum(MAX_UNACKNOWLEDGED)
            .applyRestrictions()
            .send();
  }

  private void connected(MqttClientConnectedContext context) {
    Mqtt5Subscribe subscribe =
        Mqtt5Subscribe.builder()
            .addSubscriptions(
                config.topics().stream()
                    .map(name -> Mqtt5Subscription.builder().topicFilter(topic(name)).build()))
            .build();
    CompletableFuture<?> unused =
        client.subscribe(subscribe).whenComplete((answer, e) -> subscribed(e));
  }

  private void subscribed(@Nullable Throwable e) {
    if (e == null) {
      health = Health.up(config.broker().toString());
      LOG.info("frigate: listening at {} to {}", config.broker(), config.topics());
    } else {
      health = Health.degraded("frigate: the broker refuses " + config.topics() + ": " + e);
      LOG.warn("frigate: {} refuses {}: {}", config.broker(), config.topics(), e.toString());
    }
  }

  private void disconnected(MqttClientDisconnectedContext context) {
    String cause = String.valueOf(context.getCause().getMessage());
    String told = "frigate: no connection to " + config.broker() + ": " + cause;
    boolean ours = context.getSource() == MqttDisconnectSource.USER;
    if (!ours && health.state() != Health.State.DEGRADED) {
      LOG.warn("{}; trying again", told);
    }
    health = Health.degraded(told);
  }

  private String topic(String name) {
    return config.topicPrefix() + "/" + name;
  }

  private void take(Mqtt5Publish publish) {
    String topic = publish.getTopic().toString();
    try {
      boolean review = topic.equals(topic("reviews"));
      byte[] payload = publish.getPayloadAsBytes();
      Optional<Message> message = review ? messages.review(payload) : messages.event(payload);
      if (message.isPresent()) {
        tell(message.get());
      } else {
        desk.refused(WAY, "still");
      }
    } catch (IOException | RuntimeException e) { // else the client would stop delivering
      desk.refused(WAY, "not-an-event");
      LOG.warn("frigate: not understood on {}: {}", topic, firstLine(e));
    }
  }

  private void tell(Message message) {
    String camera = config.cameras().get(message.camera());
    if (camera == null) {
      desk.refused(WAY, "not-mapped");
      return;
    }
    EventOutcome outcome = desk.tell(camera, message.event());
    if (outcome == EventOutcome.FULL) {
      LOG.warn("frigate: camera {}: too many events wait for a picture", camera);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {
    try {
      client.disconnect().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("frigate: not connected at the end: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
