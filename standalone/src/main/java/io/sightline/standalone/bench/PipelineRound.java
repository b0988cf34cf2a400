package io.sightline.standalone.bench;

import io.sightline.avro.Alert;
import io.sightline.avro.DeliveryState;
import io.sightline.avro.Notification;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.soak.AlertsVerdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** The pipeline with so many processes of each kind, on topics of its own. */
final class PipelineRound {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration DELIVERED_WITHIN = Duration.ofSeconds(60);
  private static final int WARM_SECONDS = 3;
  private static final int CAMERAS_A_PARTITION = 10;
  private static final long LOOK_MILLIS = 500;
  private static final String CHANNEL = "log";

  /**
   * What was seen.
   *
   * @param readySeconds until all processes were ready
   * @param frames that count
   * @param seconds from the publication of the first of them to the last decision
   */
  record Result(
      double readySeconds, int frames, double seconds, PipelineLimit used, Exactness exactness) {
    double framesPerSecond() {
      return frames / seconds;
    }
  }

  private final KafkaSettings kafka;
  private final Path folder;
  private final int each;
  private final PipelineBench.Settings settings;

  /**
   * @param kafka with topics that nobody has used
   */
  PipelineRound(KafkaSettings kafka, Path folder, int each, PipelineBench.Settings settings) {
    this.kafka = kafka;
    this.folder = folder;
    this.each = each;
    this.settings = settings;
  }

  Result run() throws Exception {
    Files.createDirectories(folder);
    long began = System.nanoTime();
    try (PipelineMembers members = new PipelineMembers(folder, kafka, each, settings);
        PipelineLoad load = new PipelineLoad(kafka, CAMERAS_A_PARTITION);
        TopicCounts counts = new TopicCounts(kafka, List.of(Topics.DETECTIONS, Topics.DECISIONS))) {
      members.awaitReady(PATIENCE);
      final double ready = secondsSince(began);
      double bound = settings.detectorBound(each);
      load.publish((int) (WARM_SECONDS * bound));
      counts.await(Topics.DETECTIONS, load.inputs().size(), PATIENCE);
      counts.await(Topics.DECISIONS, load.activities().size(), PATIENCE);

      final Used before = Used.now(members);
      int frames = load.publish((int) (settings.seconds() * bound));
      load.end();
      counts.await(Topics.DECISIONS, load.activities().size(), PATIENCE);
      double seconds = secondsSince(before.nanos());
      PipelineLimit used = before.untilNow(members);

      awaitDelivered();
      members.stop();
      return new Result(ready, frames, seconds, used, exactness(load));
    }
  }

  /** Processor time so far. */
  private record Used(long nanos, double broker, double detect, double alerting) {
    static Used now(PipelineMembers members) {
      return new Used(
          System.nanoTime(),
          AlertsLatency.cpuSeconds(),
          members.detectCpuSeconds(),
          members.alertingCpuSeconds());
    }

    PipelineLimit untilNow(PipelineMembers members) {
      Used now = now(members);
      double wall = (now.nanos - nanos) / 1e9;
      return new PipelineLimit(
          (now.broker - broker) / wall,
          (now.detect - detect) / wall,
          (now.alerting - alerting) / wall);
    }
  }

  /** What is not delivered in time counts as lost. */
  private void awaitDelivered() throws InterruptedException {
    long end = System.nanoTime() + DELIVERED_WITHIN.toNanos();
    while (delivered().lost() > 0 && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** One outcome for each message, sent or not. */
  private Exactness delivered() {
    return Exactness.of(
        AlertsVerdict.expected(values(Topics.ALERTS), CHANNEL),
        values(Topics.NOTIFICATIONS).stream()
            .filter(n -> n.getState() != DeliveryState.RETRYING)
            .map(Notification::getIdempotencyKey)
            .toList());
  }

  private Exactness exactness(PipelineLoad load) {
    List<Alert> alerts = values(Topics.ALERTS);
    Exactness revisions =
        Exactness.of(
            alerts.stream().map(PipelineRound::revision).distinct().toList(),
            alerts.stream().map(PipelineRound::revision).toList());
    return Exactness.of(
            load.inputs().stream().map(id -> id + "-d").toList(),
            values(Topics.DETECTIONS).stream().map(each -> each.getRecordId()).toList())
        .plus(
            Exactness.of(
                load.activities(),
                values(Topics.DECISIONS).stream().map(each -> each.getActivityId()).toList()))
        .plus(revisions)
        .plus(delivered());
  }

  private static String revision(Alert alert) {
    return alert.getAlertId() + "/" + alert.getRevision();
  }

  private <V extends SpecificRecord> List<V> values(Topic<V> topic) {
    return TopicRecords.committed(kafka, topic).stream()
        .map(r -> Objects.requireNonNull(r.value(), r.key()))
        .toList();
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
