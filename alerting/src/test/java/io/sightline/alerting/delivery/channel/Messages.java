package io.sightline.alerting.delivery.channel;

import io.sightline.alerting.core.CameraLog;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import io.sightline.avro.Severity;
import org.jspecify.annotations.Nullable;

/** Messages about the same visit. */
final class Messages {
  static final Alert ALERT = CameraLog.visit().alerts.get(0);

  private Messages() {}

  static Message of(Severity severity, @Nullable String picture) {
    return of(Alert.newBuilder(ALERT).setSeverity(severity).build(), picture);
  }

  static Message of(AlertState state, int revision) {
    return of(Alert.newBuilder(ALERT).setState(state).setRevision(revision).build(), null);
  }

  static Message of(Alert alert, @Nullable String picture) {
    return new Message(
        alert,
        alert.getAlertId() + "/" + alert.getRevision() + "/x",
        false,
        alert.getCapturedAt(),
        "person at <hall> & @everyone",
        "critical: 80 %\nrule \"night\"",
        picture);
  }
}
