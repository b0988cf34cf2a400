package io.sightline.console.feedback;

import io.sightline.avro.Feedback;
import java.io.IOException;

/** Where what people say is written down. */
public interface FeedbackSink {
  /**
   * Returns when it is safe.
   *
   * @throws IOException if it may not have been written; saying it again under the same id is safe
   */
  void write(Feedback feedback) throws IOException;
}
