package io.sightline.alerting.delivery;

import io.github.resilience4j.core.IntervalFunction;
import io.micrometer.core.instrument.MeterRegistry;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.DeliveryState;
import io.sightline.avro.Notification;
import io.sightline.runtime.TransactionalLoop;
import io.sightline.runtime.TransactionalLoop.Output;
import io.sightline.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells revisions to one channel, one after the other, and writes a receipt for each attempt. */
final class DeliveryStep implements TransactionalLoop.Step<Alert> {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryStep.class);

  /** Waits between attempts. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final ChannelConfig config;
  private final Channel channel;
  private final Clock clock;
  private final Pause pause;
  private final String build;
  private final MeterRegistry metrics;
  private final IntervalFunction waits;

  DeliveryStep(
      ChannelConfig config,
      Channel channel,
      Clock clock,
      Pause pause,
      String build,
      MeterRegistry metrics) {
    this.config = config;
    this.channel = channel;
    this.clock = clock;
    this.pause = pause;
    this.build = build;
    this.metrics = metrics;
    this.waits = new Backoff(config.backoff(), config.backoffAtMost()).waits();
  }

  @Override
  public List<Output> process(List<ConsumerRecord<String, Alert>> batch)
      throws InterruptedException {
    List<Output> receipts = new ArrayList<>();
    for (ConsumerRecord<String, Alert> record : batch) {
      if (isToTell(record.value())) {
        receipts.addAll(deliver(record.value()));
      }
    }
    return receipts;
  }

  /**
   * A revision that only adds to a state that was told, a clip that became ready, is told as an
   * update.
   */
  private boolean isToTell(Alert alert) {
    AlertState state = alert.getStateChanged() ? alert.getState() : AlertState.UPDATED;
    return config.states().contains(state);
  }

  private List<Output> deliver(Alert alert) throws InterruptedException {
    List<Output> receipts = new ArrayList<>();
    boolean late = late(alert);
    for (int attempt = 1; ; attempt++) {
      Message message = new Message(alert, key(alert), late, clock.instant());
      Answer answer = channel.send(message);
      DeliveryState state = state(answer, attempt);
      receipts.add(receipt(message, attempt, state, answer.text()));
      metrics
          .counter("sightline.notifications", "channel", config.name(), "state", state.name())
          .increment();
      if (state != DeliveryState.RETRYING) {
        return receipts;
      }
      LOG.warn(
          "channel {}: alert {} revision {}, attempt {} of {}: {}",
          config.name(),
          alert.getAlertId(),
          alert.getRevision(),
          attempt,
          config.attempts(),
          answer.text());
      pause.of(Duration.ofMillis(waits.apply(attempt)));
    }
  }

  private DeliveryState state(Answer answer, int attempt) {
    return switch (answer.kind()) {
      case DELIVERED -> DeliveryState.DELIVERED;
      case REFUSED -> DeliveryState.FAILED;
      case TRY_AGAIN -> attempt < config.attempts() ? DeliveryState.RETRYING : DeliveryState.FAILED;
    };
  }

  private boolean late(Alert alert) {
    Duration age = Duration.between(alert.getCapturedAt(), clock.instant());
    return age.compareTo(config.maxAlertAge()) > 0;
  }

  private String key(Alert alert) {
    return alert.getAlertId() + "/" + alert.getRevision() + "/" + config.name();
  }

  private Output receipt(Message message, int attempt, DeliveryState state, String answer) {
    Alert alert = message.alert();
    Notification notification =
        Notification.newBuilder()
            .setAlertId(alert.getAlertId())
            .setRecordId(message.idempotencyKey() + "/" + attempt)
            .setCamera(alert.getCamera())
            .setRevision(alert.getRevision())
            .setChannel(config.name())
            .setAttempt(attempt)
            .setState(state)
            .setAnswer(answer)
            .setIdempotencyKey(message.idempotencyKey())
            .setLate(message.late())
            .setAttemptedAt(message.attemptedAt())
            .setBuild(build)
            .build();
    return new Output(Topics.NOTIFICATIONS, alert.getAlertId(), notification);
  }
}
