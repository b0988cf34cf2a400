package io.sightline.schemas.compatibility;

import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * What a new version of a schema is held against, named as Confluent names it. Backward: the new
 * version reads what earlier ones wrote. Forward: earlier ones read what the new one writes.
 * Transitive: not the newest alone but all of them.
 */
public enum Compatibility {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  Compatibility(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  /**
   * What speaks against a new version; empty if nothing does.
   *
   * @param earlier versions in use, oldest first
   */
  public List<String> problems(Schema candidate, List<Schema> earlier) {
    List<String> problems = new ArrayList<>();
    int first = transitive ? 0 : Math.max(0, earlier.size() - 1);
    for (int i = first; i < earlier.size(); i++) {
      String version = "version " + (i + 1);
      if (backward) {
        problems.addAll(unreadable(candidate, "the new schema", earlier.get(i), version));
      }
      if (forward) {
        problems.addAll(unreadable(earlier.get(i), version, candidate, "the new schema"));
      }
    }
    return problems;
  }

  private static List<String> unreadable(
      Schema reader, String readerName, Schema writer, String writerName) {
    return checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(
            found ->
                "%s cannot read what %s wrote: %s at %s: %s"
                    .formatted(
                        readerName,
                        writerName,
                        found.getType(),
                        found.getLocation(),
                        found.getMessage()))
        .toList();
  }
}
