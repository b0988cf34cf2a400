package io.sightline.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import org.junit.jupiter.api.Test;

class FeedbackViewTest {
  private final FeedbackView view = new FeedbackView(3);

  private static Feedback said(String id, FeedbackKind kind, String about) {
    return Feedback.newBuilder()
        .setFeedbackId(id)
        .setRecordId(id)
        .setCamera("room")
        .setKind(kind)
        .setAlertId(about)
        .setRevokes(kind == FeedbackKind.REVOKED ? about : null)
        .build();
  }

  @Test
  void twice_isOnce() {
    assertThat(view.apply(said("a", FeedbackKind.KNOWN, "x"))).isPresent();
    assertThat(view.apply(said("a", FeedbackKind.KNOWN, "x"))).isEmpty();
    assertThat(view.about("x")).hasSize(1);
    assertThat(view.counts()).containsEntry(FeedbackKind.KNOWN, 1);
  }

  @Test
  void takenBackBeforeItIsSaid_neverHolds() {
    assertThat(view.apply(said("r", FeedbackKind.REVOKED, "a"))).isEmpty();
    assertThat(view.apply(said("a", FeedbackKind.KNOWN, "x"))).isEmpty();
    assertThat(view.all()).isEmpty();
    assertThat(view.isKnown("a")).isTrue();
  }

  @Test
  void beyondTheLimit_theOldestIsForgottenAndCounted() {
    for (int i = 0; i < 5; i++) {
      view.apply(said("f" + i, FeedbackKind.CONFIRMED, "x"));
    }
    assertThat(view.all()).extracting(Feedback::getFeedbackId).containsExactly("f2", "f3", "f4");
    assertThat(view.forgotten()).isEqualTo(2);
  }

  @Test
  void kindThatThisBuildDoesNotKnow_isLeftOut() {
    assertThat(view.apply(said("a", FeedbackKind.UNKNOWN, "x"))).isEmpty();
    assertThat(view.all()).isEmpty();
  }
}
