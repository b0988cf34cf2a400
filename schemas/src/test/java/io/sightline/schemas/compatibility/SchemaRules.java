package io.sightline.schemas.compatibility;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;

/** The rules that let a schema evolve: what breaks them, one line each. */
final class SchemaRules {
  private final List<String> problems = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private SchemaRules() {}

  static List<String> problems(Schema schema) {
    SchemaRules rules = new SchemaRules();
    rules.check(schema, schema.getName());
    return rules.problems;
  }

  private void check(Schema schema, String path) {
    switch (schema.getType()) {
      case RECORD -> record(schema);
      case ENUM -> enumeration(schema);
      case UNION -> union(schema, path);
      case ARRAY -> check(schema.getElementType(), path + "[]");
      case MAP -> check(schema.getValueType(), path + "{}");
      case LONG -> time(schema, path);
      default -> {}
    }
  }

  private void record(Schema record) {
    if (seen.add(record.getFullName())) {
      record.getFields().forEach(field -> field(field, record.getName() + "." + field.name()));
    }
  }

  private void field(Field field, String path) {
    if (!field.hasDefaultValue() && !isId(field.name())) {
      problems.add(path + ": no default; every field but ids has one");
    }
    if (field.name().endsWith("_at") && !isMicros(withoutNull(field.schema()))) {
      problems.add(path + ": " + field.schema() + "; times are timestamp-micros");
    }
    if (field.name().equals("label") && withoutNull(field.schema()).getType() != Type.STRING) {
      problems.add(path + ": " + field.schema() + "; labels are strings");
    }
    check(field.schema(), path);
  }

  private void enumeration(Schema symbols) {
    if (!"UNKNOWN".equals(symbols.getEnumDefault())) {
      problems.add(
          "%s: default of the enum is %s; expected UNKNOWN"
              .formatted(symbols.getName(), symbols.getEnumDefault()));
    }
  }

  private void union(Schema union, String path) {
    List<Schema> types = union.getTypes();
    if (types.size() != 2 || types.get(0).getType() != Type.NULL) {
      problems.add(path + ": " + union + "; a union is null and one other type, null first");
    }
    types.forEach(type -> check(type, path));
  }

  private void time(Schema schema, String path) {
    if (schema.getLogicalType() != null && !isMicros(schema)) {
      problems.add(
          path + ": " + schema.getLogicalType().getName() + "; times are timestamp-micros");
    }
  }

  private static boolean isId(String field) {
    return field.equals("camera") || field.endsWith("_id");
  }

  private static boolean isMicros(Schema schema) {
    return schema.getLogicalType() != null
        && schema.getLogicalType().getName().equals("timestamp-micros");
  }

  private static Schema withoutNull(Schema schema) {
    return schema.isNullable() && schema.isUnion()
        ? schema.getTypes().get(schema.getTypes().size() - 1)
        : schema;
  }
}
