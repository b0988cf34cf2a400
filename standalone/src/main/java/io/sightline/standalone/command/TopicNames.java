package io.sightline.standalone.command;

import io.sightline.schemas.Topic;
import io.sightline.schemas.Topics;
import java.util.ArrayList;
import java.util.List;

/** Topics as a user names them who takes records elsewhere; keys of media never go along. */
final class TopicNames {
  private TopicNames() {}

  /**
   * @param option for the error, which lists all there are
   * @param names without the prefix, or {@code all} alone
   */
  static List<Topic<?>> find(String option, List<String> names) {
    return find(option, names, all());
  }

  /** As the other, among those whose records have a schema of their own. */
  static List<Topic<?>> findWithSchema(String option, List<String> names) {
    return find(option, names, all().stream().filter(topic -> topic.value() != null).toList());
  }

  private static List<Topic<?>> find(String option, List<String> names, List<Topic<?>> all) {
    if (names.equals(List.of("all"))) {
      return all;
    }
    List<Topic<?>> found = new ArrayList<>();
    for (String name : names) {
      found.add(
          all.stream()
              .filter(topic -> topic.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(option, name, all)));
    }
    return found;
  }

  private static List<Topic<?>> all() {
    List<Topic<?>> all = new ArrayList<>(Topics.ALL);
    all.remove(Topics.KEYS);
    return List.copyOf(all);
  }

  private static IllegalArgumentException unknown(String option, String name, List<Topic<?>> all) {
    List<String> names = all.stream().map(Topic::name).toList();
    return new IllegalArgumentException(
        "%s %s: expected all, or some of %s".formatted(option, name, String.join(", ", names)));
  }
}
