package io.sightline.schemas.compatibility;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.avro.Schema;

/**
 * What a released schema has and the present one has not. A rename looks to Avro like one field
 * gone and another come, which it allows when both have defaults: readers then silently see the
 * default.
 */
final class Renames {
  private Renames() {}

  static List<String> problems(Schema present, Schema released) {
    TreeSet<String> gone = names(released);
    gone.removeAll(names(present));
    return gone.stream().map(name -> name + ": gone; nothing is renamed or removed").toList();
  }

  /** Every field and symbol, as {@code Type.name}. */
  private static TreeSet<String> names(Schema schema) {
    Map<String, Schema> types = new HashMap<>();
    collect(schema, types);
    TreeSet<String> names = new TreeSet<>();
    for (Schema type : types.values()) {
      if (type.getType() == Schema.Type.ENUM) {
        type.getEnumSymbols().forEach(symbol -> names.add(type.getName() + "." + symbol));
      } else {
        type.getFields().forEach(field -> names.add(type.getName() + "." + field.name()));
      }
    }
    return names;
  }

  private static void collect(Schema schema, Map<String, Schema> types) {
    switch (schema.getType()) {
      case ENUM -> types.put(schema.getFullName(), schema);
      case RECORD -> {
        if (types.put(schema.getFullName(), schema) == null) {
          schema.getFields().forEach(field -> collect(field.schema(), types));
        }
      }
      case UNION -> schema.getTypes().forEach(type -> collect(type, types));
      case ARRAY -> collect(schema.getElementType(), types);
      case MAP -> collect(schema.getValueType(), types);
      default -> {}
    }
  }
}
