package io.sightline.ingest.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedbackDeskTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private final FeedbackDesk desk = new FeedbackDesk();

  private static Feedback.Builder said(String id) {
    return Feedback.newBuilder()
        .setFeedbackId(id)
        .setRecordId(id)
        .setCamera("hall")
        .setCapturedAt(NOON)
        .setKind(FeedbackKind.FALSE_ALARM);
  }

  private static long micros(Instant time) {
    return time.toEpochMilli() * 1000;
  }

  /** What marks carry from a position on, until there is nothing more. */
  private List<String> marks(String camera, long position, Instant at) {
    List<String> ids = new ArrayList<>();
    FeedbackFeed.News news = desk.of(camera).after(position, micros(at));
    while (!news.words().isEmpty()) {
      assertThat(news.words()).hasSizeLessThanOrEqualTo(FeedbackDesk.MOST_IN_A_MARK);
      news.words().forEach(word -> ids.add(word.getFeedbackId()));
      news = desk.of(camera).after(news.through(), micros(at));
    }
    return ids;
  }

  @Test
  void each_isTakenOnceAndGivenToItsCamera() {
    desk.take(said("a").build());
    desk.take(said("a").build());
    desk.take(said("b").setCamera("yard").build());

    assertThat(marks("hall", 0, NOON)).containsExactly("a");
    assertThat(marks("yard", 0, NOON)).containsExactly("b");
    assertThat(marks("gate", 0, NOON)).isEmpty();
  }

  @Test
  void newEpoch_getsAllThatHoldsAgain() {
    desk.take(said("a").build());
    long through = desk.of("hall").after(0, micros(NOON)).through();
    desk.take(said("b").build());

    assertThat(marks("hall", through, NOON)).containsExactly("b");
    assertThat(marks("hall", 0, NOON)).containsExactly("a", "b");
  }

  @Test
  void takenBack_isNotGivenAgainButThatItWasIs() {
    desk.take(said("a").build());
    desk.take(said("r").setKind(FeedbackKind.REVOKED).setRevokes("a").build());

    assertThat(marks("hall", 0, NOON)).containsExactly("r");
  }

  @Test
  void thirtyDaysLater_itIsNotGivenAnyMore() {
    desk.take(said("a").build());
    desk.take(said("old").setCapturedAt(Instant.EPOCH).setGivenAt(NOON).build());

    assertThat(marks("hall", 0, NOON.plus(Duration.ofDays(29)))).containsExactly("a", "old");
    assertThat(marks("hall", 0, NOON.plus(Duration.ofDays(30)))).isEmpty();
    long through = desk.of("hall").after(0, micros(NOON.plus(Duration.ofDays(30)))).through();
    assertThat(through).isEqualTo(2);
  }

  @Test
  void aThousandAtOnce_theNewestAreHeldAndComeInSeveralMarks() {
    for (int i = 0; i < 1000; i++) {
      desk.take(said("f" + i).build());
    }

    List<String> given = marks("hall", 0, NOON);
    assertThat(given).hasSize(FeedbackDesk.MOST_OF_A_CAMERA).contains("f999", "f800");
    assertThat(given).doesNotContain("f799");
  }

  @Test
  void manyCameras_areBounded() {
    for (int i = 0; i <= FeedbackDesk.MOST_CAMERAS; i++) {
      desk.take(said("a").setCamera("cam-" + i).build());
    }

    assertThat(marks("cam-0", 0, NOON)).isEmpty();
    assertThat(marks("cam-" + FeedbackDesk.MOST_CAMERAS, 0, NOON)).containsExactly("a");
  }

  @Test
  void hugeTexts_areCutAndHugeIdsRefused() {
    String huge = "x".repeat(100_000);
    desk.take(said("a").setWho(huge).setLabel(huge).setSource(huge).setRecordId(huge).build());

    Feedback given = desk.of("hall").after(0, micros(NOON)).words().get(0);
    assertThat(given.toString()).hasSizeLessThan(1500);
    assertRefused(said(huge), "feedback_id of 100000 characters: expected at most 200");
    assertRefused(said("b").setAlertId(huge), "alert_id of 100000 characters");
    assertRefused(said("b").setActivityId(huge), "activity_id of 100000 characters");
  }

  @Test
  void nonsense_isRefusedWithWhatWasExpected() {
    assertRefused(said(" "), "feedback_id '': expected 1 to 200 characters");
    assertRefused(said("b").setKind(FeedbackKind.UNKNOWN), "kind UNKNOWN: expected FALSE_ALARM");
    assertRefused(said("b").setKind(FeedbackKind.REVOKED), "revokes ''");
    assertRefused(said("b").setCamera("../etc"), "camera id '../etc'");
    assertThat(marks("hall", 0, NOON)).isEmpty();
  }

  private void assertRefused(Feedback.Builder said, String message) {
    assertThatThrownBy(() -> desk.take(said.build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void timeBeyondAllBounds_isTaken() {
    desk.take(said("a").setCapturedAt(Instant.parse("9999-01-01T00:00:00Z")).build());

    assertThat(marks("hall", 0, NOON)).containsExactly("a");
  }
}
