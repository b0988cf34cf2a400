package io.sightline.alerting.delivery.channel;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection to a broker that comes back by itself, 1 s to 30 s after it was lost, and says on a
 * status topic that it is there. Its last will says that it is not; another process of ours that
 * hears that while it is connected says otherwise.
 */
final class MqttConnection implements AutoCloseable {
  private static final String ONLINE = "online";
  private static final String OFFLINE = "offline";
  private static final long CLOSE_SECONDS = 2;
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final MqttConfig config;
  private final String statusTopic;
  private final Mqtt5AsyncClient client;
  private final AtomicLong connections = new AtomicLong();
  private volatile CompletableFuture<Long> up = new CompletableFuture<>();
  private volatile String trouble = "not connected yet";
  private volatile boolean closing;

  MqttConnection(MqttConfig config, String statusTopic) {
    this.config = config;
    this.statusTopic = statusTopic;
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
            .willPublish(status(OFFLINE).asWill())
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

  private Mqtt5Publish status(String text) {
    return publish(statusTopic, text, true);
  }

  private static Mqtt5Publish publish(String topic, String text, boolean retained) {
    return Mqtt5Publish.builder()
        .topic(topic)
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(retained)
        .payload(text.getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /** Begins to connect; goes on until it is closed. */
  void open() {
    var unused = client.connectWith().cleanStart(true).keepAlive(KEEP_ALIVE_SECONDS).send();
  }

  private void connected(MqttClientConnectedContext context) {
    long number = connections.incrementAndGet();
    var unused =
        client
            .subscribeWith()
            .topicFilter(statusTopic)
            .callback(this::heard)
            .send()
            .thenCompose(subscribed -> client.publish(status(ONLINE)))
            .whenComplete((published, failure) -> up.complete(number));
  }

  private void heard(Mqtt5Publish publish) {
    String text = new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8);
    if (text.equals(OFFLINE) && isUp() && !closing) {
      var unused = client.publish(status(ONLINE));
    }
  }

  private void disconnected(MqttClientDisconnectedContext context) {
    trouble = "no connection to " + config.broker() + ": " + context.getCause().getMessage();
    if (up.isDone()) {
      up = new CompletableFuture<>();
    }
  }

  boolean isUp() {
    return up.isDone();
  }

  String trouble() {
    return trouble;
  }

  /**
   * Waits until it is connected.
   *
   * @param end as {@link System#nanoTime}
   * @return how many connections there have been
   */
  long await(long end) throws InterruptedException, TimeoutException, ExecutionException {
    return up.get(left(end), TimeUnit.NANOSECONDS);
  }

  /** Publishes, and waits until the broker has taken it over. */
  void publish(String topic, String text, boolean retained, long end)
      throws InterruptedException, TimeoutException, ExecutionException {
    Mqtt5PublishResult result =
        client.publish(publish(topic, text, retained)).get(left(end), TimeUnit.NANOSECONDS);
    if (result.getError().isPresent()) {
      throw new ExecutionException(result.getError().get());
    }
  }

  private static long left(long end) {
    return Math.max(1, end - System.nanoTime());
  }

  @Override
  public void close() {
    closing = true;
    try {
      if (isUp()) {
        client.publish(status(OFFLINE)).get(CLOSE_SECONDS, TimeUnit.SECONDS);
      }
      client.disconnect().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      trouble = "closed: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
