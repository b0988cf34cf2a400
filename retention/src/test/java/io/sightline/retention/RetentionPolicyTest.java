package io.sightline.retention;

import static io.sightline.avro.DeletionOutcome.DELETED;
import static io.sightline.avro.DeletionOutcome.FAILED;
import static io.sightline.retention.Clips.RECORDED;
import static io.sightline.retention.Clips.THIRTY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sightline.avro.Clip;
import io.sightline.avro.Deletion;
import io.sightline.avro.DeletionOutcome;
import io.sightline.avro.DeletionScope;
import io.sightline.avro.Expiry;
import io.sightline.retention.ClipState.Phase;
import io.sightline.retention.RetentionEvent.Answered;
import io.sightline.retention.RetentionEvent.Stored;
import io.sightline.retention.RetentionEvent.Woken;
import io.sightline.retention.RetentionPolicy.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {
  private static final RetentionConfig CONFIG = RetentionConfig.DEFAULT;
  private static final Instant DEADLINE = RECORDED.plus(THIRTY_DAYS);
  private static final Clip CLIP = Clips.clip("front", RECORDED);

  private final RetentionPolicy policy = new RetentionPolicy(CONFIG, "test");
  private final List<RetentionOutput> outputs = new ArrayList<>();
  private ClipState state;

  private void on(RetentionEvent event) {
    on(event, Optional.of(THIRTY_DAYS));
  }

  private void on(RetentionEvent event, Optional<Duration> retention) {
    Step step = policy.on(state, event, new Terms(retention, PolicyBook.EMPTY, List.of()));
    state = step.state();
    outputs.addAll(step.outputs());
  }

  private void stored() {
    on(new Stored(CLIP));
  }

  private void woken(Instant now) {
    on(new Woken(now));
  }

  private <T> List<T> all(Class<T> type) {
    return outputs.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private Deletion lastOrder() {
    List<RetentionOutput.Ordered> orders = all(RetentionOutput.Ordered.class);
    return orders.get(orders.size() - 1).order();
  }

  private void answered(DeletionOutcome outcome, Instant at) {
    on(new Answered(Clips.answer(lastOrder(), outcome, at)));
  }

  @Test
  void newClip_getsItsDeadlineFromItsCameraVersion() {
    stored();
    Clip revised = all(RetentionOutput.Revised.class).get(0).clip();
    assertThat(revised.getRevision()).isEqualTo(1);
    assertThat(revised.getDeadline()).isEqualTo(DEADLINE);
    assertThat(revised.getRule()).isEqualTo("camera:front@1");
    assertThat(revised.getSha256()).isEqualTo(CLIP.getSha256());
    assertThat(state.wakeAt()).isEqualTo(DEADLINE);
  }

  @Test
  void clipWithoutCameraVersion_getsTheDefaultAtOnce() {
    on(new Stored(Clip.newBuilder(CLIP).setCameraVersion(0).build()), Optional.empty());
    assertThat(all(RetentionOutput.Revised.class).get(0).clip().getRule()).isEqualTo("default");
  }

  @Test
  void cameraVersionThatComesLate_isWaitedFor() {
    on(new Stored(CLIP), Optional.empty());
    assertThat(state.phase()).isEqualTo(Phase.WAITING);
    on(new Woken(RECORDED), Optional.empty());
    assertThat(outputs).isEmpty();
    on(new Woken(RECORDED.plusSeconds(10)), Optional.of(Duration.ofDays(3)));
    assertThat(state.wakeAt()).isEqualTo(RECORDED.plus(Duration.ofDays(3)));
  }

  @Test
  void cameraVersionThatNeverComes_givesTheDefaultAfterTheGrace() {
    on(new Stored(CLIP), Optional.empty());
    Instant now = RECORDED;
    while (state.phase() == Phase.WAITING) {
      on(new Woken(now), Optional.empty());
      now = now.plusSeconds(1);
    }
    assertThat(Duration.between(RECORDED, now)).isGreaterThanOrEqualTo(CONFIG.cameraGrace());
    assertThat(all(RetentionOutput.Revised.class).get(0).clip().getRule()).isEqualTo("default");
  }

  @Test
  void beforeTheDeadline_nothingIsOrdered() {
    stored();
    woken(DEADLINE.minusMillis(1));
    assertThat(all(RetentionOutput.Ordered.class)).isEmpty();
  }

  @Test
  void atTheDeadline_theClipIsOrderedToGo() {
    stored();
    woken(DEADLINE);
    Deletion order = lastOrder();
    assertThat(order.getScope()).isEqualTo(DeletionScope.CLIP);
    assertThat(order.getPrefix()).isEqualTo(CLIP.getPrefix());
    assertThat(order.getKeep()).isEmpty();
    assertThat(order.getDeadline()).isEqualTo(DEADLINE);
    assertThat(order.getOrderedAt()).isEqualTo(DEADLINE);
  }

  @Test
  void deletedClip_leavesAnEntryAndATombstone() {
    stored();
    woken(DEADLINE);
    answered(DELETED, DEADLINE.plusSeconds(1));
    Expiry entry = all(RetentionOutput.Expired.class).get(0).entry();
    assertThat(entry.getBytes()).isEqualTo(1234);
    assertThat(entry.getSha256()).isEqualTo(CLIP.getSha256());
    assertThat(entry.getRule()).isEqualTo("camera:front@1");
    assertThat(entry.getDeletedAt()).isEqualTo(DEADLINE.plusSeconds(1));
    assertThat(all(RetentionOutput.Removed.class)).hasSize(1);
    assertThat(state.phase()).isEqualTo(Phase.EXPIRED);
  }

  @Test
  void deletionThatFails_isOrderedAgainLaterAndLater() {
    stored();
    woken(DEADLINE);
    answered(FAILED, DEADLINE);
    assertThat(all(RetentionOutput.Overdue.class)).hasSize(1);
    woken(DEADLINE.plus(CONFIG.retryAfter()).minusMillis(1));
    assertThat(lastOrder().getAttempt()).isEqualTo(1);
    woken(DEADLINE.plus(CONFIG.retryAfter()));
    assertThat(lastOrder().getAttempt()).isEqualTo(2);
    answered(FAILED, DEADLINE);
    assertThat(state.wakeAt()).isEqualTo(DEADLINE.plus(CONFIG.retryAfter().multipliedBy(2)));
  }

  @Test
  void orderWithoutAnswer_isGivenAgain() {
    stored();
    woken(DEADLINE);
    woken(DEADLINE.plus(CONFIG.orderTimeout()));
    assertThat(all(RetentionOutput.Ordered.class)).hasSize(2);
  }

  @Test
  void secondAnswer_changesNothing() {
    stored();
    woken(DEADLINE);
    answered(DELETED, DEADLINE);
    answered(DELETED, DEADLINE);
    answered(FAILED, DEADLINE);
    assertThat(all(RetentionOutput.Expired.class)).hasSize(1);
    assertThat(state.phase()).isEqualTo(Phase.EXPIRED);
  }

  @Test
  void answerAboutFrames_doesNotExpireTheClip() {
    stored();
    woken(DEADLINE);
    Deletion frames = Deletion.newBuilder(lastOrder()).setScope(DeletionScope.FRAMES).build();
    on(new Answered(Clips.answer(frames, DELETED, DEADLINE)));
    assertThat(all(RetentionOutput.Expired.class)).isEmpty();
  }

  @Test
  void lateRecordOfAnExpiredClip_isRemovedAgainWithoutAnEntry() {
    stored();
    woken(DEADLINE);
    answered(DELETED, DEADLINE.plusSeconds(5));
    stored();
    assertThat(all(RetentionOutput.Removed.class)).hasSize(2);
    assertThat(lastOrder().getOrderedAt()).isEqualTo(DEADLINE.plusSeconds(5));
    answered(DELETED, DEADLINE.plusSeconds(6));
    assertThat(all(RetentionOutput.Expired.class)).hasSize(1);
    assertThat(all(RetentionOutput.Revised.class)).hasSize(1);
  }

  @Test
  void expiredClip_isForgottenInTheEnd() {
    stored();
    woken(DEADLINE);
    answered(DELETED, DEADLINE);
    woken(DEADLINE.plus(CONFIG.rememberFor()));
    assertThat(state).isNull();
  }

  @Test
  void ownRevision_isTakenOverWhereTheStateIsLost() {
    stored();
    Clip revised = all(RetentionOutput.Revised.class).get(0).clip();
    state = null;
    outputs.clear();
    on(new Stored(revised), Optional.empty());
    assertThat(outputs).isEmpty();
    assertThat(state.wakeAt()).isEqualTo(DEADLINE);
  }

  @Test
  void firstRevisionSeenAgain_getsItsDeadlineAgain() {
    stored();
    stored();
    assertThat(all(RetentionOutput.Revised.class)).hasSize(2);
    assertThat(all(RetentionOutput.Revised.class).get(0))
        .isEqualTo(all(RetentionOutput.Revised.class).get(1));
  }

  /** Whatever happens, in whatever order: never early, and one expiry when all is over. */
  @Property
  void anyHistory_isNeverEarlyAndExpiresOnce(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 5) Integer> events,
      @ForAll @IntRange(min = 1, max = 200_000) int stepS) {
    state = null;
    outputs.clear();
    Instant now = RECORDED;
    stored();
    for (int event : events) {
      now = now.plusSeconds(stepS);
      happens(event, now);
    }
    if (now.isBefore(DEADLINE)) {
      assertThat(all(RetentionOutput.Ordered.class)).isEmpty();
      now = DEADLINE;
    }
    finish(now.plus(CONFIG.retryAtMost()).plus(CONFIG.orderTimeout()));
    assertThat(all(RetentionOutput.Ordered.class))
        .allSatisfy(order -> assertThat(order.order().getOrderedAt()).isAfterOrEqualTo(DEADLINE));
    assertThat(all(RetentionOutput.Expired.class)).hasSize(1);
  }

  private void happens(int event, Instant now) {
    boolean ordered = !all(RetentionOutput.Ordered.class).isEmpty();
    switch (event) {
      case 0 -> stored();
      case 1 -> on(new Stored(Clip.newBuilder(CLIP).setRevision(1).build()));
      case 2 -> {
        if (ordered) {
          answered(DELETED, now);
        }
      }
      case 3 -> {
        if (ordered) {
          answered(FAILED, now);
        }
      }
      default -> {
        if (state != null && state.phase() != Phase.EXPIRED) {
          woken(now);
        }
      }
    }
  }

  private void finish(Instant now) {
    if (state.phase() != Phase.EXPIRED) {
      woken(now);
      answered(DELETED, now);
    }
  }

  @Test
  void badConfiguration_isRefusedWithKeyAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RetentionConfig(
                    Duration.ZERO,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null))
        .withMessage("keep_for PT0S: expected more than 0");
    assertThat(
            new RetentionConfig(
                null, null, null, null, null, null, null, null, null, null, null, null, null))
        .isEqualTo(RetentionConfig.DEFAULT);
  }
}
