package io.sightline.standalone.recordings;

import io.sightline.avro.Recording;
import io.sightline.clipstore.ClipStore;
import io.sightline.ingest.clip.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A folder into which pieces are copied as they are, one file each, with a list {@value #LIST} that
 * players and FFmpeg read as one video ({@code ffmpeg -f concat -i}).
 */
public final class PieceFolder {
  public static final String LIST = "recording.ffconcat";

  private final Path folder;
  private final List<String> names = new ArrayList<>();
  private final List<Recording> pieces = new ArrayList<>();

  /**
   * @throws IOException if there is something in the folder already
   */
  public PieceFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (var there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new IOException("--folder " + folder + ": expected one that is empty or not there");
      }
    }
    this.folder = folder;
  }

  /**
   * Copies a piece, decrypted where the store decrypts. A file has its name only when it is whole.
   *
   * @throws java.nio.file.NoSuchFileException if the store has no such piece any more
   * @throws IOException if it is not what was recorded, or cannot be read or written
   */
  public void add(Recording piece, ClipStore store) throws IOException {
    String key = Objects.requireNonNull(piece.getKey(), piece.getRecordId());
    String name = piece.getRecordId() + (piece.getContainer().equals("matroska") ? ".mkv" : ".mp4");
    Path part = folder.resolve(name + ".part");
    try {
      try (InputStream media = store.open(key, 0)) {
        Files.copy(media, part);
      }
      requireSame(piece, key, part);
      Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    names.add(name);
    pieces.add(piece);
  }

  /** What is encrypted says itself whether it is whole: it was decrypted. */
  private static void requireSame(Recording piece, String key, Path part) throws IOException {
    if (!piece.getEncryption().isEmpty()) {
      return;
    }
    String found = Digests.sha256(part);
    if (!found.equals(piece.getSha256())) {
      throw new IOException(
          "piece '%s' has SHA-256 %s: expected %s, as recorded"
              .formatted(key, found, piece.getSha256()));
    }
  }

  /** Writes the list. */
  public void finish() throws IOException {
    StringBuilder list = new StringBuilder("ffconcat version 1.0\n");
    for (int i = 0; i < names.size(); i++) {
      Recording piece = pieces.get(i);
      Duration length = Duration.between(piece.getCapturedAt(), piece.getEndedAt());
      list.append("file ").append(names.get(i)).append('\n');
      list.append(String.format(Locale.ROOT, "duration %.6f%n", length.toNanos() / 1e9));
    }
    Files.writeString(folder.resolve(LIST), list);
  }
}
