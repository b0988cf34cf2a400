package io.sightline.standalone.command;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.ArrayList;
import java.util.List;

/** Topics as a user names them. */
final class TopicNames {
  private TopicNames() {}

  /**
   * @param option for the error, which lists all there are
   * @param names without the prefix, or {@code all} alone
   */
  static List<Topic<?>> find(String option, List<String> names) {
    if (names.equals(List.of("all"))) {
      return Topics.ALL;
    }
    List<Topic<?>> found = new ArrayList<>();
    for (String name : names) {
      found.add(
          Topics.ALL.stream()
              .filter(topic -> topic.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(option, name)));
    }
    return found;
  }

  private static IllegalArgumentException unknown(String option, String name) {
    List<String> all = Topics.ALL.stream().map(Topic::name).toList();
    return new IllegalArgumentException(
        "%s %s: expected all, or some of %s".formatted(option, name, String.join(", ", all)));
  }
}
