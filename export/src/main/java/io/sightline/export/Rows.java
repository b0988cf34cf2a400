package io.sightline.export;

import io.sightline.schemas.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A topic's records as rows: the fields of the record, each of which may be null, and before them
 * where the record lies: {@code _partition}, {@code _offset}, {@code _published_at} (UTC, to the
 * millisecond), {@code _key}, and {@code _deleted}, true for a tombstone, of which all fields are
 * null.
 */
final class Rows {
  private static final List<String> TIMES =
      List.of("captured_at", "attempted_at", "ordered_at", "answered_at", "deleted_at");

  private final Schema schema;
  private final @Nullable Field time;

  private Rows(Schema record) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("_partition", Schema.create(Type.INT)));
    fields.add(new Field("_offset", Schema.create(Type.LONG)));
    fields.add(
        new Field(
            "_published_at", LogicalTypes.timestampMicros().addToSchema(Schema.create(Type.LONG))));
    fields.add(new Field("_key", Schema.create(Type.STRING)));
    fields.add(new Field("_deleted", Schema.create(Type.BOOLEAN)));
    record.getFields().forEach(field -> fields.add(new Field(field.name(), optional(field))));
    this.schema =
        Schema.createRecord(
            record.getName(), record.getDoc(), record.getNamespace(), false, fields);
    this.time =
        TIMES.stream().map(record::getField).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** Throws {@link IllegalArgumentException} for a topic whose records have no schema of ours. */
  static Rows of(Topic<?> topic) {
    if (topic.value() == null) {
      throw new IllegalArgumentException(
          "topic '" + topic.name() + "' holds records of any kind: expected one with a schema");
    }
    return new Rows(SpecificData.get().getSchema(topic.value()));
  }

  private static Schema optional(Field field) {
    Schema schema = field.schema();
    return schema.isNullable() ? schema : Schema.createUnion(Schema.create(Type.NULL), schema);
  }

  Schema schema() {
    return schema;
  }

  /**
   * @param value null: a tombstone
   */
  GenericRecord row(ConsumerRecord<String, ?> place, @Nullable SpecificRecord value) {
    GenericRecord row = new GenericData.Record(schema);
    row.put("_partition", place.partition());
    row.put("_offset", place.offset());
    row.put("_published_at", Instant.ofEpochMilli(place.timestamp()));
    row.put("_key", place.key() == null ? "" : place.key());
    row.put("_deleted", value == null);
    if (value != null) {
      for (Field field : value.getSchema().getFields()) {
        row.put(field.name(), value.get(field.pos()));
      }
    }
    return row;
  }

  /** The day, UTC, of capture; of publishing where the record does not say. */
  LocalDate day(ConsumerRecord<String, ?> place, @Nullable SpecificRecord value) {
    Instant published = Instant.ofEpochMilli(place.timestamp());
    Object at = value == null || time == null ? null : value.get(time.pos());
    return LocalDate.ofInstant(at instanceof Instant told ? told : published, ZoneOffset.UTC);
  }
}
