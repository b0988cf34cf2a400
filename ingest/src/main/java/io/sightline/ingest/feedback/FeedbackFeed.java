package io.sightline.ingest.feedback;

import io.sightline.avro.Feedback;
import java.util.List;

/** What people said about one camera, in the order in which it became known. */
public interface FeedbackFeed {
  /** Nobody says anything. */
  FeedbackFeed NONE = (position, atMicros) -> new News(List.of(), position);

  /**
   * @param through the position after the last of it
   */
  record News(List<Feedback> words, long through) {}

  /**
   * As much of what is new as fits a mark.
   *
   * @param position what came before is known already; 0 for all that still holds
   * @param atMicros capture time of the mark: what is thirty days older does not hold any more
   */
  News after(long position, long atMicros);
}
