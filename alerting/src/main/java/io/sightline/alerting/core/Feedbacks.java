package io.sightline.alerting.core;

import io.sightline.alerting.core.feedback.Place;
import io.sightline.alerting.core.feedback.Remark;
import io.sightline.avro.Feedback;
import io.sightline.avro.FeedbackKind;
import io.sightline.avro.Subject;
import io.sightline.schemas.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what people said: what is missing is taken from the alert, as long as that is known. */
final class Feedbacks {
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_LABEL = 64;

  private Feedbacks() {}

  /** Null for what makes no sense: no id, another camera, a kind that this build does not know. */
  static @Nullable Remark remark(Feedback said, String camera, Incidents incidents, long at) {
    if (!isId(said.getFeedbackId()) || !said.getCamera().equals(camera)) {
      return null;
    }
    String alert = said.getAlertId();
    Incident about = alert == null ? null : incidents.get(alert);
    long when = Math.min(at, when(said, at));
    return switch (said.getKind()) {
      case FALSE_ALARM, MISSED, CONFIRMED, KNOWN -> remark(said, about, when);
      case REVOKED -> {
        String back = said.getRevokes();
        yield back == null || !isId(back) ? null : Remark.revoked(back, when);
      }
      case UNKNOWN -> null;
    };
  }

  private static boolean isId(String id) {
    return !id.isBlank() && id.length() <= LONGEST_ID;
  }

  private static Remark remark(Feedback said, @Nullable Incident about, long when) {
    boolean known = said.getKind() == FeedbackKind.KNOWN;
    String label = label(said, known ? about : null);
    Subject named = label.isEmpty() ? Subject.UNKNOWN : Subjects.of(label);
    return new Remark(
        said.getFeedbackId(),
        said.getKind(),
        when,
        taken(said.getKind(), about, named),
        known ? named : Subject.UNKNOWN,
        known ? label : "",
        place(said, about));
  }

  private static String label(Feedback said, @Nullable Incident about) {
    String label = said.getLabel().strip();
    if (label.isEmpty() && about != null) {
      return about.finding().label();
    }
    return label.substring(0, Math.min(label.length(), LONGEST_LABEL));
  }

  private static Subject taken(FeedbackKind kind, @Nullable Incident about, Subject named) {
    if (about != null) {
      return about.finding().subject();
    }
    return kind == FeedbackKind.MISSED || kind == FeedbackKind.CONFIRMED ? named : Subject.UNKNOWN;
  }

  private static @Nullable Place place(Feedback said, @Nullable Incident about) {
    Rect box = said.getBox() == null ? null : Rect.of(said.getBox());
    if (box == null && about != null && about.scene().best() != null) {
      box = about.scene().best().box();
    }
    return box == null ? null : Said.place(box);
  }

  /** Capture time of what it is about, by the record, else by the id of what it is about. */
  private static long when(Feedback said, long at) {
    long captured = Micros.of(said.getCapturedAt());
    if (captured > 0 && Micros.sane(captured)) {
      return captured;
    }
    String alert = said.getAlertId();
    String id = alert == null ? said.getActivityId() : alert;
    if (id != null) {
      try {
        return Micros.of(Ids.time(id));
      } catch (IllegalArgumentException e) {
        return given(said.getGivenAt(), at);
      }
    }
    return given(said.getGivenAt(), at);
  }

  private static long given(Instant time, long at) {
    long given = Micros.of(time);
    return given > 0 && Micros.sane(given) ? given : at;
  }
}
