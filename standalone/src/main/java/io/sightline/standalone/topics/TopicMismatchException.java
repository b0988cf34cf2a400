package io.sightline.standalone.topics;

import java.util.List;

/** A topic is there, and is not as the contract wants it. */
public final class TopicMismatchException extends Exception {
  private static final long serialVersionUID = 1L;

  TopicMismatchException(List<String> mismatches) {
    super(String.join("; ", mismatches));
  }
}
