package io.sightline.runtime;

import java.util.List;

/** Several problems of one part of the configuration, to be told together. */
public final class ConfigProblems extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  private ConfigProblems(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Throws them; does nothing if there are none. */
  public static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new ConfigProblems(problems);
    }
  }

  /** Each begins with its key, and says the value and what was expected. */
  public List<String> problems() {
    return problems;
  }
}
