package io.sightline.console.http;

import io.sightline.avro.Alert;
import io.sightline.avro.Box;
import io.sightline.avro.Decision;
import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.console.view.Views;
import io.sightline.runtime.Build;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the record of what somebody says, with what is known here about what they mean. */
final class FeedbackRecords {
  private static final Pattern ID = Pattern.compile("[\\p{Alnum}._:~-]{1,200}");
  private static final int LONGEST_LABEL = 64;
  private static final int LONGEST_WHO = 100;

  private final Views views;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  FeedbackRecords(Views views, Clock clock) {
    this.views = views;
    this.clock = clock;
  }

  /**
   * @param source page or link
   */
  Feedback of(FeedbackRequest request, String source) {
    return switch (kind(request.kind())) {
      case REVOKED -> revoked(required("revokes", request.revokes()), request, source);
      case MISSED -> ofActivity(required("activity_id", request.activityId()), request, source);
      case FALSE_ALARM, KNOWN, CONFIRMED ->
          ofAlert(required("alert_id", request.alertId()), request, source);
      case UNKNOWN -> throw kindExpected(String.valueOf(request.kind()));
    };
  }

  static FeedbackKind kind(@Nullable String name) {
    return switch (name == null ? "" : name) {
      case "false-alarm" -> FeedbackKind.FALSE_ALARM;
      case "known" -> FeedbackKind.KNOWN;
      case "missed" -> FeedbackKind.MISSED;
      case "confirmed" -> FeedbackKind.CONFIRMED;
      case "revoked" -> FeedbackKind.REVOKED;
      default -> throw kindExpected(String.valueOf(name));
    };
  }

  private static Problem kindExpected(String kind) {
    return Problem.badValue("kind", kind, "false-alarm, known, missed, confirmed or revoked");
  }

  private static String required(String what, @Nullable String id) {
    if (id == null || id.isBlank()) {
      throw Problem.badValue(what, "", "what this kind of feedback is about");
    }
    return id;
  }

  private Feedback ofAlert(String id, FeedbackRequest request, String source) {
    Alert alert = views.alerts().get(id).orElseThrow(() -> ListApi.unknownAlert(id));
    boolean namesIt = kind(request.kind()) != FeedbackKind.FALSE_ALARM;
    return begin(id, alert.getCamera(), request, source)
        .setAlertId(id)
        .setCapturedAt(alert.getStartedAt())
        .setBox(alert.getSnapshotBox())
        .setLabel(label(request, namesIt ? alert.getLabel() : ""))
        .build();
  }

  private Feedback ofActivity(String id, FeedbackRequest request, String source) {
    Decision decision =
        views
            .decisions()
            .get(id)
            .orElseThrow(
                () -> Problem.notFound("activity", id, "the id of a decided activity kept here"));
    String label = decision.getEvidence().getLabel();
    Box box = decision.getEvidence().getPictureBox();
    return begin(id, decision.getCamera(), request, source)
        .setActivityId(id)
        .setCapturedAt(decision.getStartedAt())
        .setBox(box)
        .setLabel(label(request, label == null ? "" : label))
        .build();
  }

  private Feedback revoked(String id, FeedbackRequest request, String source) {
    Feedback said =
        views
            .feedback()
            .get(id)
            .orElseThrow(
                () -> Problem.notFound("feedback", id, "the id of feedback that still holds"));
    return begin(id, said.getCamera(), request, source)
        .setAlertId(said.getAlertId())
        .setActivityId(said.getActivityId())
        .setCapturedAt(said.getCapturedAt())
        .setRevokes(id)
        .build();
  }

  private Feedback.Builder begin(
      String about, String camera, FeedbackRequest request, String source) {
    String id = request.feedbackId() == null ? madeUp(about, source) : request.feedbackId();
    if (!ID.matcher(id).matches()) {
      throw Problem.badValue("feedback_id", cut(id), "1 to 200 letters, digits, and . _ : ~ -");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return Feedback.newBuilder()
        .setFeedbackId(id)
        .setRecordId(id)
        .setCamera(camera)
        .setBuild(Build.version())
        .setKind(kind(request.kind()))
        .setWho(limited("who", request.who() == null ? "" : request.who(), LONGEST_WHO))
        .setSource(source)
        .setGivenAt(now);
  }

  private String madeUp(String about, String source) {
    byte[] bytes = new byte[6];
    random.nextBytes(bytes);
    String stem = about.length() <= 150 ? about : about.substring(0, 150);
    return stem + "-" + source + "-" + HexFormat.of().formatHex(bytes);
  }

  private static String label(FeedbackRequest request, String otherwise) {
    String label = request.label();
    return label == null || label.isBlank()
        ? otherwise
        : limited("label", label.strip(), LONGEST_LABEL);
  }

  private static String limited(String what, String text, int most) {
    if (text.length() > most) {
      throw Problem.badValue(what, cut(text), "at most " + most + " characters");
    }
    return text;
  }

  private static String cut(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
