package io.sightline.standalone.soak;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameRef;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What must hold on the topics when cameras went from one process to another. */
final class HandoverVerdict {
  private final List<String> broken = new ArrayList<>();
  private int records;

  static HandoverVerdict of(KafkaSettings kafka) {
    HandoverVerdict verdict = new HandoverVerdict();
    verdict.frames(TopicRecords.committed(kafka, Topics.FRAMES));
    verdict.activities(TopicRecords.committed(kafka, Topics.ACTIVITY));
    verdict.clips(TopicRecords.committed(kafka, Topics.CLIPS));
    return verdict;
  }

  /** Epochs of a camera only grow; in an epoch no number is missing or double. */
  void frames(List<ConsumerRecord<String, FrameRef>> frames) {
    records += frames.size();
    Map<String, FrameRef> last = new HashMap<>();
    for (ConsumerRecord<String, FrameRef> raw : frames) {
      FrameRef now = raw.value();
      FrameRef before = last.put(raw.key(), now);
      if (before == null) {
        continue;
      }
      boolean sameEpoch = now.getEpoch() == before.getEpoch();
      if (now.getEpoch() < before.getEpoch()) {
        broken.add(now.getRecordId() + ": of a process that was replaced");
      } else if (sameEpoch && now.getSequence() != before.getSequence() + 1) {
        broken.add(
            now.getRecordId() + ": number " + now.getSequence() + " after " + before.getSequence());
      }
    }
  }

  /** Each begins once and ends once. */
  void activities(List<ConsumerRecord<String, Activity>> activities) {
    records += activities.size();
    Map<String, Integer> started = new TreeMap<>();
    Map<String, Integer> ended = new TreeMap<>();
    for (ConsumerRecord<String, Activity> raw : activities) {
      Activity activity = raw.value();
      started.merge(
          activity.getActivityId(),
          activity.getState() == ActivityState.STARTED ? 1 : 0,
          Integer::sum);
      ended.merge(
          activity.getActivityId(),
          activity.getState() == ActivityState.ENDED ? 1 : 0,
          Integer::sum);
    }
    started.forEach((id, count) -> expectOne("beginnings of activity " + id, count));
    ended.forEach((id, count) -> expectOne("ends of activity " + id, count));
  }

  /** None twice. */
  void clips(List<ConsumerRecord<String, Clip>> clips) {
    records += clips.size();
    Set<String> seen = new HashSet<>();
    for (ConsumerRecord<String, Clip> raw : clips) {
      if (!seen.add(raw.value().getClipId())) {
        broken.add("clip " + raw.key() + ": twice");
      }
    }
  }

  private void expectOne(String what, int count) {
    if (count != 1) {
      broken.add(what + ": " + count + ", expected 1");
    }
  }

  int records() {
    return records;
  }

  /** One line for each thing that does not hold. */
  List<String> broken() {
    return List.copyOf(broken);
  }
}
