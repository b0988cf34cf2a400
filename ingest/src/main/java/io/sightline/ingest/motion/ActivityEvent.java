package io.sightline.ingest.motion;

import org.jspecify.annotations.Nullable;

/** What is to be done after a picture, in the order given. Times are capture times. */
public sealed interface ActivityEvent {

  /** Keep this picture aside: it may turn out to be the first of an activity. */
  record Hold() implements ActivityEvent {}

  /** Drop the pictures kept aside: it was nothing. */
  record Forget() implements ActivityEvent {}

  /**
   * An activity began; pictures kept aside are its first samples.
   *
   * @param startMicros the first picture that showed the change
   * @param continues start of the activity that was cut for this one
   */
  record Started(long startMicros, @Nullable Long continues) implements ActivityEvent {}

  /** This picture belongs to the open activity and is to be examined. */
  record Sample() implements ActivityEvent {}

  /** The activity goes on. */
  record Ongoing(ActivitySummary summary) implements ActivityEvent {}

  /** The activity is over. */
  record Ended(ActivitySummary summary, Cause cause) implements ActivityEvent {}

  /** Why an activity ended. */
  enum Cause {
    QUIET,
    CUT,
    SOURCE_ENDED,
    SOURCE_LOST,
    PRIVACY
  }
}
