package io.sightline.standalone.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.FrameRef;
import io.sightline.export.Export;
import io.sightline.export.Forgetting;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import io.sightline.standalone.records.TopicRecords;
import io.sightline.standalone.scripted.Platform;
import io.sightline.standalone.scripted.Publisher;
import io.sightline.standalone.scripted.ScriptedCamera;
import io.sightline.standalone.scripted.ScriptedCamera.Cycle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics on a real broker, files as DuckDB reads them. */
class ExportIT {
  /** A minute before midnight. */
  private static final Instant START = Instant.parse("2026-03-02T23:59:00Z");

  private static final List<Topic<?>> TOPICS = List.of(Topics.CAMERAS, Topics.DETECTIONS);

  @TempDir static Path folder;
  private static Platform platform;
  private static KafkaSettings kafka;

  @BeforeAll
  static void record() throws Exception {
    platform = new Platform(folder.resolve("broker"), 2);
    kafka = platform.kafka();
    publish("hall");
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  /** Two minutes. */
  private static void publish(String id) {
    ScriptedCamera camera = new ScriptedCamera(id, START, new Cycle(50, 20, 30), 0);
    try (Publisher publisher = new Publisher(kafka, 5)) {
      publisher.publish(Topics.CAMERAS, camera.id(), camera.configuration());
      for (int tick = 0; tick < 600; tick++) {
        for (FrameRef record : camera.next()) {
          publisher.publish(Topics.DETECTIONS, id, ScriptedCamera.examined(record));
        }
      }
      publisher.flush();
    }
  }

  private static void export(Path to) throws IOException {
    try (Export export = Export.open(kafka, to)) {
      export.run(TOPICS, Export.Format.PARQUET, null, at -> {});
    }
  }

  private static long count(Path to, String topic, String where) throws Exception {
    return counted("'%s/%s/*/*.parquet'".formatted(to, topic), where);
  }

  private static long counted(String files, String where) throws Exception {
    String sql =
        "SELECT count(*), count(DISTINCT (_partition, _offset)) FROM read_parquet(%s, hive_partitioning = true) WHERE %s"
            .formatted(files, where);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      assertThat(found.next()).isTrue();
      assertThat(found.getLong(1)).as("every place once").isEqualTo(found.getLong(2));
      return found.getLong(1);
    }
  }

  private static long onTopic(Instant from, Instant to) {
    return TopicRecords.committed(kafka, Topics.DETECTIONS).stream()
        .map(record -> record.value().getCapturedAt())
        .filter(at -> !at.isBefore(from) && at.isBefore(to))
        .count();
  }

  @Test
  void countsByDay_areThoseOfTheTopicAndASecondRunAddsWhatIsNew() throws Exception {
    Path to = folder.resolve("days");
    export(to);
    Instant midnight = Instant.parse("2026-03-03T00:00:00Z");
    assertThat(count(to, "detections", "date = '2026-03-02'"))
        .isEqualTo(onTopic(START, midnight))
        .isPositive();
    assertThat(count(to, "detections", "date = '2026-03-03'"))
        .isEqualTo(onTopic(midnight, Instant.MAX))
        .isPositive();
    long before = count(to, "detections", "true");

    publish("yard");
    export(to);
    export(to);

    assertThat(count(to, "detections", "true"))
        .isEqualTo(onTopic(Instant.MIN, Instant.MAX))
        .isGreaterThan(before);
    assertThat(count(to, "detections", "camera = 'yard' AND objects[1].label = 'person'"))
        .isPositive();
  }

  @Test
  void runThatWasBrokenOff_leavesNothingTwice() throws Exception {
    Path to = folder.resolve("broken");
    export(to);
    long all = count(to, "detections", "true");
    Files.delete(to.resolve("detections/_checkpoint.json"));

    export(to);

    assertThat(count(to, "detections", "true")).isEqualTo(all);
  }

  @Test
  void whatIsForgotten_isInNoFileAnymoreAndTheRestIs() throws Exception {
    Path to = folder.resolve("forgotten");
    export(to);
    long all = count(to, "detections", "true");
    Instant from = START.plusSeconds(30);
    String span =
        "captured_at >= '2026-03-02 23:59:30+00' AND captured_at < '2026-03-03 00:00:30+00'";
    long meant = count(to, "detections", "camera = 'hall' AND " + span);

    long gone;
    try (Export export = Export.open(kafka, to)) {
      gone = export.forget(new Forgetting("hall", from, from.plusSeconds(60)), TOPICS);
    }
    export(to);

    assertThat(gone).isEqualTo(meant).isPositive();
    assertThat(count(to, "detections", "camera = 'hall' AND " + span)).isZero();
    assertThat(count(to, "detections", "true")).isEqualTo(all - gone);
  }

  @Test
  void tables_holdWhatIsOnTheTopicsAfterEachCallAndNothingThatIsForgotten() throws Exception {
    Path to = folder.resolve("tables");
    try (Export export = Export.open(kafka, to)) {
      export.run(TOPICS, Export.Format.ICEBERG, null, at -> {});
    }
    publish("gate");
    export(to);
    long all = onTopic(Instant.MIN, Instant.MAX);
    assertThat(inTable(to, "true")).isEqualTo(all);
    assertThat(inTable(to, "camera = 'gate'")).isPositive();
    Instant midnight = Instant.parse("2026-03-03T00:00:00Z");
    assertThat(inTable(to, "date = '2026-03-02'")).isEqualTo(onTopic(START, midnight));

    try (Export export = Export.open(kafka, to)) {
      long gone = export.forget(new Forgetting("gate", START, midnight), TOPICS);
      assertThat(inTable(to, "true")).isEqualTo(all - gone).isLessThan(all);
    }
    assertThat(inTable(to, "camera = 'gate' AND date = '2026-03-02'")).isZero();
    assertThat(inTable(to, "true")).isEqualTo(count(to, "detections", "true"));
  }

  private static long inTable(Path to, String where) throws Exception {
    return counted(TableReader.files(to.resolve("iceberg/detections")).toString(), where);
  }

  @Test
  void oldDays_goAndConfigurationStays() throws Exception {
    Path to = folder.resolve("old");
    export(to);
    try (Export export = Export.open(kafka, to)) {
      export.run(TOPICS, Export.Format.PARQUET, LocalDate.of(2026, 3, 3), at -> {});
    }

    assertThat(count(to, "detections", "date < '2026-03-03'")).isZero();
    assertThat(count(to, "detections", "true")).isPositive();
    try (Stream<Path> days = Files.list(to.resolve("cameras"))) {
      assertThat(days.filter(Files::isDirectory)).isNotEmpty();
    }
  }

  @Test
  void secondRunAtATime_isRefused() throws Exception {
    Path to = folder.resolve("two");
    try (Export export = Export.open(kafka, to)) {
      assertThat(export.run(TOPICS, Export.Format.PARQUET, null, at -> {}))
          .containsKeys("cameras", "detections");
      assertThatThrownBy(() -> Export.open(kafka, to))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("another export is writing to " + to);
    }
  }
}
