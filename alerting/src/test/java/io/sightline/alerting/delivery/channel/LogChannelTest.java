package io.sightline.alerting.delivery.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.alerting.core.CameraLog;
import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.avro.Alert;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogChannelTest {
  @Test
  void alert_oneReadableLine() throws InterruptedException {
    Alert alert = CameraLog.visit().alerts.get(0);
    Message message = new Message(alert, "key", true, Instant.EPOCH, "", "", null);

    assertThat(LogChannel.line(message))
        .isEqualTo(
            "opened: person at hall, 2026-03-01 12:00:00 to 2026-03-01 12:00:00 UTC"
                + " (warning, person 0.80, rule default-person) alert "
                + alert.getAlertId()
                + " revision 0, late");
    assertThat(new LogChannel().send(message).kind()).isEqualTo(Answer.Kind.DELIVERED);
  }
}
