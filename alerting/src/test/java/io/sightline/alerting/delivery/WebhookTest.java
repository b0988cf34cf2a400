package io.sightline.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.alerting.core.CameraLog;
import io.sightline.alerting.delivery.channel.WebhookChannel;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.DeliveryState;
import io.sightline.avro.Notification;
import io.sightline.runtime.Secret;
import io.sightline.schemas.TraceParent;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
  private Instant now = OPENED.getCapturedAt().plusSeconds(2);
  private Round round;
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
  void alertOfATrace_isToldInItAndOneOfNoneInNone() throws Exception {
    TraceParent trace = TraceParent.ofActivity("hall-a1");
    Round traced = round(receiver.url()).addTraced(OPENED, trace).go(Duration.ofMinutes(10));
    deliver(OPENED);

    String delivery = trace.child(OPENED.getAlertId() + "/0/pager").toString();
    assertThat(receiver.calls.get(0).headers().getFirst("traceparent")).isEqualTo(delivery);
    assertThat(receiver.calls.get(1).headers().getFirst("traceparent")).isNull();
    assertThat(traced.traces).containsExactly(delivery);
    assertThat(round.traces).containsExactly("");
  }

  @Test
  void receiverAccepts_oneReceiptThatSaysSo() throws Exception {
    Notification receipt = deliver(OPENED).get(0);

    assertThat(receipt.getState()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(receipt.getAnswer()).isEqualTo("HTTP 200");
    assertThat(receipt.getIdempotencyKey()).isEqualTo(OPENED.getAlertId() + "/0/pager");
    assertThat(receipt.getAttempt()).isEqualTo(1);
    assertThat(receipt.getLate()).isFalse();
    assertThat(round.now).isEqualTo(now);
    assertThat(round.letters).isEmpty();
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
        .isEqualTo(now.getEpochSecond());
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
    assertThat(round.letters).hasSize(1);
  }

  @Test
  void receiverKeepsFailing_givenUpToTheDeadLetters() throws Exception {
    for (int i = 0; i < 100; i++) {
      receiver.answers.add(500);
    }

    List<Notification> receipts = deliver(OPENED);

    assertThat(receipts).hasSize(4);
    assertThat(receipts.get(3).getState()).isEqualTo(DeliveryState.FAILED);
    assertThat(round.letters).hasSize(1);
    assertThat(round.letters.get(0).cause())
        .hasMessage(
            "channel pager gave up alert "
                + OPENED.getAlertId()
                + " revision 0 at attempt 4: HTTP 500");
    assertThat(
            round.metrics.get("sightline.notifications").tag("state", "FAILED").counter().count())
        .isEqualTo(1);
  }

  @Test
  void nobodyListens_theAlertWaitsUntilSomebodyDoes() throws Exception {
    URI closed = receiver.url();
    receiver.close();

    List<Notification> receipts = deliver(closed, OPENED);

    assertThat(receipts).hasSizeGreaterThan(4);
    assertThat(receipts).extracting(Notification::getState).containsOnly(DeliveryState.RETRYING);
    assertThat(receipts.get(0).getAnswer()).contains("ConnectException");
    assertThat(round.lane.isEmpty()).isFalse();
  }

  @Test
  void nobodyListensForADay_givenUp() throws Exception {
    URI closed = receiver.url();
    receiver.close();
    now = OPENED.getCapturedAt().plus(Duration.ofHours(25));

    List<Notification> receipts = deliver(closed, OPENED);

    assertThat(receipts).hasSize(4);
    assertThat(receipts.get(3).getState()).isEqualTo(DeliveryState.FAILED);
    assertThat(round.letters).hasSize(1);
  }

  @Test
  void stateThatIsNotAskedFor_isNotTold() throws Exception {
    Alert updated = Alert.newBuilder(OPENED).setState(AlertState.UPDATED).build();

    assertThat(deliver(updated)).isEmpty();
    assertThat(receiver.calls).isEmpty();
  }

  @Test
  void alertOlderThanItsMaximumAge_isToldAsLate() throws Exception {
    now = OPENED.getCapturedAt().plusSeconds(3600);

    Notification receipt = deliver(OPENED).get(0);

    assertThat(receipt.getLate()).isTrue();
    assertThat(receipt.getState()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(new ObjectMapper().readTree(receiver.calls.get(0).body()).get("late").asBoolean())
        .isTrue();
  }

  private List<Notification> deliver(Alert alert) throws Exception {
    return deliver(receiver.url(), alert);
  }

  private List<Notification> deliver(URI url, Alert alert) throws Exception {
    round = round(url).add(alert).go(Duration.ofMinutes(10));
    assertThat(round.receipts).allMatch(r -> r.getAlertId().equals(alert.getAlertId()));
    return round.receipts;
  }

  private Round round(URI url) throws Exception {
    String yaml =
        """
        {name: pager, type: webhook, url: '%s', secret: %s, timeout: 2s, attempts: 4,
         backoff: 100ms, backoff_at_most: 1s}
        """
            .formatted(url, SECRET.value());
    ChannelConfig config = Round.parse(yaml);
    WebhookChannel channel = new WebhookChannel(url, SECRET, config.timeout());
    return new Round(yaml, channel, now);
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
