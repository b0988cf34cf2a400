package io.sightline.export;

import static org.apache.iceberg.expressions.Expressions.equal;
import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table as Iceberg's own reader reads it, and what lies in its folder. */
class TopicTableTest {
  @TempDir Path export;
  private ExportedAlerts alerts;

  @BeforeEach
  void open() throws IOException {
    alerts = new ExportedAlerts(export);
  }

  @Test
  void rows_areReadWithTheirTypesAndTheirDay() throws IOException {
    alerts.write(ExportedAlerts.DAY, 2, 40);
    alerts.say(2, 42);
    alerts.follow();

    Record hall =
        alerts.rows().stream()
            .filter(row -> row.getField("camera").equals("hall"))
            .findFirst()
            .get();
    assertThat(hall.getField("_topic_partition")).isEqualTo(2);
    assertThat(hall.getField("_offset")).isEqualTo(40L);
    assertThat(hall.getField("_tombstone")).isEqualTo(false);
    assertThat(hall.getField("captured_at"))
        .isEqualTo(OffsetDateTime.ofInstant(ExportedAlerts.NOON.plusSeconds(40), ZoneOffset.UTC));
    assertThat(hall.getField("severity")).isEqualTo("CRITICAL");
    assertThat(hall.getField("zones")).isEqualTo(List.of("door", "path"));
    assertThat(((Record) hall.getField("snapshot_box")).getField("width")).isEqualTo(0.3f);
    assertThat(hall.getField("snapshot")).isNull();
    assertThat(hall.getField("date")).isEqualTo(ExportedAlerts.DAY);
  }

  @Test
  void rows_areFoundByColumnsOfEachKind() throws IOException {
    alerts.write(ExportedAlerts.DAY, 2, 40);
    alerts.say(2, 42);
    alerts.follow();

    assertThat(alerts.rows(equal("severity", "CRITICAL"))).hasSize(2);
    assertThat(alerts.rows(equal("severity", "WARNING"))).isEmpty();
    assertThat(alerts.rows(equal("camera", "hall"))).hasSize(1);
    assertThat(alerts.rows(equal("captured_at", "2026-03-02T12:00:41Z"))).hasSize(1);
    assertThat(alerts.rows(equal("_topic_partition", 2))).hasSize(2);
    assertThat(alerts.rows(equal("_tombstone", true))).isEmpty();
    assertThat(alerts.rows(equal("snapshot_box.width", 0.3f))).hasSize(2);
    assertThat(alerts.rows(equal("date", "2026-03-02"))).hasSize(2);
  }

  @Test
  void everyCall_addsWhatIsNewInASnapshotThatSaysHowFarItReaches() throws IOException {
    alerts.write(ExportedAlerts.DAY, 0, 0);
    alerts.say(0, 2);
    alerts.follow();
    alerts.write(ExportedAlerts.DAY.plusDays(1), 0, 2);
    alerts.write(ExportedAlerts.DAY, 1, 0);
    alerts.say(0, 4);
    alerts.say(1, 7);
    alerts.follow();
    alerts.follow();

    assertThat(alerts.places()).containsExactly("0:0", "0:1", "0:2", "0:3", "1:0", "1:1");
    List<Snapshot> snapshots = new ArrayList<>();
    alerts.table().snapshots().forEach(snapshots::add);
    assertThat(snapshots)
        .extracting(each -> each.operation() + each.summary().get(TopicTable.OFFSETS))
        .containsExactly("append{\"0\":2}", "append{\"0\":4,\"1\":7}");
  }

  @Test
  void files_takeNoRoomOfTheirOwn() throws IOException {
    alerts.write(ExportedAlerts.DAY, 0, 0);
    alerts.say(0, 2);
    alerts.follow();

    Path part = alerts.folder.file(alerts.folder.parts().get(0));
    assertThat(ExportedAlerts.files(alerts.place().resolve("data")))
        .singleElement()
        .satisfies(file -> assertThat(Files.isSameFile(file, part)).isTrue());
  }

  @Test
  void erasure_replacesFilesInOneSnapshotAndNothingOlderIsLeft() throws IOException {
    alerts.write(ExportedAlerts.DAY, 0, 0);
    alerts.write(ExportedAlerts.DAY.plusDays(1), 0, 2);
    alerts.say(0, 4);
    alerts.follow();
    Set<Path> before = ExportedAlerts.files(alerts.place().resolve("data"));
    assertThat(before).anyMatch(TopicTableTest::namesTheErased);
    Snapshot old = alerts.table().currentSnapshot();

    new Forgetting("hall", ExportedAlerts.NOON, ExportedAlerts.NOON.plusSeconds(1))
        .in(export, Topics.ALERTS);
    assertThat(alerts.places()).as("until the table follows").contains("0:0");
    alerts.follow();

    assertThat(alerts.places()).containsExactly("0:1", "0:2", "0:3");
    assertThat(alerts.table().snapshots())
        .singleElement()
        .extracting(Snapshot::operation)
        .isEqualTo("overwrite");
    assertThat(alerts.table().snapshot(old.snapshotId())).isNull();
    assertThat(Path.of(old.manifestListLocation())).doesNotExist();
    Set<Path> after = ExportedAlerts.files(alerts.place().resolve("data"));
    assertThat(after).hasSize(2);
    after.removeAll(before);
    assertThat(after).as("written anew").hasSize(1);
    assertThat(ExportedAlerts.files(export)).noneMatch(TopicTableTest::namesTheErased);
  }

  @Test
  void daysThatAreDropped_areInNoSnapshotAndLaterOnesAreAdded() throws IOException {
    alerts.write(ExportedAlerts.DAY, 0, 0);
    alerts.say(0, 2);
    alerts.follow();
    alerts.folder.dropBefore(ExportedAlerts.DAY.plusDays(1));
    alerts.write(ExportedAlerts.DAY.plusDays(1), 0, 2);
    alerts.say(0, 4);
    alerts.follow();

    assertThat(alerts.places()).containsExactly("0:2", "0:3");
    assertThat(alerts.table().snapshots())
        .singleElement()
        .extracting(Snapshot::operation)
        .isEqualTo("delete");
    assertThat(ExportedAlerts.files(alerts.place().resolve("data"))).hasSize(1);
  }

  @Test
  void manyCalls_leaveABoundedHistory() throws IOException {
    for (int i = 0; i < 35; i++) {
      alerts.say(0, i);
      alerts.follow();
    }

    assertThat(alerts.table().snapshots()).hasSize(30);
    assertThat(ExportedAlerts.files(alerts.place().resolve("metadata")).size()).isLessThan(45);
  }

  private static boolean namesTheErased(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("hall-i0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
