package io.sightline.e2e.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.AlertClip;
import io.sightline.avro.AlertState;
import io.sightline.avro.Box;
import io.sightline.avro.ClipState;
import io.sightline.avro.Severity;
import io.sightline.avro.Subject;
import io.sightline.export.Export;
import io.sightline.export.Forgetting;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.scripted.Platform;
import io.sightline.standalone.scripted.Publisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics on a real broker, the export's files and tables as Spark reads them. */
class SparkReadsIT {
  /** Half a minute before midnight, UTC. */
  private static final Instant START = Instant.parse("2026-03-02T23:59:30.000123Z");

  private static final List<Topic<?>> TOPICS = List.of(Topics.ALERTS);

  /** Seen before and after midnight. */
  private static final String INCIDENT = "hall-person";

  @TempDir Path folder;
  private Path lake;
  private Platform platform;
  private KafkaSettings kafka;

  @BeforeEach
  void start() throws Exception {
    lake = folder.resolve("lake");
    platform = new Platform(folder.resolve("broker"), 2);
    kafka = platform.kafka();
  }

  @AfterEach
  void stop() throws Exception {
    platform.close();
  }

  /** A minute of each camera, and a tombstone. */
  private void publish(String... cameras) {
    try (Publisher publisher = new Publisher(kafka, 5)) {
      for (String camera : cameras) {
        for (int second = 0; second < 60; second++) {
          publisher.publish(
              Topics.ALERTS, camera, alert(camera, second, second % 3 == 0 ? "dog" : "person"));
        }
        publisher.publish(Topics.ALERTS, camera, null);
      }
      publisher.flush();
    }
  }

  /** With something in each kind of field, and null in each that may be. */
  private static Alert alert(String camera, int second, String label) {
    boolean even = second % 2 == 0;
    Instant at = START.plusSeconds(second);
    return Alert.newBuilder()
        .setAlertId(camera + "-" + label)
        .setRevision(second)
        .setRecordId(camera + "-" + second)
        .setCamera(camera)
        .setCapturedAt(at)
        .setState(second % 7 == 0 ? AlertState.OPENED : AlertState.UPDATED)
        .setStateChanged(second == 0)
        .setSubject(label.equals("dog") ? Subject.PET : Subject.PERSON)
        .setLabel(label)
        .setConfidence(second / 64f)
        .setSeverity(Severity.CRITICAL)
        .setZones(even ? List.of("door", "stairs") : List.of())
        .setStartedAt(START)
        .setEndedAt(at)
        .setRaisedAt(START)
        .setClips(List.of(new AlertClip(camera + "-c1", ClipState.READY, even ? "a key" : null)))
        .setSnapshot(even ? "a picture" : null)
        .setSnapshotBox(even ? new Box(0.25f, 0.5f, 0.125f, 0.5f) : null)
        .build();
  }

  private void export(Export.Format format) throws IOException {
    try (Export export = Export.open(kafka, lake)) {
      export.run(TOPICS, format, null, at -> {});
    }
  }

  @Test
  void alerts_areInSparkAsOnTheTopicAndWithoutWhatIsErasedAfterIt() throws Exception {
    publish("hall", "yard", "gate");
    export(Export.Format.ICEBERG);
    assertSparkReads(record -> true);

    Instant from = START.plusSeconds(10);
    Instant until = START.plusSeconds(50);
    try (Export export = Export.open(kafka, lake)) {
      assertThat(export.forget(new Forgetting("hall", from, until), TOPICS)).isEqualTo(40);
    }
    publish("attic");
    export(Export.Format.PARQUET);
    assertSparkReads(
        record ->
            record.value() == null
                || !record.value().getCamera().equals("hall")
                || record.value().getCapturedAt().isBefore(from)
                || !record.value().getCapturedAt().isBefore(until));
  }

  private void assertSparkReads(Predicate<ConsumerRecord<String, Alert>> isKept) throws Exception {
    List<ConsumerRecord<String, Alert>> kept =
        TopicRecords.committed(kafka, Topics.ALERTS).stream().filter(isKept).toList();
    assertThat(kept).extracting(ConsumerRecord::partition).contains(0, 1);
    List<String> lines = new SparkProgram(folder).output(lake.toString(), INCIDENT);

    assertSays(lines, "parquet", new ExpectedAlerts(kept, "_partition", "_deleted"));
    assertSays(lines, "iceberg", new ExpectedAlerts(kept, "_topic_partition", "_tombstone"));
  }

  private static void assertSays(List<String> lines, String from, ExpectedAlerts expected) {
    assertThat(lines)
        .filteredOn(line -> line.startsWith(from + "-columns struct<"))
        .singleElement()
        .asString()
        .contains(expected.partition() + ":int,", "_offset:bigint,", "_published_at:timestamp,")
        .contains(
            expected.tombstone() + ":boolean,", "captured_at:timestamp,", "zones:array<string>")
        .contains("confidence:float,", "snapshot_box:struct<left:float,", "date:date>");
    assertThat(ExpectedAlerts.printed(lines, from + "-count"))
        .as("counts, %s", from)
        .containsExactlyInAnyOrderElementsOf(expected.counts());
    assertThat(ExpectedAlerts.printed(lines, from + "-opened"))
        .as("opened, %s", from)
        .containsExactlyInAnyOrderElementsOf(expected.opened());
    assertThat(ExpectedAlerts.printed(lines, from + "-row"))
        .as("rows, %s", from)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(expected.rows(INCIDENT));
  }
}
