package io.sightline.standalone.topics;

import java.util.List;

/** A topic is there, and is not as the contract wants it. */
public final class TopicMismatchException extends Exception {
  private static final long serialVersionUID = 1L;

  TopicMismatchException(List<String> mismatches) {
    super(String.join("; ", mismatches));
  }

  /** Names each of those that processors must not run on. */
  static void throwIfUnfit(List<TopicChange> changes) throws TopicMismatchException {
    List<String> unfit =
        changes.stream().filter(TopicChange::unfit).map(TopicChange::describe).toList();
    if (!unfit.isEmpty()) {
      throw new TopicMismatchException(unfit);
    }
  }
}
