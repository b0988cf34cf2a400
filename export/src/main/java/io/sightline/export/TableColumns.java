package io.sightline.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The columns of a topic's table: those of its rows, and {@code date}, which is in no file but in
 * its folder. Any may be null, since older files lack what was added.
 */
final class TableColumns {
  static final String DATE = "date";

  /**
   * What is called otherwise in tables than in files: Iceberg keeps these names for itself, and
   * Spark reads no table in which they are a column's. The numbers are those of the files' columns.
   */
  private static final Map<String, String> OTHER_NAMES =
      Map.of("_partition", "_topic_partition", "_deleted", "_tombstone");

  private TableColumns() {}

  /** Throws {@link IllegalArgumentException} for a type that no record of ours has. */
  static Schema of(org.apache.avro.Schema rows) {
    List<NestedField> columns = new ArrayList<>(fields("", rows));
    columns.add(NestedField.optional(ColumnNumbers.of(DATE), DATE, Types.DateType.get()));
    return new Schema(columns);
  }

  private static List<NestedField> fields(String prefix, org.apache.avro.Schema record) {
    return record.getFields().stream()
        .map(
            field -> {
              String path = prefix + field.name();
              String name = OTHER_NAMES.getOrDefault(path, field.name());
              return NestedField.optional(ColumnNumbers.of(path), name, type(path, field.schema()));
            })
        .toList();
  }

  private static Type type(String path, org.apache.avro.Schema schema) {
    return switch (schema.getType()) {
      case UNION -> type(path, only(path, schema));
      case RECORD -> Types.StructType.of(fields(path + ".", schema));
      case ARRAY -> {
        String element = ColumnNumbers.element(path);
        yield Types.ListType.ofOptional(
            ColumnNumbers.of(element), type(element, schema.getElementType()));
      }
      case STRING, ENUM -> Types.StringType.get();
      case BYTES -> Types.BinaryType.get();
      case BOOLEAN -> Types.BooleanType.get();
      case INT -> Types.IntegerType.get();
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
              ? Types.TimestampType.withZone()
              : Types.LongType.get();
      case FLOAT -> Types.FloatType.get();
      case DOUBLE -> Types.DoubleType.get();
      case MAP, FIXED, NULL -> throw unknown(path, schema);
    };
  }

  private static org.apache.avro.Schema only(String path, org.apache.avro.Schema union) {
    List<org.apache.avro.Schema> some =
        union.getTypes().stream().filter(type -> !type.isNullable()).toList();
    if (some.size() != 1) {
      throw unknown(path, union);
    }
    return some.get(0);
  }

  private static IllegalArgumentException unknown(String path, org.apache.avro.Schema schema) {
    return new IllegalArgumentException(
        "field '%s' is %s: expected a record, an array, null or one of them, or a plain type but fixed"
            .formatted(path, schema));
  }
}
