package io.sightline.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sightline.alerting.core.CameraLog;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.DeliveryState;
import io.sightline.avro.Notification;
import io.sightline.runtime.Secret;
import io.sightline.runtime.TransactionalLoop.Output;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final Secret SECRET =
      new Secret("whsec_" + Base64.getEncoder().encodeToString(KEY));
  private static final Alert OPENED = CameraLog.visit().alerts.get(0);
  private final List<Duration> waits = new ArrayList<>();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private Clock clock = Clock.fixed(OPENED.getCapturedAt().plusSeconds(2), ZoneOffset.UTC);
  private Receiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = new Receiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void receiverAccepts_oneReceiptThatSaysSo() throws Exception {
    Notification receipt = deliver(OPENED).get(0);

    assertThat(receipt.getState()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(receipt.getAnswer()).isEqualTo("HTTP 200");
    assertThat(receipt.getIdempotencyKey()).isEqualTo(OPENED.getAlertId() + "/0/pager");
    assertThat(receipt.getAttempt()).isEqualTo(1);
    assertThat(receipt.getLate()).isFalse();
    assertThat(waits).isEmpty();
  }

  @Test
  void body_isACloudEventThatTellsTheAlert() throws Exception {
    deliver(OPENED);

    Receiver.Call call = receiver.calls.get(0);
    JsonNode event = new ObjectMapper().readTree(call.body());
    assertThat(call.headers().getFirst("content-type")).startsWith("application/cloudevents+json");
    assertThat(event.get("specversion").asText()).isEqualTo("1.0");
    assertThat(event.get("id").asText()).isEqualTo(OPENED.getAlertId() + "/0/pager");
    assertThat(event.get("type").asText()).isEqualTo("io.sightline.alert.opened");
    assertThat(Instant.parse(event.get("time").asText())).isEqualTo(OPENED.getCapturedAt());
    assertThat(event.get("data").get("subject").asText()).isEqualTo("person");
    assertThat(event.get("data").get("clips").get(0).get("state").asText()).isEqualTo("pending");
  }

  @Test
  void signature_isWhatAReceiverComputesByItself() throws Exception {
    deliver(OPENED);

    Receiver.Call call = receiver.calls.get(0);
    assertThat(call.headers().getFirst("webhook-signature")).isEqualTo("v1," + independently(call));
    assertThat(Long.parseLong(call.headers().getFirst("webhook-timestamp")))
        .isEqualTo(clock.instant().getEpochSecond());
  }

  /** The example in the specification of Standard Webhooks. */
  @Test
  void exampleOfTheSpecification_sameSignature() {
    Signature signature = new Signature(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    assertThat(signature.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 408, 429, Receiver.HANG, Receiver.HANG_IN_BODY, Receiver.DROP})
  void receiverFailsOnce_triedAgainUnderTheSameKey(int failure) throws Exception {
    receiver.answers.add(failure);

    List<Notification> receipts = deliver(OPENED);

    assertThat(receipts)
        .extracting(Notification::getState)
        .containsExactly(DeliveryState.RETRYING, DeliveryState.DELIVERED);
    assertThat(receipts)
        .extracting(Notification::getIdempotencyKey)
        .hasSize(2)
        .containsOnly(OPENED.getAlertId() + "/0/pager");
    assertThat(receipts).extracting(Notification::getRecordId).doesNotHaveDuplicates();
    assertThat(waits).hasSize(1);
    assertThat(receiver.calls.stream().map(call -> new String(call.body(), StandardCharsets.UTF_8)))
        .hasSizeGreaterThanOrEqualTo(2)
        .containsOnly(new String(receiver.calls.get(0).body(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 404, 410})
  void receiverRefuses_failedAtOnce(int status) throws Exception {
    receiver.answers.add(status);

    List<Notification> receipts = deliver(OPENED);

    assertThat(receipts).extracting(Notification::getState).containsExactly(DeliveryState.FAILED);
    assertThat(receipts.get(0).getAnswer()).isEqualTo("HTTP " + status);
    assertThat(receiver.calls).hasSize(1);
  }

  @Test
  void receiverKeepsFailing_attemptsAndWaitsAreBounded() throws Exception {
    for (int i = 0; i < 100; i++) {
      receiver.answers.add(500);
    }

    List<Notification> receipts = deliver(OPENED);

    assertThat(receipts).hasSize(4);
    assertThat(receipts.get(3).getState()).isEqualTo(DeliveryState.FAILED);
    assertThat(waits).hasSize(3);
    for (int i = 0; i < waits.size(); i++) {
      long middle = 100L << i;
      assertThat(waits.get(i).toMillis()).isBetween(middle / 2, middle * 3 / 2);
    }
    assertThat(metrics.get("sightline.notifications").tag("state", "FAILED").counter().count())
        .isEqualTo(1);
  }

  @Test
  void nobodyListens_triedAgainThenFailed() throws Exception {
    URI closed = receiver.url();
    receiver.close();

    List<Notification> receipts = deliver(config(closed), OPENED);

    assertThat(receipts).hasSize(4);
    assertThat(receipts.get(3).getState()).isEqualTo(DeliveryState.FAILED);
    assertThat(receipts.get(3).getAnswer()).contains("ConnectException");
  }

  @Test
  void stateThatIsNotAskedFor_isNotTold() throws Exception {
    Alert updated = Alert.newBuilder(OPENED).setState(AlertState.UPDATED).build();

    assertThat(deliver(updated)).isEmpty();
    assertThat(receiver.calls).isEmpty();
  }

  @Test
  void alertOlderThanItsMaximumAge_isToldAsLate() throws Exception {
    clock = Clock.fixed(OPENED.getCapturedAt().plusSeconds(3600), ZoneOffset.UTC);

    Notification receipt = deliver(OPENED).get(0);

    assertThat(receipt.getLate()).isTrue();
    assertThat(receipt.getState()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(new ObjectMapper().readTree(receiver.calls.get(0).body()).get("late").asBoolean())
        .isTrue();
  }

  private List<Notification> deliver(Alert alert) throws Exception {
    return deliver(config(receiver.url()), alert);
  }

  private static ChannelConfig config(URI url) {
    return new ChannelConfig(
        "pager",
        ChannelConfig.Kind.WEBHOOK,
        url,
        SECRET,
        null,
        Duration.ofSeconds(2),
        4,
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        null);
  }

  private List<Notification> deliver(ChannelConfig config, Alert alert) throws Exception {
    WebhookChannel channel = new WebhookChannel(config.url(), config.secret(), config.timeout());
    DeliveryStep step = new DeliveryStep(config, channel, clock, waits::add, "test", metrics);
    List<Output> outputs =
        step.process(List.of(new ConsumerRecord<>("alerts", 0, 0, alert.getCamera(), alert)));
    assertThat(outputs).allMatch(output -> output.key().equals(alert.getAlertId()));
    return outputs.stream().map(output -> (Notification) output.value()).toList();
  }

  /** By the specification's text alone. */
  private static String independently(Receiver.Call call) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String content =
        call.headers().getFirst("webhook-id")
            + "."
            + call.headers().getFirst("webhook-timestamp")
            + "."
            + new String(call.body(), StandardCharsets.UTF_8);
    return Base64.getEncoder()
        .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
  }
}
