package io.sightline.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The number by which tables know a column. It comes from the column's path alone, so that files
 * have it whether a table is kept or not, and fields that are added change none. No two columns of
 * a topic share one, which a test holds.
 */
final class ColumnNumbers {
  private ColumnNumbers() {}

  /**
   * @param path with dots; {@code element} is what a list holds
   * @return 1 to 2^30; what is above is Iceberg's
   */
  static int of(String path) {
    CRC32 sum = new CRC32();
    sum.update(path.getBytes(StandardCharsets.UTF_8));
    return 1 + (int) (sum.getValue() >>> 2);
  }

  static String element(String list) {
    return list + ".element";
  }

  /** With numbers; what is an ENUM becomes text. */
  static MessageType given(MessageType columns) {
    return new MessageType(columns.getName(), given("", columns));
  }

  private static List<Type> given(String prefix, GroupType group) {
    return group.getFields().stream().map(type -> given(prefix + type.getName(), type)).toList();
  }

  private static Type given(String path, Type type) {
    if (type.isPrimitive()) {
      return text(type).withId(of(path));
    }
    GroupType group = type.asGroupType();
    if (group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation) {
      GroupType entries = group.getType(0).asGroupType();
      Type element = given(element(path), entries.getType(0));
      return group.withNewFields(entries.withNewFields(element)).withId(of(path));
    }
    return group.withNewFields(given(path + ".", group)).withId(of(path));
  }

  /** Iceberg takes what says that it is an ENUM for bytes, and fails where text is looked for. */
  private static Type text(Type type) {
    if (isEnum(type)) {
      return Types.primitive(PrimitiveTypeName.BINARY, type.getRepetition())
          .as(LogicalTypeAnnotation.stringType())
          .named(type.getName());
    }
    return type;
  }

  private static boolean isEnum(Type type) {
    return type.getLogicalTypeAnnotation() instanceof EnumLogicalTypeAnnotation;
  }

  /** Whether that is what {@link #given} makes, so that tables can use a file as it is. */
  static boolean areIn(MessageType columns) {
    return columns.getFields().stream().allMatch(column -> column.getId() != null)
        && columns.getColumns().stream().noneMatch(leaf -> isEnum(leaf.getPrimitiveType()));
  }
}
