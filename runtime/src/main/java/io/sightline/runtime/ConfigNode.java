package io.sightline.runtime;

import java.util.List;
import java.util.Map;

/** A piece of YAML that knows its line. */
sealed interface ConfigNode {
  /** Counts from 1. */
  int line();

  record Mapping(int line, Map<String, ConfigNode> entries) implements ConfigNode {}

  record Sequence(int line, List<ConfigNode> items) implements ConfigNode {}

  /** A single value, as written, before anything is substituted. */
  record Scalar(int line, String text) implements ConfigNode {}

  /** Nothing, or an explicit null. */
  record Absent(int line) implements ConfigNode {}
}
