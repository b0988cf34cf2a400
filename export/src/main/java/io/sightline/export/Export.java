package io.sightline.export;

import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A folder with topics as Parquet: {@code <topic>/date=<day of capture,
 * UTC>/part-<partition>-<first offset>.parquet}. Each run adds what has come since the last one;
 * every record is in it once, however often a run was broken off. One run at a time.
 */
public final class Export implements AutoCloseable {
  private final KafkaSettings kafka;
  private final Path folder;
  private final FileChannel lock;

  private Export(KafkaSettings kafka, Path folder, FileChannel lock) {
    this.kafka = kafka;
    this.folder = folder;
    this.lock = lock;
  }

  /** Throws {@link IOException} if another run is writing there. */
  public static Export open(KafkaSettings kafka, Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("_lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isOurs(channel)) {
      channel.close();
      throw new IOException("another export is writing to " + folder + ": expected one at a time");
    }
    return new Export(kafka, folder, channel);
  }

  private static boolean isOurs(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** What is kept beside the files of a topic. */
  public enum Format {
    /** Nothing, unless there is a table already: that is kept as it should be. */
    PARQUET,
    /** A table of the same files. */
    ICEBERG
  }

  /**
   * Adds what is new; returns the rows written, by topic.
   *
   * @param keepFrom days before this one are deleted; null: none
   * @param progress told how far a partition is
   */
  public Map<String, Long> run(
      List<Topic<?>> topics, Format format, @Nullable LocalDate keepFrom, LongConsumer progress)
      throws IOException {
    Map<String, Long> written = new LinkedHashMap<>();
    for (Topic<?> topic : topics) {
      written.put(topic.name(), run(topic, progress));
      if (keepFrom != null && topic.keep() != Topic.Keep.FOR_EVER) {
        files(topic).dropBefore(keepFrom);
      }
      if (format == Format.ICEBERG || hasTable(topic)) {
        follow(topic);
      }
    }
    return written;
  }

  private <V extends SpecificRecord> long run(Topic<V> topic, LongConsumer progress)
      throws IOException {
    return new TopicExport<>(kafka, topic, folder).run(progress);
  }

  private TopicFolder files(Topic<?> topic) throws IOException {
    return new TopicFolder(folder.resolve(topic.name()));
  }

  private boolean hasTable(Topic<?> topic) {
    return Files.isDirectory(TopicTable.place(folder, topic));
  }

  private void follow(Topic<?> topic) throws IOException {
    TopicTable.open(folder, topic).follow(files(topic));
  }

  /** Takes that out of all topics that are there; returns how many rows are gone. */
  public long forget(Forgetting what, List<Topic<?>> topics) throws IOException {
    long gone = 0;
    for (Topic<?> topic : topics) {
      if (Files.isDirectory(folder.resolve(topic.name()))) {
        gone += what.in(folder, topic);
        if (hasTable(topic)) {
          follow(topic);
        }
      }
    }
    return gone;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
