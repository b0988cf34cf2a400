package io.sightline.standalone.soak;

import io.sightline.avro.Activity;
import io.sightline.avro.Alert;
import io.sightline.avro.Clip;
import io.sightline.avro.Decision;
import io.sightline.avro.Detections;
import io.sightline.avro.Expiry;
import io.sightline.avro.FrameRef;
import io.sightline.clipstore.ClipLayout;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What must hold when a cluster under load has come to rest: nothing is lost, nothing is there
 * twice.
 *
 * @param mediaKeys keys of all objects of the bucket, without its prefix
 * @param accepted ids of the messages that the receiver took
 */
record ClusterVerdict(
    List<ConsumerRecord<String, Activity>> activities,
    List<ConsumerRecord<String, FrameRef>> frames,
    List<ConsumerRecord<String, Detections>> detections,
    List<ConsumerRecord<String, Decision>> decisions,
    List<ConsumerRecord<String, Alert>> alerts,
    List<ConsumerRecord<String, Clip>> clips,
    List<ConsumerRecord<String, Expiry>> expiries,
    Set<String> mediaKeys,
    Set<String> accepted) {

  static ClusterVerdict of(KafkaSettings kafka, Set<String> mediaKeys, Set<String> accepted) {
    return new ClusterVerdict(
        TopicRecords.committed(kafka, Topics.ACTIVITY),
        TopicRecords.committed(kafka, Topics.FRAMES),
        TopicRecords.committed(kafka, Topics.DETECTIONS),
        TopicRecords.committed(kafka, Topics.DECISIONS),
        TopicRecords.committed(kafka, Topics.ALERTS),
        TopicRecords.committed(kafka, Topics.CLIPS),
        TopicRecords.committed(kafka, Topics.EXPIRIES),
        mediaKeys,
        accepted);
  }

  /** One line for each thing that does not hold, the first few of very many. */
  List<String> broken() {
    List<Alert> told = values(alerts);
    Set<String> decided =
        values(decisions).stream().flatMap(d -> d.getAlerts().stream()).collect(Collectors.toSet());
    HandoverVerdict facts = new HandoverVerdict();
    facts.frames(frames);
    facts.activities(activities);
    return new AlertsVerdict()
        .also(facts.broken())
        .also(new Verdict().activities(activities, decisions).alerts(alerts, decided).broken())
        .also(examinedOnce())
        .also(clipsKept())
        .delivered(told, accepted, ClusterPlatform.CHANNEL)
        .also(unknownMessages(told))
        .broken();
  }

  /** One record of detect for each of ingest. */
  private List<String> examinedOnce() {
    Map<String, Integer> count = new TreeMap<>();
    values(frames).forEach(f -> count.merge(id(f), 1, Integer::sum));
    values(detections).forEach(d -> count.merge(id(d), -1, Integer::sum));
    return count.entrySet().stream()
        .filter(e -> e.getValue() != 0)
        .map(e -> "%s: %d too few detections".formatted(e.getKey(), e.getValue()))
        .toList();
  }

  private static String id(FrameRef frame) {
    return frame.getCamera() + " " + frame.getEpoch() + "/" + frame.getSequence();
  }

  private static String id(Detections detections) {
    return detections.getCamera() + " " + detections.getEpoch() + "/" + detections.getSequence();
  }

  /** The media of a clip is there until the ledger says once that it went. */
  private List<String> clipsKept() {
    Map<String, @Nullable Clip> last = lastRevisions();
    Map<String, Long> entries =
        values(expiries).stream()
            .collect(Collectors.groupingBy(Expiry::getClipId, Collectors.counting()));
    return last.entrySet().stream()
        .map(e -> clipTrouble(e.getKey(), e.getValue(), entries.getOrDefault(e.getKey(), 0L)))
        .filter(trouble -> !trouble.isEmpty())
        .toList();
  }

  private String clipTrouble(String id, @Nullable Clip clip, long entries) {
    if (clip == null) {
      return entries == 1 ? "" : "clip %s is gone with %d entries".formatted(id, entries);
    }
    return entries == 0 && mediaKeys.contains(clip.getKey())
        ? ""
        : "clip %s: %d entries, its media is %s"
            .formatted(id, entries, mediaKeys.contains(clip.getKey()) ? "there" : "not there");
  }

  private Map<String, @Nullable Clip> lastRevisions() {
    Map<String, @Nullable Clip> last = new HashMap<>();
    clips.forEach(raw -> last.put(raw.key(), raw.value()));
    return last;
  }

  /** Objects of no clip on record: what a killed process left, which {@code verify} sweeps. */
  long orphans() {
    Set<String> prefixes =
        lastRevisions().values().stream()
            .filter(Objects::nonNull)
            .map(Clip::getPrefix)
            .collect(Collectors.toSet());
    return mediaKeys.stream()
        .filter(key -> !key.startsWith(ClipLayout.LEDGER))
        .filter(key -> prefixes.stream().noneMatch(key::startsWith))
        .count();
  }

  private List<String> unknownMessages(List<Alert> told) {
    Set<String> known = told.stream().map(Alert::getAlertId).collect(Collectors.toSet());
    return accepted.stream()
        .filter(id -> !known.contains(id.split("/", 2)[0]))
        .map(id -> "message " + id + " is about no alert")
        .toList();
  }

  /** Records by topic. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    counts.put("activity", activities.size());
    counts.put("frames", frames.size());
    counts.put("detections", detections.size());
    counts.put("decisions", decisions.size());
    counts.put("alerts", alerts.size());
    counts.put("clips", clips.size());
    counts.put("expiries", expiries.size());
    counts.put("messages", accepted.size());
    return counts;
  }

  private static <V> List<V> values(List<ConsumerRecord<String, V>> records) {
    return records.stream().map(ConsumerRecord::value).filter(Objects::nonNull).toList();
  }
}
