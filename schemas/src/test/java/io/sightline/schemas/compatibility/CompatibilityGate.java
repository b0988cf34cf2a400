package io.sightline.schemas.compatibility;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What forbids to ship the present schemas, in the light of those that were released. */
final class CompatibilityGate {
  private CompatibilityGate() {}

  /**
   * Problems by topic and release; empty when the present schemas may ship.
   *
   * @param present by topic
   */
  static List<String> problems(Map<String, Schema> present, ReleasedSchemas released)
      throws IOException {
    List<String> problems = new ArrayList<>();
    present.forEach(
        (topic, schema) ->
            SchemaRules.problems(schema).forEach(problem -> problems.add(topic + ": " + problem)));
    for (ReleasedSchemas.Version version : released.versions()) {
      released
          .of(version)
          .forEach(
              (topic, schema) ->
                  against(present.get(topic), schema)
                      .forEach(problem -> problems.add(topic + ": " + version + ": " + problem)));
    }
    return problems;
  }

  private static List<String> against(@Nullable Schema present, Schema released) {
    if (present == null) {
      return List.of("the topic is gone; what was released stays readable");
    }
    List<String> problems =
        new ArrayList<>(Compatibility.FULL_TRANSITIVE.problems(present, List.of(released)));
    problems.addAll(Renames.problems(present, released));
    return problems;
  }
}
