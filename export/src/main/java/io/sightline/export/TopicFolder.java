package io.sightline.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was exported of a topic. A run writes whole files first and then says how far they reach;
 * what a run left that did not come to that is written anew by the next one, under the same names.
 */
final class TopicFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHECKPOINT = "_checkpoint.json";

  private final Path folder;

  TopicFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** The next offset of each partition; absent: from the beginning. */
  Map<Integer, Long> reached() throws IOException {
    Path file = folder.resolve(CHECKPOINT);
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return JSON.readValue(file.toFile(), new TypeReference<TreeMap<Integer, Long>>() {});
    } catch (JsonProcessingException e) {
      throw new IOException(
          file + " cannot be read: expected offsets by partition, as {\"0\": 17}", e);
    }
  }

  void reached(Map<Integer, Long> next) throws IOException {
    WholeFile.replace(folder.resolve(CHECKPOINT), JSON.writeValueAsBytes(new TreeMap<>(next)));
  }

  /** Where a part is to be written until it is whole. */
  Path half(Part part) throws IOException {
    Path file = file(part);
    Files.createDirectories(file.resolveSibling(""));
    return WholeFile.half(file);
  }

  void commit(Part part) throws IOException {
    WholeFile.commit(file(part));
  }

  Path file(Part part) {
    return folder.resolve(part.path());
  }

  List<Part> parts() throws IOException {
    try (Stream<Path> all = Files.walk(folder, 2)) {
      return all.filter(Files::isRegularFile)
          .map(folder::relativize)
          .map(Part::of)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  /** Deletes what a run wrote that was broken off before it said so. */
  void dropLeftovers(Map<Integer, Long> reached) throws IOException {
    for (Part part : parts()) {
      if (part.firstOffset() >= reached.getOrDefault(part.partition(), 0L)) {
        Files.delete(file(part));
      }
    }
    try (Stream<Path> all = Files.walk(folder, 2)) {
      for (Path half : all.filter(path -> path.toString().endsWith(WholeFile.HALF)).toList()) {
        Files.delete(half);
      }
    }
  }

  /** Deletes days before this one; returns how many files. */
  int dropBefore(LocalDate day) throws IOException {
    int dropped = 0;
    for (Part part : parts()) {
      if (part.day().isBefore(day)) {
        Files.delete(file(part));
        dropped++;
      }
    }
    return dropped;
  }
}
