package io.sightline.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.sightline.avro.Alert;
import io.sightline.avro.Box;
import io.sightline.avro.Severity;
import io.sightline.schemas.Topics;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A folder with alerts that were exported, and its table. */
final class ExportedAlerts {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  final TopicFolder folder;
  private final Path export;
  private final Map<Integer, Long> reached = new HashMap<>();

  ExportedAlerts(Path export) throws IOException {
    this.export = export;
    this.folder = new TopicFolder(export.resolve("alerts"));
  }

  private static Alert alert(String camera, long offset) {
    return Alert.newBuilder()
        .setAlertId(camera + "-i" + offset)
        .setRecordId(camera + "-i" + offset + "-0")
        .setCamera(camera)
        .setCapturedAt(NOON.plusSeconds(offset))
        .setStartedAt(NOON)
        .setSeverity(Severity.CRITICAL)
        .setLabel("person")
        .setZones(List.of("door", "path"))
        .setSnapshotBox(new Box(0.1f, 0.2f, 0.3f, 0.4f))
        .build();
  }

  /** Two rows, of hall and of yard. */
  void write(LocalDate day, int partition, long offset) throws IOException {
    Rows rows = Rows.of(Topics.ALERTS);
    Part part = new Part(day, partition, offset);
    try (ParquetFiles.Rows out = ParquetFiles.create(folder.half(part), rows.schema())) {
      out.write(row(rows, partition, offset, "hall"));
      out.write(row(rows, partition, offset + 1, "yard"));
    }
    folder.commit(part);
  }

  private static GenericRecord row(Rows rows, int partition, long offset, String camera) {
    Alert alert = alert(camera, offset);
    return rows.row(new ConsumerRecord<>("alerts", partition, offset, camera, alert), alert);
  }

  void say(int partition, long next) throws IOException {
    reached.put(partition, next);
    folder.reached(reached);
  }

  void follow() throws IOException {
    TopicTable.open(export, Topics.ALERTS).follow(folder);
  }

  Path place() {
    return TopicTable.place(export, Topics.ALERTS);
  }

  BaseTable table() throws IOException {
    Path versions = place().resolve("metadata");
    assertThat(versions).as("a table").isDirectory();
    return new BaseTable(
        TableVersions.open(place(), null), "alerts"); // null: it is not to be made here
  }

  List<Record> rows() throws IOException {
    return rows(Expressions.alwaysTrue());
  }

  List<Record> rows(Expression which) throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> found = IcebergGenerics.read(table()).where(which).build()) {
      found.forEach(rows::add);
    }
    return rows;
  }

  List<String> places() throws IOException {
    return rows().stream()
        .map(row -> row.getField("_topic_partition") + ":" + row.getField("_offset"))
        .sorted()
        .toList();
  }

  static Set<Path> files(Path below) throws IOException {
    try (Stream<Path> all = Files.walk(below)) {
      return new HashSet<>(all.filter(Files::isRegularFile).toList());
    }
  }

  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes of) throws IOException {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  String hint() throws IOException {
    return Files.readString(place().resolve("metadata/version-hint.text"));
  }
}
