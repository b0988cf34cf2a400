package io.sightline.runtime;

import java.util.List;

/** A configuration that cannot be used; the message lists every problem, one a line. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  public ConfigException(String source, List<String> problems) {
    super(
        "%s: %d problem%s\n  %s"
            .formatted(
                source,
                problems.size(),
                problems.size() == 1 ? "" : "s",
                String.join("\n  ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** Each with line, key, value and what was expected. */
  public List<String> problems() {
    return problems;
  }
}
