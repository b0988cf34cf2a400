package io.sightline.alerting.delivery;

import io.github.resilience4j.core.IntervalFunction;
import io.sightline.alerting.delivery.Lane.Item;
import io.sightline.alerting.delivery.Outbox.Letter;
import io.sightline.alerting.delivery.Outbox.Receipt;
import io.sightline.alerting.delivery.Selection.Objection;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Channel;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.alerting.delivery.message.Wording;
import io.sightline.avro.Alert;
import io.sightline.avro.DeliveryState;
import io.sightline.avro.Notification;
import io.sightline.runtime.LogContext;
import io.sightline.schemas.Headers;
import io.sightline.schemas.TraceParent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells revisions to one channel: {@link #prepare} opens an attempt, which is to be made durable,
 * {@link #send} makes it, {@link #conclude} says what came of it. Knows no Kafka but the records
 * that it is handed. One thread.
 */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int MOST_IN_A_TRANSACTION = 500;
  private static final int MOST_DOUBLINGS = 30;
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  /**
   * What this process knows of an attempt whatever became of the transaction that should have said
   * so.
   *
   * @param answer null: it was opened and not made
   */
  private record Known(Item item, int attempt, @Nullable Answer answer) {
    boolean isAbout(Item other, Standing standing) {
      return other.raw().offset() == item.raw().offset()
          && other.raw().partition() == item.raw().partition()
          && standing.attempts() == attempt;
    }
  }

  private final ChannelConfig config;
  private final Channel channel;
  private final Wording wording;
  private final Clock clock;
  private final Receipts receipts;
  private final Breaker breaker;
  private final Selection selection;
  private final IntervalFunction waits;

  /** Drawn once: what another process opened, or this one before it was started again, is told. */
  private final String process = UUID.randomUUID().toString();

  private Instant leftAloneUntil = Instant.EPOCH;
  private @Nullable Known known;
  private volatile String lastFailure = "";

  Courier(ChannelConfig config, Channel channel, Wording wording, Clock clock, Receipts receipts) {
    this.config = config;
    this.channel = channel;
    this.wording = wording;
    this.clock = clock;
    this.receipts = receipts;
    this.breaker = new Breaker(config.name(), config.breaker(), clock);
    this.selection = new Selection(config);
    this.waits = new Backoff(config.backoff(), config.backoffAtMost()).waits();
  }

  /** Passes by what is not to be told, and opens an attempt at the first that is; false: none. */
  boolean prepare(Lane lane, Outbox out) {
    for (int i = 0; i < MOST_IN_A_TRANSACTION; i++) {
      Item head = lane.head();
      if (head == null) {
        return false;
      }
      Alert alert = head.alert();
      if (alert == null) {
        out.letters.add(new Letter(head, Objects.requireNonNull(head.unreadable())));
        lane.advance();
      } else if (isReplayed(head)) {
        receipts.skipped("replay");
        lane.advance();
      } else if (!selection.isAskedFor(alert)) {
        lane.advance();
      } else {
        if (lane.standing().isOpen()) {
          settle(lane, head, out);
        } else if (!isDue(lane)) {
          return false;
        } else if (!isObjectedTo(lane, alert, out)) {
          if (!breaker.admits()) {
            return false;
          }
          if (isWithinRate(lane, alert, out)) {
            open(lane, head);
            return true;
          }
        }
      }
    }
    return false;
  }

  /** It was told when it happened, if at all. */
  private static boolean isReplayed(Item item) {
    return item.raw().headers().lastHeader(Headers.REPLAY) != null;
  }

  /** Someone opened an attempt and did not say what came of it; that someone may be us. */
  private void settle(Lane lane, Item head, Outbox out) {
    Standing standing = lane.standing();
    if (known != null && standing.opener().equals(process) && known.isAbout(head, standing)) {
      if (known.answer() == null) {
        lane.stay(standing.closed(false), clock.instant());
      } else {
        conclude(lane, known.answer(), out);
      }
      return;
    }
    String unknown =
        "the process ended between sending and recording: whether it arrived is unknown";
    if (config.onUnknown() == OnUnknown.DROP) {
      receipt(lane, standing.attempts(), DeliveryState.DROPPED, unknown, out);
      lane.advance();
    } else {
      receipt(lane, standing.attempts(), DeliveryState.RETRYING, unknown, out);
      lane.stay(standing.closed(false), clock.instant());
    }
  }

  private boolean isDue(Lane lane) {
    Instant now = clock.instant();
    return !now.isBefore(lane.notBefore()) && !now.isBefore(leftAloneUntil);
  }

  private boolean isObjectedTo(Lane lane, Alert alert, Outbox out) {
    Optional<Objection> why = selection.objection(alert, clock.instant());
    why.ifPresent(objection -> skip(lane, objection, out));
    return why.isPresent();
  }

  private boolean isWithinRate(Lane lane, Alert alert, Outbox out) {
    if (lane.standing().attempts() > 0) {
      return true;
    }
    Optional<Objection> why = selection.rateObjection(alert, clock.instant());
    if (why.isPresent()) {
      breaker.withdraw();
      skip(lane, why.get(), out);
    }
    return why.isEmpty();
  }

  private void open(Lane lane, Item head) {
    lane.stay(lane.standing().opened(process), lane.notBefore());
    known = new Known(head, lane.standing().attempts(), null);
  }

  private void skip(Lane lane, Objection why, Outbox out) {
    receipts.skipped(why.reason());
    receipt(lane, lane.standing().attempts() + 1, DeliveryState.SKIPPED, why.text(), out);
    lane.advance();
  }

  /** The attempt that was opened cannot be made. */
  void withdraw() {
    breaker.withdraw();
  }

  /** Makes the attempt that was opened. */
  Answer send(Lane lane) throws InterruptedException {
    Item head = Objects.requireNonNull(lane.head());
    Alert alert = Objects.requireNonNull(head.alert());
    Answer answer;
    try (LogContext ignored = context(head, alert)) {
      String key = receipts.key(alert);
      Message message = wording.of(alert, key, isLate(alert), clock.instant());
      answer = channel.send(message.in(trace(head).map(t -> t.child(key)).orElse(null)));
    } catch (RuntimeException e) {
      LOG.error("channel {}: alert {} cannot be sent", config.name(), alert.getAlertId(), e);
      answer = Answer.tryAgain("could not be sent: " + e);
    }
    known = new Known(head, lane.standing().attempts(), answer);
    if (answer.kind() == Answer.Kind.TRY_AGAIN || answer.kind() == Answer.Kind.AWAY) {
      breaker.failed(answer.text());
      lastFailure = answer.text();
    } else {
      breaker.succeeded();
    }
    return answer;
  }

  private static Optional<TraceParent> trace(Item item) {
    return Headers.text(item.raw().headers(), Headers.TRACEPARENT).flatMap(TraceParent::parse);
  }

  private LogContext context(Item item, Alert alert) {
    return LogContext.of(LogContext.CAMERA, alert.getCamera())
        .and(LogContext.ALERT, alert.getAlertId())
        .and(LogContext.CHANNEL, config.name())
        .and(LogContext.TRACE, trace(item).map(TraceParent::traceId).orElse(null));
  }

  /** Says what came of it, and where the lane stands then. */
  void conclude(Lane lane, Answer answer, Outbox out) {
    Item head = Objects.requireNonNull(lane.head());
    Alert alert = Objects.requireNonNull(head.alert());
    try (LogContext ignored = context(head, alert)) {
      conclude(lane, head, alert, answer, out);
    }
  }

  private void conclude(Lane lane, Item head, Alert alert, Answer answer, Outbox out) {
    int attempt = lane.standing().attempts();
    switch (answer.kind()) {
      case DELIVERED -> {
        receipt(lane, attempt, DeliveryState.DELIVERED, answer.text(), out);
        lane.advance();
      }
      case REFUSED -> giveUp(lane, head, answer, out);
      case TRY_AGAIN, AWAY -> {
        Standing standing = lane.standing().closed(answer.kind() == Answer.Kind.TRY_AGAIN);
        if (isEnough(standing, answer, alert)) {
          giveUp(lane, head, answer, out);
        } else {
          tryAgain(lane, standing, alert, answer, out);
        }
      }
    }
  }

  /** A receiver that is not there is waited for, as long as the alert is worth it. */
  private boolean isEnough(Standing standing, Answer answer, Alert alert) {
    return answer.kind() == Answer.Kind.TRY_AGAIN
        ? standing.failures() >= config.attempts()
        : standing.attempts() >= config.attempts()
            && age(alert).compareTo(config.giveUpAfter()) > 0;
  }

  private void tryAgain(Lane lane, Standing standing, Alert alert, Answer answer, Outbox out) {
    int attempt = standing.attempts();
    receipt(lane, attempt, DeliveryState.RETRYING, answer.text(), out);
    Instant now = clock.instant();
    if (!answer.retryAfter().isZero()) {
      Duration wait = answer.retryAfter();
      leftAloneUntil =
          now.plus(wait.compareTo(LONGEST_RETRY_AFTER) < 0 ? wait : LONGEST_RETRY_AFTER);
    }
    lane.stay(standing, now.plusMillis(waits.apply(Math.min(attempt, MOST_DOUBLINGS))));
    LOG.warn(
        "channel {}: alert {} revision {}, attempt {}: {}",
        config.name(),
        alert.getAlertId(),
        alert.getRevision(),
        attempt,
        answer.text());
  }

  private void giveUp(Lane lane, Item head, Answer answer, Outbox out) {
    Alert alert = Objects.requireNonNull(head.alert());
    int attempt = lane.standing().attempts();
    receipt(lane, attempt, DeliveryState.FAILED, answer.text(), out);
    String told =
        "channel %s gave up alert %s revision %d at attempt %d: %s"
            .formatted(
                config.name(), alert.getAlertId(), alert.getRevision(), attempt, answer.text());
    out.letters.add(new Letter(head, new DeliveryFailedException(told)));
    lane.advance();
  }

  /** Of the head, which is to be told or has just been. */
  private void receipt(Lane lane, int attempt, DeliveryState state, String answer, Outbox out) {
    Item head = Objects.requireNonNull(lane.head());
    Alert alert = Objects.requireNonNull(head.alert());
    Notification made = receipts.of(alert, attempt, state, answer, isLate(alert), clock.instant());
    out.receipts.add(new Receipt(made, Headers.carried(head.raw().headers(), receipts.key(alert))));
  }

  private boolean isLate(Alert alert) {
    return age(alert).compareTo(config.maxAlertAge()) > 0;
  }

  private Duration age(Alert alert) {
    return Duration.between(alert.getCapturedAt(), clock.instant());
  }

  /** Why nothing is sent at present; empty if something is. From any thread. */
  String trouble() {
    return breaker.isClosed() ? "" : "nothing is sent after failures, the last one: " + lastFailure;
  }

  /** 0 closed, 1 trying, 2 open. From any thread. */
  int breakerLevel() {
    return breaker.level();
  }
}
