package io.sightline.standalone.policy;

import io.sightline.avro.Alert;
import io.sightline.avro.Clip;
import io.sightline.avro.Policy;
import io.sightline.retention.PolicyPlan;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the topics for what a retroactive policy would do to what is stored. */
public final class PlannedChange {
  private PlannedChange() {}

  /** What a version would do if it held for all there is. */
  public static PolicyPlan.Summary of(KafkaSettings kafka, Policy next, Instant now) {
    PolicyPlan plan = new PolicyPlan(next);
    values(kafka, Topics.CAMERAS).forEach(plan::camera);
    values(kafka, Topics.DECISIONS).forEach(plan::decided);
    for (Alert alert : values(kafka, Topics.ALERTS).toList()) {
      plan.alerted(alert);
    }
    Map<String, Clip> clips = new LinkedHashMap<>();
    for (ConsumerRecord<String, Clip> record : TopicRecords.committed(kafka, Topics.CLIPS)) {
      if (record.value() == null) {
        clips.remove(record.key());
      } else {
        clips.put(record.key(), record.value());
      }
    }
    values(kafka, Topics.RECORDINGS).forEach(plan::recorded);
    values(kafka, Topics.EXPIRIES).forEach(plan::gone);
    return plan.summary(clips.values(), now);
  }

  private static <V extends SpecificRecord> Stream<V> values(KafkaSettings kafka, Topic<V> topic) {
    return TopicRecords.committed(kafka, topic).stream()
        .map(ConsumerRecord::value)
        .filter(value -> value != null);
  }
}
