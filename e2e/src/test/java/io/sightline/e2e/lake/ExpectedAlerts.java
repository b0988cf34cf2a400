package io.sightline.e2e.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sightline.avro.Alert;
import io.sightline.avro.AlertState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What Spark is to say of records, each line a JSON object without what is null.
 *
 * @param records of the topic, tombstones included
 * @param partition what the column for the partition is called
 * @param tombstone what the column for tombstones is called
 */
record ExpectedAlerts(
    List<ConsumerRecord<String, Alert>> records, String partition, String tombstone) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX").withZone(ZoneOffset.UTC);

  private record Group(LocalDate date, String camera, String label) {
    static Group of(ConsumerRecord<String, Alert> record) {
      Alert alert = record.value();
      return alert == null
          ? new Group(day(record), null, null)
          : new Group(day(record), alert.getCamera(), alert.getLabel());
    }
  }

  private static LocalDate day(ConsumerRecord<String, Alert> record) {
    Instant at =
        record.value() == null
            ? Instant.ofEpochMilli(record.timestamp())
            : record.value().getCapturedAt();
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** By day, camera and label, with the first and the last time of capture. */
  List<JsonNode> counts() {
    Map<Group, List<ConsumerRecord<String, Alert>>> groups =
        records.stream().collect(Collectors.groupingBy(Group::of));
    return groups.entrySet().stream().map(each -> count(each.getKey(), each.getValue())).toList();
  }

  private static JsonNode count(Group group, List<ConsumerRecord<String, Alert>> records) {
    ObjectNode count = group(group);
    count.put("tombstone", group.camera() == null).put("alerts", records.size());
    if (group.camera() != null) {
      List<Instant> times = records.stream().map(each -> each.value().getCapturedAt()).toList();
      count.put("first", MICROS.format(times.stream().min(Instant::compareTo).orElseThrow()));
      count.put("last", MICROS.format(times.stream().max(Instant::compareTo).orElseThrow()));
    }
    return count;
  }

  /** Those that say that an incident was opened, by day, camera and label. */
  List<JsonNode> opened() {
    Map<Group, Long> groups =
        records.stream()
            .filter(each -> each.value() != null && each.value().getState() == AlertState.OPENED)
            .collect(Collectors.groupingBy(Group::of, Collectors.counting()));
    return groups.entrySet().stream()
        .map(each -> group(each.getKey()).put("count", each.getValue()))
        .map(each -> json(each.toString())) // numbers as they are when they are read
        .toList();
  }

  private static ObjectNode group(Group group) {
    ObjectNode fields = JSON.createObjectNode().put("date", group.date().toString());
    return group.camera() == null
        ? fields
        : fields.put("camera", group.camera()).put("label", group.label());
  }

  /** All columns of an incident's revisions. */
  List<JsonNode> rows(String alertId) {
    return records.stream()
        .filter(each -> each.value() != null && each.value().getAlertId().equals(alertId))
        .map(this::row)
        .map(each -> json(each.toString()))
        .toList();
  }

  private JsonNode row(ConsumerRecord<String, Alert> record) {
    ObjectNode row = fields(record.value());
    row.put(partition, record.partition()).put("_offset", record.offset());
    row.put("_published_at", MICROS.format(Instant.ofEpochMilli(record.timestamp())));
    row.put("_key", record.key()).put(tombstone, false).put("date", day(record).toString());
    return row;
  }

  /** The record as any reader of Avro sees it, which knows times as microseconds. */
  private static ObjectNode fields(Alert alert) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new SpecificDatumWriter<>(Alert.class).write(alert, encoder);
      encoder.flush();
      Object plain =
          new GenericDatumReader<>(Alert.getClassSchema())
              .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
      ObjectNode fields = (ObjectNode) json(plain.toString());
      for (Field field : Alert.getClassSchema().getFields()) {
        if (field.schema().getLogicalType() instanceof LogicalTypes.TimestampMicros) {
          long micros = fields.get(field.name()).longValue();
          fields.put(field.name(), MICROS.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
        }
      }
      dropNulls(fields);
      return fields;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void dropNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(field -> field.getValue().isNull());
    }
    node.forEach(ExpectedAlerts::dropNulls);
  }

  /** What was printed after a word. */
  static List<JsonNode> printed(List<String> lines, String word) {
    return lines.stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> json(line.substring(word.length())))
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
