package io.sightline.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sightline.avro.Alert;
import io.sightline.avro.Box;
import io.sightline.avro.Clip;
import io.sightline.avro.Severity;
import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as DuckDB reads them. */
class ParquetFilesTest {
  private static final Instant LATE = Instant.parse("2026-03-02T23:59:59.123456Z");

  @TempDir Path folder;

  private static Alert alert(String camera, String label, Instant at) {
    return Alert.newBuilder()
        .setAlertId(camera + "-i1")
        .setRecordId(camera + "-i1-0")
        .setCamera(camera)
        .setCapturedAt(at)
        .setStartedAt(at)
        .setSeverity(Severity.CRITICAL)
        .setLabel(label)
        .setZones(List.of("door", "path"))
        .setSnapshotBox(new Box(0.1f, 0.2f, 0.3f, 0.4f))
        .build();
  }

  private static ConsumerRecord<String, Object> place(
      long offset, String key, @Nullable SpecificRecord value) {
    return new ConsumerRecord<>(
        "sightline.alerts",
        2,
        offset,
        1_772_496_000_000L,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        new RecordHeaders(),
        java.util.Optional.empty());
  }

  private Path write(Topic<?> topic, String key, List<? extends @Nullable SpecificRecord> values)
      throws Exception {
    Rows rows = Rows.of(topic);
    Path file = folder.resolve(topic.name() + ".parquet");
    Files.deleteIfExists(file);
    try (ParquetFiles.Rows out = ParquetFiles.create(file, rows.schema())) {
      for (int i = 0; i < values.size(); i++) {
        out.write(rows.row(place(i, key, values.get(i)), values.get(i)));
      }
    }
    return file;
  }

  private static List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (found.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          cells.add(found.getString(i));
        }
        lines.add(String.join("|", cells));
      }
      return lines;
    }
  }

  @Test
  void timesEnumsListsAndNestedRecords_areWhatTheirTypesSay() throws Exception {
    Path file = write(Topics.ALERTS, "hall", List.of(alert("hall", "person", LATE)));

    assertThat(
            query(
                "SELECT _partition, _offset, _key, _deleted, typeof(captured_at),"
                    + " epoch_us(captured_at), severity, zones[2], snapshot_box.width, snapshot"
                    + " FROM '"
                    + file
                    + "'"))
        .containsExactly(
            "2|0|hall|false|TIMESTAMP WITH TIME ZONE|1772495999123456|CRITICAL|path|0.3|null");
  }

  @Test
  void tombstone_isARowWithItsKeyAlone() throws Exception {
    Clip clip =
        Clip.newBuilder()
            .setClipId("hall-c1")
            .setRecordId("hall-c1-r0")
            .setCamera("hall")
            .setBytes(1234)
            .build();
    List<Clip> values = new ArrayList<>();
    values.add(clip);
    values.add(null);
    Path file = write(Topics.CLIPS, "hall-c1", values);

    assertThat(query("SELECT _deleted, _key, bytes, deadline FROM '" + file + "' ORDER BY _offset"))
        .containsExactly("false|hall-c1|1234|null", "true|hall-c1|null|null");
  }

  @Test
  void day_isThatOfCaptureInUtcAndElseOfPublishing() {
    Rows rows = Rows.of(Topics.ALERTS);
    Alert alert = alert("hall", "person", LATE);

    assertThat(rows.day(place(0, "hall", alert), alert)).isEqualTo(LocalDate.of(2026, 3, 2));
    assertThat(rows.day(place(0, "hall", null), null)).isEqualTo(LocalDate.of(2026, 3, 3));
  }

  @Test
  void filter_leavesTheOthersAsTheyWere() throws Exception {
    Path all =
        write(
            Topics.ALERTS,
            "hall",
            List.of(alert("hall", "person", LATE), alert("yard", "dog", LATE.plusSeconds(9))));
    Path rest = folder.resolve("rest.parquet");

    long gone =
        ParquetFiles.filter(
            all,
            rest,
            Rows.of(Topics.ALERTS).schema(),
            row -> !row.get("camera").toString().equals("hall"));

    assertThat(gone).isEqualTo(1);
    String columns =
        "label, epoch_us(captured_at), severity, zones[1], snapshot_box.width, _offset";
    assertThat(query("SELECT " + columns + " FROM '" + rest + "'"))
        .isEqualTo(query("SELECT " + columns + " FROM '" + all + "' WHERE camera = 'yard'"))
        .hasSize(1);
  }

  @Test
  void topicOfAnyRecords_isRefused() {
    assertThatThrownBy(() -> Rows.of(Topics.DEAD_LETTERS))
        .hasMessageContaining("topic 'dead-letters' holds records of any kind");
  }

  @Test
  void everyOtherTopic_canBeWritten() throws Exception {
    for (Topic<?> topic : Topics.ALL) {
      if (topic.value() != null) {
        List<@Nullable SpecificRecord> tombstone = new ArrayList<>();
        tombstone.add(null);
        Path file = write(topic, "k", tombstone);
        assertThat(query("SELECT count(*) FROM '" + file + "'")).containsExactly("1");
      }
    }
  }
}
