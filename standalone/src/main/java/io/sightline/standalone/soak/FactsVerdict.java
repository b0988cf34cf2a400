package io.sightline.standalone.soak;

import io.sightline.avro.Activity;
import io.sightline.avro.ActivityState;
import io.sightline.avro.CameraHealth;
import io.sightline.avro.CameraState;
import io.sightline.avro.Clip;
import io.sightline.avro.FrameRef;
import io.sightline.avro.Recording;
import io.sightline.avro.RecordingKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What must hold for the facts of one ingest in one epoch: each is there once, in order, and none
 * is missing between others. Records are as they lie on the topics.
 */
final class FactsVerdict {
  private final List<String> broken;

  /**
   * @param broken gets a line for each thing that does not hold
   */
  FactsVerdict(List<String> broken) {
    this.broken = broken;
  }

  /** Sequences count from 0 without a gap, in one epoch, and end with the final mark. */
  FactsVerdict frames(List<ConsumerRecord<String, FrameRef>> records) {
    once("frames", records, FrameRef::getRecordId);
    Map<String, Long> next = new TreeMap<>();
    Map<String, FrameRef> last = new TreeMap<>();
    for (ConsumerRecord<String, FrameRef> record : records) {
      FrameRef frame = record.value();
      long expected = next.merge(frame.getCamera(), 1L, Long::sum) - 1;
      FrameRef before = last.put(frame.getCamera(), frame);
      long epoch = before == null ? frame.getEpoch() : before.getEpoch();
      if (frame.getSequence() != expected || frame.getEpoch() != epoch) {
        broken.add(
            "%s: sequence %d of epoch %d, expected %d of epoch %d"
                .formatted(
                    frame.getRecordId(), frame.getSequence(), frame.getEpoch(), expected, epoch));
        next.put(frame.getCamera(), frame.getSequence() + 1);
      }
      if (before != null && frame.getCapturedAt().isBefore(before.getCapturedAt())) {
        broken.add(frame.getRecordId() + ": captured before the one before it");
      }
    }
    last.values().stream()
        .filter(frame -> frame.getMark() == null || !frame.getMark().getFinal$())
        .forEach(frame -> broken.add(frame.getRecordId() + ": last, but not the final mark"));
    return this;
  }

  /** As many as were counted when they were made. */
  FactsVerdict counted(String what, Map<String, Integer> made, List<String> cameras) {
    Map<String, Integer> found = new TreeMap<>();
    cameras.forEach(camera -> found.merge(camera, 1, Integer::sum));
    if (!found.equals(made)) {
      broken.add("%s made: %s, found: %s".formatted(what, made, found));
    }
    return this;
  }

  /** Each begins and ends once, in this order, and a mark carries its end. */
  FactsVerdict activities(
      List<ConsumerRecord<String, Activity>> records,
      List<ConsumerRecord<String, FrameRef>> frames) {
    once("activity", records, Activity::getRecordId);
    Map<String, ActivityState> states = new TreeMap<>();
    for (ConsumerRecord<String, Activity> record : records) {
      Activity activity = record.value();
      ActivityState before = states.put(activity.getActivityId(), activity.getState());
      boolean first = activity.getState() == ActivityState.STARTED;
      if (first != (before == null) || before == ActivityState.ENDED) {
        broken.add("%s: after %s".formatted(activity.getRecordId(), before));
      }
    }
    Set<String> marked = new HashSet<>();
    for (ConsumerRecord<String, FrameRef> frame : frames) {
      if (frame.value().getMark() != null) {
        frame.value().getMark().getEnded().forEach(a -> marked.add(a.getActivityId()));
      }
    }
    states.forEach(
        (id, state) -> {
          if (state != ActivityState.ENDED || !marked.contains(id)) {
            broken.add("%s: %s, marked %s".formatted(id, state, marked.contains(id)));
          }
        });
    return this;
  }

  FactsVerdict clips(List<ConsumerRecord<String, Clip>> records, Map<String, Integer> made) {
    once("clips", records, Clip::getRecordId);
    return counted(
        "clips", made, records.stream().map(record -> record.value().getCamera()).toList());
  }

  /** The broker was away, not the cameras: no gap, and each piece begins where the last ended. */
  FactsVerdict recordings(
      List<ConsumerRecord<String, Recording>> records, Map<String, Integer> made) {
    once("recordings", records, Recording::getRecordId);
    Map<String, Instant> ends = new HashMap<>();
    for (ConsumerRecord<String, Recording> record : records) {
      Recording recording = record.value();
      Instant end = ends.put(recording.getCamera(), recording.getEndedAt());
      if (recording.getKind() == RecordingKind.GAP
          || (end != null && !end.equals(recording.getCapturedAt()))) {
        broken.add(
            "%s: %s from %s to %s after %s"
                .formatted(
                    recording.getRecordId(),
                    recording.getKind(),
                    recording.getCapturedAt(),
                    recording.getEndedAt(),
                    end));
      }
    }
    return counted(
        "pieces",
        made,
        records.stream()
            .map(ConsumerRecord::value)
            .filter(r -> r.getKind() == RecordingKind.PIECE)
            .map(Recording::getCamera)
            .toList());
  }

  /** A broker that is away is no trouble of a camera. */
  FactsVerdict health(List<ConsumerRecord<String, CameraHealth>> records) {
    once("health", records, CameraHealth::getRecordId);
    records.stream()
        .map(ConsumerRecord::value)
        .filter(health -> health.getState() == CameraState.OFFLINE)
        .forEach(health -> broken.add(health.getRecordId() + ": offline: " + health.getCause()));
    return this;
  }

  private <V> void once(
      String what, List<ConsumerRecord<String, V>> records, Function<V, String> id) {
    Set<String> seen = new HashSet<>();
    for (ConsumerRecord<String, V> record : records) {
      if (record.value() == null || !seen.add(id.apply(record.value()))) {
        broken.add("%s: not once: %s".formatted(what, record.key()));
      }
    }
  }
}
