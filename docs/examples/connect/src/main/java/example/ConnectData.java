package example;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * Avro as data of Kafka Connect. An enum becomes its name; what has a logical type stays the number
 * that it is, since Connect's own times are of milliseconds and would lose the microseconds.
 */
final class ConnectData {
  private ConnectData() {}

  /**
   * @throws DataException if it has a union of more than null and one other, or a fixed
   */
  static Schema schema(org.apache.avro.Schema avro) {
    return builder(avro).build();
  }

  private static SchemaBuilder builder(org.apache.avro.Schema avro) {
    return switch (avro.getType()) {
      case RECORD -> record(avro);
      case UNION -> builder(present(avro)).optional();
      case ARRAY -> SchemaBuilder.array(schema(avro.getElementType()));
      case MAP -> SchemaBuilder.map(Schema.STRING_SCHEMA, schema(avro.getValueType()));
      case STRING, ENUM -> SchemaBuilder.string();
      case BYTES -> SchemaBuilder.bytes();
      case INT -> SchemaBuilder.int32();
      case LONG -> SchemaBuilder.int64();
      case FLOAT -> SchemaBuilder.float32();
      case DOUBLE -> SchemaBuilder.float64();
      case BOOLEAN -> SchemaBuilder.bool();
      case FIXED, NULL -> throw new DataException("Avro's " + avro + ": not known here");
    };
  }

  private static SchemaBuilder record(org.apache.avro.Schema avro) {
    SchemaBuilder struct = SchemaBuilder.struct().name(avro.getFullName());
    avro.getFields().forEach(field -> struct.field(field.name(), schema(field.schema())));
    return struct;
  }

  private static org.apache.avro.Schema present(org.apache.avro.Schema union) {
    var others = union.getTypes().stream().filter(type -> !type.isNullable()).toList();
    if (others.size() != 1 || !union.isNullable()) {
      throw new DataException("Avro's union " + union + ": expected null and one other");
    }
    return others.get(0);
  }

  static Object value(Schema schema, Object avro) {
    if (avro instanceof IndexedRecord record) {
      Struct struct = new Struct(schema);
      for (Field field : schema.fields()) {
        struct.put(field, value(field.schema(), record.get(field.index())));
      }
      return struct;
    }
    if (avro instanceof Collection<?> list) {
      return list.stream().map(each -> value(schema.valueSchema(), each)).toList();
    }
    if (avro instanceof Map<?, ?> map) {
      Map<String, Object> values = new LinkedHashMap<>();
      map.forEach((key, each) -> values.put(key.toString(), value(schema.valueSchema(), each)));
      return values;
    }
    return avro instanceof CharSequence || avro instanceof GenericEnumSymbol
        ? avro.toString()
        : avro;
  }
}
