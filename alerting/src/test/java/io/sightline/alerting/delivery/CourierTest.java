package io.sightline.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.alerting.core.CameraLog;
import io.sightline.alerting.delivery.Round.Script;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Notification;
import io.sightline.avro.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourierTest {
  private static final Alert ALERT = CameraLog.visit().alerts.get(0);
  private static final Instant SOON = ALERT.getCapturedAt().plusSeconds(2);
  private static final Duration HOUR = Duration.ofHours(1);
  private final Script receiver = new Script();

  private Round round(String more) throws Exception {
    return new Round(
        "{name: pager, type: log" + (more.isEmpty() ? "" : ", " + more) + "}", receiver, SOON);
  }

  private static Alert alert(int number, Severity severity) {
    return Alert.newBuilder(ALERT).setAlertId("hall-i" + number).setSeverity(severity).build();
  }

  private static Alert revision(int number, AlertState state) {
    return Alert.newBuilder(ALERT).setRevision(number).setState(state).build();
  }

  private void fail(int times, Answer answer) {
    receiver.answers.addAll(Collections.nCopies(times, answer));
  }

  @Test
  void revisions_areToldInOrderEvenIfTheFirstFails() throws Exception {
    fail(3, Answer.tryAgain("HTTP 500"));
    Round round = round("");

    round.add(ALERT).add(revision(1, AlertState.CLOSED)).go(HOUR);

    assertThat(receiver.sent)
        .extracting(m -> m.alert().getRevision())
        .containsExactly(0, 0, 0, 0, 1);
    assertThat(round.states())
        .containsExactly("RETRYING", "RETRYING", "RETRYING", "DELIVERED", "DELIVERED");
    assertThat(round.receipts).extracting(Notification::getRecordId).doesNotHaveDuplicates();
  }

  @Test
  void whatNobodyAskedFor_leavesNoTrace() throws Exception {
    Round round = round("").add(revision(1, AlertState.UPDATED)).go(HOUR);

    assertThat(round.receipts).isEmpty();
    assertThat(round.lane.isEmpty()).isTrue();
  }

  @Test
  void replayedAlert_isToldNobodyAndCounted() throws Exception {
    Round round = round("").addReplayed(ALERT).add(alert(2, Severity.WARNING)).go(HOUR);

    assertThat(receiver.sent).extracting(m -> m.alert().getAlertId()).containsExactly("hall-i2");
    assertThat(round.states()).containsExactly("DELIVERED");
    assertThat(
            round.metrics.counter(
                "sightline.delivery.skipped", "channel", "pager", "reason", "replay"))
        .matches(counter -> counter.count() == 1);
  }

  @Test
  void ruleThatTellsOthers_isSkippedAndSaysWhom() throws Exception {
    Alert others = Alert.newBuilder(ALERT).setChannels(List.of("mail", "phone")).build();
    Alert ours = Alert.newBuilder(ALERT).setChannels(List.of("mail", "pager")).build();
    Round round = round("").add(others).add(ours).go(HOUR);

    assertThat(round.states()).containsExactly("SKIPPED", "DELIVERED");
    assertThat(round.receipts.get(0).getAnswer())
        .isEqualTo("rule default-person tells mail, phone");
  }

  @Test
  void severityBelowTheLeast_isSkipped() throws Exception {
    Round round =
        round("min_severity: critical").add(ALERT).add(alert(2, Severity.CRITICAL)).go(HOUR);

    assertThat(round.states()).containsExactly("SKIPPED", "DELIVERED");
    assertThat(round.receipts.get(0).getAnswer())
        .isEqualTo("severity warning: expected critical or more");
  }

  @Test
  void quietHours_silenceAllButTheCritical() throws Exception {
    Round round =
        round("time_zone: Pacific/Auckland, quiet_hours: [{from: '00:30', until: '06:00'}]");
    round.now = Instant.parse("2026-03-01T12:00:00Z"); // 01:00 in Auckland
    round.add(ALERT).add(alert(2, Severity.CRITICAL)).go(HOUR);

    assertThat(round.states()).containsExactly("SKIPPED", "DELIVERED");
    assertThat(round.receipts.get(0).getAnswer())
        .isEqualTo(
            "quiet hours 00:30 to 06:00 Pacific/Auckland, severity warning: expected critical or"
                + " more");
  }

  @Test
  void moreThanTheRate_isSkippedButForTheCritical() throws Exception {
    Round round = round("rate_per_minute: 2");
    for (int i = 0; i < 4; i++) {
      round.add(alert(i, Severity.WARNING));
    }
    round.add(alert(4, Severity.CRITICAL)).go(HOUR);
    round.now = round.now.plusSeconds(31);
    round.add(alert(5, Severity.WARNING)).go(HOUR);

    assertThat(round.states())
        .containsExactly("DELIVERED", "DELIVERED", "SKIPPED", "SKIPPED", "DELIVERED", "DELIVERED");
    assertThat(round.receipts.get(2).getAnswer()).isEqualTo("more than 2 in a minute");
  }

  @Test
  void receiverThatIsAway_isLeftAloneAndNothingIsLost() throws Exception {
    fail(40, Answer.away("HTTP 503"));
    Round round = round("backoff: 100ms, breaker: {failures: 3, open_for: 60s}, attempts: 2");
    for (int i = 0; i < 5; i++) {
      round.add(alert(i, Severity.WARNING));
    }

    round.go(Duration.ofMinutes(10));

    assertThat(receiver.sent).hasSizeBetween(10, 14); // three, and one each minute
    assertThat(round.states()).containsOnly("RETRYING");
    assertThat(round.courier.breakerLevel()).isEqualTo(2);
    assertThat(round.courier.trouble()).contains("HTTP 503");

    receiver.answers.clear();
    round.go(HOUR);
    assertThat(Collections.frequency(round.states(), "DELIVERED")).isEqualTo(5);
    assertThat(round.letters).isEmpty();
    assertThat(round.receipts.get(round.receipts.size() - 1).getLate()).isTrue();
    assertThat(round.courier.breakerLevel()).isEqualTo(0);
  }

  @Test
  void receiverThatSaysWhen_isLeftAloneUntilThen() throws Exception {
    receiver.answers.add(Answer.away("HTTP 429", Duration.ofSeconds(90)));
    Round round = round("backoff: 100ms").add(ALERT).go(HOUR);

    assertThat(round.states()).containsExactly("RETRYING", "DELIVERED");
    assertThat(Duration.between(SOON, round.now)).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void receiverThatFailsWithOne_isGivenUpAndTheNextIsTold() throws Exception {
    fail(3, Answer.tryAgain("HTTP 500"));
    Round round =
        round("attempts: 3").add(alert(1, Severity.WARNING)).add(alert(2, Severity.WARNING));

    round.go(HOUR);

    assertThat(round.states()).containsExactly("RETRYING", "RETRYING", "FAILED", "DELIVERED");
    assertThat(round.letters).hasSize(1);
    assertThat(round.letters.get(0).item().raw().offset()).isEqualTo(0);
  }

  @Test
  void channelWithABug_isARetryAndNotTheEnd() throws Exception {
    Round round =
        new Round(
            "{type: log, attempts: 2}",
            (Message message) -> {
              throw new IllegalStateException("bug");
            },
            SOON);

    round.add(ALERT).go(HOUR);

    assertThat(round.states()).containsExactly("RETRYING", "FAILED");
  }

  @Test
  void diedBetweenSendingAndRecording_resendsUnderTheSameKey() throws Exception {
    Round round = round("on_unknown: resend").add(ALERT);

    round.dieBeforeRecording(true);
    round.go(HOUR);

    assertThat(receiver.sent)
        .extracting(Message::idempotencyKey)
        .hasSize(2)
        .containsOnly(ALERT.getAlertId() + "/0/pager");
    assertThat(round.states()).containsExactly("RETRYING", "DELIVERED");
    assertThat(round.receipts.get(0).getAnswer()).contains("whether it arrived is unknown");
    assertThat(round.receipts).extracting(Notification::getAttempt).containsExactly(1, 2);
  }

  @Test
  void diedBetweenSendingAndRecording_dropsIfSoAsked() throws Exception {
    Round round = round("on_unknown: drop").add(ALERT).add(alert(2, Severity.WARNING));

    round.dieBeforeRecording(true);
    round.go(HOUR);

    assertThat(receiver.sent)
        .extracting(m -> m.alert().getAlertId())
        .containsExactly(ALERT.getAlertId(), "hall-i2");
    assertThat(round.states()).containsExactly("DROPPED", "DELIVERED");
  }

  @Test
  void answerKnownButNotRecorded_isRecordedAndNotSentAgain() throws Exception {
    Round round = round("on_unknown: drop").add(ALERT);
    Outbox lost = new Outbox();
    assertThat(round.courier.prepare(round.lane, lost)).isTrue();
    round.committed = round.lane.standing();
    assertThat(round.courier.send(round.lane).kind()).isEqualTo(Answer.Kind.DELIVERED);

    round.readAgain(); // the broker was away when it should have been recorded
    round.go(HOUR);

    assertThat(receiver.sent).hasSize(1);
    assertThat(round.states()).containsExactly("DELIVERED");
  }

  @Test
  void attemptOpenedAndNotMade_isMadeEvenWithDrop() throws Exception {
    Round round = round("on_unknown: drop").add(ALERT);
    assertThat(round.courier.prepare(round.lane, new Outbox())).isTrue();
    round.courier.withdraw();
    round.committed = round.lane.standing();

    round.readAgain();
    round.go(HOUR);

    assertThat(round.states()).containsExactly("DELIVERED");
  }

  @Test
  void standing_isReadAsItWasWritten() {
    Standing standing = Standing.NEW.opened("a").closed(true).opened("b-1");

    assertThat(Standing.read(standing.write())).isEqualTo(new Standing(2, 1, "b-1"));
    assertThat(Standing.read(Standing.NEW.write())).isEqualTo(Standing.NEW);
    assertThat(Standing.read("leader=7")).isEqualTo(Standing.NEW);
    assertThat(Standing.read(null)).isEqualTo(Standing.NEW);
  }

  @Test
  void standingOfAnotherRecord_isNotTaken() throws Exception {
    Round round = round("on_unknown: drop");
    round.lane = new Lane(-1, new Standing(1, 0, "a"));

    round.add(ALERT).go(HOUR);

    assertThat(round.states()).containsExactly("DELIVERED");
  }

  @Test
  void deliveries_areCountedAndTimedFromCapture() throws Exception {
    Round round = round("").add(ALERT).go(HOUR);

    assertThat(
            round
                .metrics
                .get("sightline.notifications")
                .tag("state", "DELIVERED")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(
            round
                .metrics
                .get("sightline.delivery.age")
                .timer()
                .totalTime(java.util.concurrent.TimeUnit.SECONDS))
        .isEqualTo(2);
  }
}
