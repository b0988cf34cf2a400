package io.sightline.export;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;

/**
 * Files below a table's folder: {@code data/date=<day>/part-<partition>-<first
 * offset>-<version>.parquet}, second names of the topic's parts. A part that is written anew is
 * another version, so that a file in a table never changes.
 */
final class TableFiles {
  private static final String PARQUET = ".parquet";

  private final Schema rows;
  private final Path data;
  private final Path metadata;

  TableFiles(Path table, Schema rows) {
    this.rows = rows;
    this.data = table.resolve("data");
    this.metadata = table.resolve("metadata");
  }

  /** What the table is to hold of a folder: the parts that its checkpoint speaks of. */
  Map<Path, Part> of(TopicFolder folder, Map<Integer, Long> reached) throws IOException {
    Map<Path, Part> files = new HashMap<>();
    for (Part part : folder.parts()) {
      if (part.firstOffset() < reached.getOrDefault(part.partition(), 0L)) {
        files.put(place(part, folder.file(part)), part);
      }
    }
    return files;
  }

  private Path place(Part part, Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    String name = part.path().getFileName().toString();
    String version = "%x.%x".formatted(now.size(), now.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    return data.resolve(part.path()).resolveSibling(name.replace(PARQUET, "-" + version + PARQUET));
  }

  /** The same for all versions of a part. */
  static String part(Path path) {
    String all = path.toString();
    return all.substring(0, all.lastIndexOf('-'));
  }

  /**
   * A copy where the file system has no second names. A part of before columns had numbers, and
   * enums were text, is written anew: readers of tables would find nothing in it, or fail.
   */
  void add(Path part, Path place) throws IOException {
    Files.createDirectories(place.resolveSibling(""));
    Files.deleteIfExists(place);
    if (!ParquetFiles.isForTables(part)) {
      ParquetFiles.filter(part, WholeFile.half(place), rows, row -> true);
      WholeFile.commit(place);
      return;
    }
    try {
      Files.createLink(place, part);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(part, WholeFile.half(place), StandardCopyOption.REPLACE_EXISTING);
      WholeFile.commit(place);
    }
  }

  /** Deletes all else. */
  void keep(Set<Path> contents, BaseTable table) throws IOException {
    Set<Path> kept = new HashSet<>(contents);
    for (Snapshot snapshot : table.snapshots()) {
      kept.add(Path.of(snapshot.manifestListLocation()));
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        kept.add(Path.of(manifest.path()));
      }
    }
    dropFrom(data, "", kept);
    dropFrom(metadata, ".avro", kept);
  }

  private static void dropFrom(Path folder, String suffix, Set<Path> kept) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!kept.contains(file) && file.toString().endsWith(suffix)) {
          Files.delete(file);
        }
      }
    }
  }
}
