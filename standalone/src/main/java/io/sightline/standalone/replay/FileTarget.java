package io.sightline.standalone.replay;

import io.sightline.schemas.Headers.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Lines of JSON in a file. What is in it says how far it got: a line that was broken off is cut,
 * and the file goes on behind the last whole one.
 */
final class FileTarget implements Target, AutoCloseable {
  private final FileChannel file;
  private final Map<TopicPartition, Long> reached;

  private FileTarget(FileChannel file, Map<TopicPartition, Long> reached) {
    this.file = file;
    this.reached = Map.copyOf(reached);
  }

  /** Throws {@link IOException} for a file that holds something else. */
  static FileTarget open(Path path, boolean anew) throws IOException {
    Map<TopicPartition, Long> reached = new HashMap<>();
    long whole = !anew && Files.exists(path) ? read(path, reached) : 0;
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      file.truncate(whole).position(whole);
      return new FileTarget(file, reached);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Returns the bytes of whole lines. */
  private static long read(Path path, Map<TopicPartition, Long> reached) throws IOException {
    long whole = 0;
    try (InputStream in = Files.newInputStream(path);
        LineReader lines = new LineReader(in)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        Place place = Line.place(new String(line, StandardCharsets.UTF_8));
        reached.merge(
            new TopicPartition(place.topic(), place.partition()), place.offset() + 1, Math::max);
        whole += line.length + 1;
      }
    }
    return whole;
  }

  @Override
  public Map<TopicPartition, Long> reached() {
    return reached;
  }

  @Override
  public void write(List<Entry> entries, Map<TopicPartition, OffsetAndMetadata> next)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Entry entry : entries) {
      lines.append(Line.of(entry)).append('\n');
    }
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    try (file) {
      file.force(true);
    }
  }
}
