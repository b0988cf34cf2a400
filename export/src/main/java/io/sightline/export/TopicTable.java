package io.sightline.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sightline.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The Iceberg table of a topic, {@code iceberg/<topic>}, made to follow the topic's folder: what is
 * there and not in the table is added, what is in the table and not there any more is taken out or
 * replaced. A call that was broken off anywhere is made up for by the next one.
 */
final class TopicTable {
  /** The next offset of each partition, in the summary of a snapshot. */
  static final String OFFSETS = "sightline.offsets";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SNAPSHOTS_KEPT = 30;

  private final TableVersions versions;
  private final BaseTable table;
  private final TableFiles files;

  private TopicTable(TableVersions versions, BaseTable table, TableFiles files) {
    this.versions = versions;
    this.table = table;
    this.files = files;
  }

  static Path place(Path export, Topic<?> topic) {
    return export.toAbsolutePath().normalize().resolve("iceberg").resolve(topic.name());
  }

  /** Makes it if there is none. Throws {@link IOException} if it was made in another place. */
  static TopicTable open(Path export, Topic<?> topic) throws IOException {
    Path place = place(export, topic);
    Schema rows = Rows.of(topic).schema();
    TableVersions versions = TableDefinition.open(place, TableColumns.of(rows));
    BaseTable table = new BaseTable(versions, topic.name(), report -> {});
    return new TopicTable(versions, table, new TableFiles(place, rows));
  }

  /** What a call that was broken off left is made up for or deleted. */
  void follow(TopicFolder folder) throws IOException {
    Map<Integer, Long> reached = folder.reached();
    Map<Path, Part> there = files.of(folder, reached);
    Map<Path, DataFile> gone = contents();
    Map<Path, Part> added = new HashMap<>(there);
    added.keySet().removeAll(gone.keySet());
    gone.keySet().removeAll(there.keySet());
    for (Map.Entry<Path, Part> each : added.entrySet()) {
      files.add(folder.file(each.getValue()), each.getKey());
    }
    Set<String> goneParts =
        gone.keySet().stream().map(TableFiles::part).collect(Collectors.toSet());
    Predicate<Path> isReplacement = path -> goneParts.contains(TableFiles.part(path));
    String offsets = JSON.writeValueAsString(new TreeMap<>(reached));
    append(without(added, isReplacement), offsets);
    replace(gone, without(added, isReplacement.negate()), offsets);
    expire();
    sweep();
  }

  private static Map<Path, Part> without(Map<Path, Part> files, Predicate<Path> which) {
    return files.entrySet().stream()
        .filter(each -> !which.test(each.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Map<Path, DataFile> contents() throws IOException {
    Map<Path, DataFile> contents = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> contents.put(Path.of(task.file().location()), task.file()));
    }
    return contents;
  }

  /** A snapshot without a file says that there was nothing to add up to these offsets. */
  private void append(Map<Path, Part> added, String offsets) throws IOException {
    Snapshot now = table.currentSnapshot();
    if (added.isEmpty() && now != null && offsets.equals(now.summary().get(OFFSETS))) {
      return;
    }
    AppendFiles append = table.newAppend();
    for (Map.Entry<Path, Part> each : added.entrySet()) {
      append.appendFile(file(each.getKey(), each.getValue()));
    }
    commit(append, offsets);
  }

  private void replace(Map<Path, DataFile> gone, Map<Path, Part> added, String offsets)
      throws IOException {
    if (gone.isEmpty()) {
      return;
    }
    OverwriteFiles overwrite = table.newOverwrite();
    gone.values().forEach(overwrite::deleteFile);
    for (Map.Entry<Path, Part> each : added.entrySet()) {
      overwrite.addFile(file(each.getKey(), each.getValue()));
    }
    commit(overwrite, offsets);
  }

  private static void commit(SnapshotUpdate<?> update, String offsets) {
    update.set(OFFSETS, offsets);
    update.commit();
  }

  /** Without bounds of columns: they would be values of rows, in manifests that outlive them. */
  private DataFile file(Path path, Part part) throws IOException {
    return DataFiles.builder(table.spec())
        .withPath(path.toString())
        .withFormat(FileFormat.PARQUET)
        .withFileSizeInBytes(Files.size(path))
        .withRecordCount(ParquetFiles.rows(path))
        .withPartitionPath(TableColumns.DATE + "=" + part.day())
        .build();
  }

  /** No snapshot stays that has files of before the last time that something was taken out. */
  private void expire() {
    int all = 0;
    int kept = 0;
    for (Snapshot each : table.snapshots()) {
      all++;
      kept = each.operation().equals(DataOperations.APPEND) ? kept + 1 : 1;
    }
    kept = Math.min(kept, SNAPSHOTS_KEPT);
    if (kept < all) {
      table
          .expireSnapshots()
          .retainLast(kept)
          .expireOlderThan(Long.MAX_VALUE)
          .cleanExpiredFiles(false)
          .commit();
    }
  }

  private void sweep() throws IOException {
    files.keep(contents().keySet(), table);
    versions.dropOld();
  }
}
