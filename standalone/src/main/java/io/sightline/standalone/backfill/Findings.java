package io.sightline.standalone.backfill;

import io.sightline.avro.Alert;
import io.sightline.avro.Decision;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What came of a backfill beside what was.
 *
 * @param alerts all that can be compared, by camera and time
 * @param leftOut alerts of both sides about something that cannot be compared
 */
public record Findings(List<Difference> alerts, int leftOut, Comparability activities) {

  /** Reads both sides. */
  static Findings of(KafkaSettings source, KafkaSettings side) {
    List<Decision> after = decisions(side);
    Comparability activities = Comparability.of(decisions(source), after);
    List<Alert> was = concerned(newest(source), after);
    List<Alert> is = newest(side);
    List<Alert> comparedBefore = activities.of(was);
    List<Alert> comparedAfter = activities.of(is);
    return new Findings(
        AlertComparison.of(comparedBefore, comparedAfter),
        was.size() - comparedBefore.size() + is.size() - comparedAfter.size(),
        activities);
  }

  /** How many of a kind. */
  public long count(Difference.Kind kind) {
    return alerts.stream().filter(each -> each.kind() == kind).count();
  }

  /** Those about an activity that was decided again. */
  private static List<Alert> concerned(List<Alert> alerts, List<Decision> decided) {
    List<String> ids = decided.stream().map(Decision::getActivityId).toList();
    Set<String> known = new HashSet<>(ids);
    return alerts.stream()
        .filter(alert -> alert.getActivities().stream().anyMatch(known::contains))
        .toList();
  }

  private static List<Decision> decisions(KafkaSettings kafka) {
    return TopicRecords.committed(kafka, Topics.DECISIONS).stream()
        .map(ConsumerRecord::value)
        .toList();
  }

  /** The highest revision of each. */
  private static List<Alert> newest(KafkaSettings kafka) {
    Map<String, Alert> newest = new LinkedHashMap<>();
    for (ConsumerRecord<String, Alert> record : TopicRecords.committed(kafka, Topics.ALERTS)) {
      newest.merge(
          record.value().getAlertId(),
          record.value(),
          (one, other) -> one.getRevision() >= other.getRevision() ? one : other);
    }
    return new ArrayList<>(newest.values());
  }
}
