package io.sightline.alerting.delivery.channel;

import io.sightline.alerting.delivery.message.Answer;
import io.sightline.alerting.delivery.message.Channel;
import io.sightline.alerting.delivery.message.Message;
import io.sightline.avro.Alert;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One readable line in the log, by the logger {@code sightline.alerts}. */
public final class LogChannel implements Channel {
  private static final Logger LOG = LoggerFactory.getLogger("sightline.alerts");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Override
  public Answer send(Message message) {
    String line = line(message);
    LOG.info("{}", line);
    return Answer.delivered("logged");
  }

  /** For example {@code opened: person at hall since 2026-03-01 12:00:01 UTC (warning ...)}. */
  static String line(Message message) {
    Alert alert = message.alert();
    return String.format(
        Locale.ROOT,
        "%s: %s at %s, %s to %s UTC (%s, %s %.2f, rule %s) alert %s revision %d%s",
        lower(alert.getState()),
        lower(alert.getSubject()),
        alert.getCamera(),
        TIME.format(alert.getStartedAt()),
        TIME.format(alert.getEndedAt()),
        lower(alert.getSeverity()),
        alert.getLabel(),
        alert.getConfidence(),
        alert.getRule(),
        alert.getAlertId(),
        alert.getRevision(),
        message.late() ? ", late" : "");
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
