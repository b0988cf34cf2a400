package io.sightline.standalone.registry;

import io.sightline.schemas.compatibility.Compatibility;
import org.jspecify.annotations.Nullable;

/** A fact of the registry, as one record on its topic. */
sealed interface Entry {
  /**
   * A version of a subject.
   *
   * @param schema in Avro's own spelling; two schemas are the same if their texts are
   */
  record Version(String subject, int version, int id, String schema) implements Entry {}

  /**
   * What new versions are held against.
   *
   * @param subject null: for all subjects that have none of their own
   */
  record Level(@Nullable String subject, Compatibility compatibility) implements Entry {}
}
