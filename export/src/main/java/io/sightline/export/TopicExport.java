package io.sightline.export;

import io.sightline.runtime.AvroSerdes;
import io.sightline.runtime.KafkaSettings;
import io.sightline.schemas.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** What a topic has got since the last time, one partition after the other. */
final class TopicExport<V extends SpecificRecord> {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Rows of a file; what one run adds to a day may be several. */
  private static final int ROWS_OF_A_FILE = 1_000_000;

  private final KafkaSettings kafka;
  private final Topic<V> topic;
  private final Rows rows;
  private final TopicFolder folder;

  TopicExport(KafkaSettings kafka, Topic<V> topic, Path folder) throws IOException {
    this.kafka = kafka;
    this.topic = topic;
    this.rows = Rows.of(topic);
    this.folder = new TopicFolder(folder.resolve(topic.name()));
  }

  /** A file that is being written. */
  private static final class Open {
    final Part part;
    final ParquetFiles.Rows rows;
    long count;

    Open(Part part, ParquetFiles.Rows rows) {
      this.part = part;
      this.rows = rows;
    }
  }

  /**
   * Up to what is committed now; returns the number of rows.
   *
   * @param progress told of each record
   */
  long run(LongConsumer progress) throws IOException {
    Map<Integer, Long> reached = new HashMap<>(folder.reached());
    folder.dropLeftovers(reached);
    long written = 0;
    try (KafkaConsumer<String, V> consumer = consumer()) {
      for (TopicPartition partition : partitions(consumer)) {
        long from = begin(consumer, partition, reached.get(partition.partition()));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, from);
        written += export(consumer, partition, from, end, progress);
        reached.put(partition.partition(), end);
      }
    }
    folder.reached(reached);
    return written;
  }

  private List<TopicPartition> partitions(KafkaConsumer<String, V> consumer) {
    String name = kafka.topics().name(topic);
    List<PartitionInfo> found = consumer.partitionsFor(name);
    if (found == null || found.isEmpty()) {
      throw new IllegalArgumentException("topic '" + name + "' is not there: expected one to read");
    }
    return found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
  }

  /** Where retention has been faster, from what is still there. */
  private long begin(
      KafkaConsumer<String, V> consumer, TopicPartition partition, @Nullable Long reached)
      throws IOException {
    long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    if (reached != null && reached > end) {
      throw new IOException(
          "%s was exported up to offset %d and ends at %d: it was made anew; expected a folder of its own for it"
              .formatted(partition, reached, end));
    }
    return reached == null ? first : Math.max(first, reached);
  }

  private long export(
      KafkaConsumer<String, V> consumer,
      TopicPartition partition,
      long from,
      long end,
      LongConsumer progress)
      throws IOException {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    Map<LocalDate, Open> open = new LinkedHashMap<>();
    List<Part> whole = new ArrayList<>();
    long count = 0;
    try {
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, V> record : consumer.poll(POLL)) {
          if (record.offset() < end) {
            write(record, open, whole);
            count++;
          }
        }
        progress.accept(consumer.position(partition) - from);
      }
    } finally {
      for (Open each : open.values()) {
        each.rows.close();
        whole.add(each.part);
      }
    }
    for (Part part : whole) {
      folder.commit(part);
    }
    return count;
  }

  private void write(ConsumerRecord<String, V> record, Map<LocalDate, Open> open, List<Part> whole)
      throws IOException {
    LocalDate day = rows.day(record, record.value());
    Open file = open.get(day);
    if (file == null) {
      Part part = new Part(day, record.partition(), record.offset());
      file = new Open(part, ParquetFiles.create(folder.half(part), rows.schema()));
      open.put(day, file);
    }
    file.rows.write(rows.row(record, record.value()));
    file.count++;
    if (file.count == ROWS_OF_A_FILE) {
      file.rows.close();
      whole.add(file.part);
      open.remove(day);
    }
  }

  private KafkaConsumer<String, V> consumer() {
    Properties properties = kafka.consumer("export", "export");
    properties.remove("group.id");
    properties.remove("group.instance.id");
    return new KafkaConsumer<>(
        properties, new StringDeserializer(), AvroSerdes.deserializer(kafka, topic));
  }
}
